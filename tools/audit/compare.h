// What changed between two builds of a binary.
#ifndef ATOMICS_LAB_TOOLS_AUDIT_COMPARE_H_
#define ATOMICS_LAB_TOOLS_AUDIT_COMPARE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "tools/audit/findings.h"
#include "tools/audit/totals.h"

namespace atomics_lab::audit {

struct Change {
  Kind kind = Kind::kLocked;
  std::string form;
  std::int64_t difference = 0;  // never 0; less than 0: removed
};

struct FunctionChange {
  std::string name;
  std::vector<Change> changes;  // by kind, then form
};

struct Comparison {
  std::string old_name;
  std::string new_name;
  Totals old_totals;
  Totals new_totals;
  std::vector<FunctionChange> functions;  // by name
};

// What functions without a symbol are called together: their addresses say
// nothing about which is which in another build.
inline constexpr char kUnnamed[] = "functions without a symbol";

// Compares by functions' symbols, over all objects of an archive, bodies of
// helpers left out.
// Errors: InvalidArgument if the architectures differ.
absl::StatusOr<Comparison> Compare(const FileAudit& old_audit,
                                   const FileAudit& new_audit);

}  // namespace atomics_lab::audit

#endif  // ATOMICS_LAB_TOOLS_AUDIT_COMPARE_H_
