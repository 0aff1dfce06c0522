#include "tools/audit/verdict.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "tools/elf/by_architecture.h"

namespace atomics_lab::audit {
namespace {

// Of all AArch64 objects; absent if there are none.
std::optional<AtomicUse> UseOf(const FileAudit& audit) {
  std::optional<AtomicUse> sum;
  for (const ObjectAudit& object : audit.objects) {
    if (!elf::ByArchitecture(false, true)[object.architecture]) continue;
    if (!sum.has_value()) sum.emplace();
    sum->outlined += object.use.outlined;
    sum->lse += object.use.lse;
    sum->llsc += object.use.llsc;
    sum->guarded_lse += object.use.guarded_lse;
  }
  return sum;
}

// Of what is no call of a helper; empty if there is nothing else.
std::string Direct(const AtomicUse& use) {
  if (use.lse == 0) return use.llsc == 0 ? "" : "LL/SC only";
  if (use.llsc == 0) return "LSE only";
  if (use.guarded_lse == use.lse) return "both, chosen at run time";
  if (use.guarded_lse == 0) return "both, and nothing chooses";
  return absl::StrCat("both, and ", use.guarded_lse, " of ", use.lse,
                      " LSE chosen at run time");
}

}  // namespace

std::string VerdictOf(const FileAudit& audit) {
  const std::optional<AtomicUse> use = UseOf(audit);
  if (!use.has_value()) return "";
  std::string direct = Direct(*use);
  if (use->outlined == 0) return direct.empty() ? "no atomics" : direct;
  if (direct.empty()) return "outlined";
  return absl::StrCat("outlined; beside that ", direct);
}

std::string CountsOf(const FileAudit& audit) {
  const std::optional<AtomicUse> use = UseOf(audit);
  if (!use.has_value()) return "";
  std::vector<std::string> counts;
  const std::pair<std::int64_t, const char*> kinds[] = {
      {use->outlined, " outlined"}, {use->lse, " LSE"}, {use->llsc, " LL/SC"}};
  for (const auto& [count, name] : kinds) {
    if (count != 0) counts.push_back(absl::StrCat(count, name));
  }
  return absl::StrJoin(counts, ", ");
}

}  // namespace atomics_lab::audit
