#include "tools/audit/compare.h"

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "tools/audit/findings.h"
#include "tools/audit/totals.h"
#include "tools/listing/listing.h"

namespace atomics_lab::audit {
namespace {

using Forms = std::map<std::pair<Kind, std::string>, std::int64_t>;
using Functions = std::map<std::string, Forms>;

void Add(const FileAudit& audit, std::int64_t sign, Functions& functions) {
  for (const ObjectAudit& object : audit.objects) {
    for (const FunctionAudit& function : object.functions) {
      if (function.helper) continue;
      Forms& forms =
          functions[function.mangled.empty() ? kUnnamed : function.name];
      for (const Finding& finding : function.findings) {
        forms[{finding.kind, finding.form}] += sign;
      }
    }
  }
}

std::string Architectures(const FileAudit& audit) {
  std::set<std::string_view> names;
  for (const ObjectAudit& object : audit.objects) {
    names.insert(listing::ArchitectureName(object.architecture));
  }
  return absl::StrJoin(names, " and ");
}

}  // namespace

absl::StatusOr<Comparison> Compare(const FileAudit& old_audit,
                                   const FileAudit& new_audit) {
  if (Architectures(old_audit) != Architectures(new_audit)) {
    return absl::InvalidArgumentError(absl::StrCat(
        old_audit.name, " is for ", Architectures(old_audit), ", but ",
        new_audit.name, " for ", Architectures(new_audit),
        "; --compare takes an older build for the same architecture"));
  }
  Functions functions;
  Add(old_audit, -1, functions);
  Add(new_audit, +1, functions);
  Comparison comparison = {.old_name = old_audit.name,
                           .new_name = new_audit.name,
                           .old_totals = TotalsOf({&old_audit, 1}),
                           .new_totals = TotalsOf({&new_audit, 1})};
  for (const auto& [name, forms] : functions) {
    FunctionChange change = {.name = name};
    for (const auto& [form, difference] : forms) {
      if (difference == 0) continue;
      change.changes.push_back({form.first, form.second, difference});
    }
    if (!change.changes.empty()) comparison.functions.push_back(change);
  }
  return comparison;
}

}  // namespace atomics_lab::audit
