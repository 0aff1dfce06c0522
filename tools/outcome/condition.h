// What an execution may, must or must not end at: equalities of what is
// observed with whole numbers.
#ifndef ATOMICS_LAB_TOOLS_OUTCOME_CONDITION_H_
#define ATOMICS_LAB_TOOLS_OUTCOME_CONDITION_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"

namespace atomics_lab::outcome {

// "data=1", "ret2!=-1".
struct Equality {
  std::string name;    // any bytes but blanks at its ends
  bool equal = true;   // false: "!="
  std::uint64_t bits;  // the number, in two's complement
  bool negative = false;
  std::string number;  // as it was written
};

// All of them hold: "data=1 && flag=0".
struct Condition {
  std::string text;  // as it was written
  std::vector<Equality> all;
};

// What one number of an outcome is the value of.
struct Observable {
  std::string name;
  int size = 8;           // bytes, 1 to 8
  bool returned = false;  // a whole register: its upper half may say nothing
};

// Equalities with "&&" between them. A number is decimal, negative, or "0x…",
// from -2^63 to 2^64 - 1.
// Errors: InvalidArgument, one line.
absl::StatusOr<Condition> ParseCondition(std::string_view text);

// Checks that every name of the condition is observed and can hold its number:
// a condition that can never match is a mistake, not a pass.
// Errors: NotFound or InvalidArgument, one line; with near names.
absl::Status CheckCondition(const Condition& condition,
                            absl::Span<const Observable> observed);

// Whether an outcome is one of those that the condition speaks of. A negative
// number is one of the observable's size; of a register, also one of 4 bytes
// with nothing above, as a function of type int returns it.
// Requires: CheckCondition; a value for each observable.
bool Matches(const Condition& condition, absl::Span<const Observable> observed,
             absl::Span<const std::uint64_t> values);

}  // namespace atomics_lab::outcome

#endif  // ATOMICS_LAB_TOOLS_OUTCOME_CONDITION_H_
