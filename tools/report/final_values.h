// At which values a counter's program can end, and at which it was seen to end.
#ifndef ATOMICS_LAB_TOOLS_REPORT_FINAL_VALUES_H_
#define ATOMICS_LAB_TOOLS_REPORT_FINAL_VALUES_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "tools/result/result.h"

namespace atomics_lab::report {

// Values that were not seen, and such as should not have been: each the
// greatest first.
struct FinalValues {
  // Some execution ends there, and no run did.
  std::vector<std::uint64_t> unseen;
  // The same, and no run could be expected to: all were emulated by a processor
  // of another architecture, for which no execution of this counter ends there.
  std::vector<std::uint64_t> cannot_show;
  // No execution ends there, but on another target one does.
  std::vector<std::uint64_t> forbidden;
  // A run ended there, and no execution does: the explorer or the run is wrong.
  std::vector<std::uint64_t> seen_forbidden;
  // Whether every execution was explored, so that no other value is possible.
  bool all_explored = false;

  friend bool operator==(const FinalValues&, const FinalValues&) = default;
};

// None unless the row's runs are all of one program, and the explorer was asked
// about it, and what both observe is one integer of 64 bits.
std::optional<FinalValues> FinalValuesOf(const result::Results& results,
                                         const result::Row& row);

}  // namespace atomics_lab::report

#endif  // ATOMICS_LAB_TOOLS_REPORT_FINAL_VALUES_H_
