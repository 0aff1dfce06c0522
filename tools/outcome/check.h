// Explorations held to conditions.
#ifndef ATOMICS_LAB_TOOLS_OUTCOME_CHECK_H_
#define ATOMICS_LAB_TOOLS_OUTCOME_CHECK_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "tools/outcome/condition.h"
#include "tools/result/exploration.h"

namespace atomics_lab::outcome {

struct Conditions {
  std::vector<Condition> forbidden;  // no outcome matches any
  std::vector<Condition> allowed;    // if not empty, each outcome matches one
  std::vector<Condition> required;   // for each there is an outcome

  bool empty() const {
    return forbidden.empty() && allowed.empty() && required.empty();
  }
};

// Errors: as ParseCondition, with the option in front: "--forbidden='x'".
absl::StatusOr<Conditions> ParseConditions(
    absl::Span<const std::string> forbidden,
    absl::Span<const std::string> allowed,
    absl::Span<const std::string> required);

// The names in them, each once, in the order in which they are read.
std::vector<std::string> NamesIn(const Conditions& conditions);

// Errors: as CheckCondition.
absl::Status CheckConditions(const Conditions& conditions,
                             absl::Span<const Observable> observed);

struct Check {
  enum class State {
    kKept,
    kBroken,
    kOpen  // not broken by what was seen, but not all was seen
  };
  std::string_view kind;  // "forbidden", "allowed", "required"
  std::string text;       // the condition; of all that are allowed, with "or"
  State state = State::kOpen;
  // Indices of Exploration::outcomes, ascending: those that break it; of a
  // required one that is kept, those that keep it.
  std::vector<std::size_t> outcomes;
};

// One for each condition that is forbidden or required and one for all that
// are allowed. A violation that was seen is one however far the search went; so
// is a required outcome that was seen.
// Requires: CheckConditions of what `told` observes.
std::vector<Check> Evaluate(const Conditions& conditions,
                            absl::Span<const Observable> observed,
                            const result::Exploration& told);

// True if all are kept.
bool AllKept(absl::Span<const Check> checks);

// Outcomes that break a check: indices, ascending, each once.
std::vector<std::size_t> Breaking(absl::Span<const Check> checks);

// "kept", "BROKEN", "not proved".
std::string_view StateName(Check::State state);

// A line for each check, and one for what all outcomes are; each ends with a
// newline and is printable.
std::string ChecksText(absl::Span<const Check> checks,
                       const result::Exploration& told);

}  // namespace atomics_lab::outcome

#endif  // ATOMICS_LAB_TOOLS_OUTCOME_CHECK_H_
