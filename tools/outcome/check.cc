#include "tools/outcome/check.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/types/span.h"
#include "tools/outcome/condition.h"
#include "tools/report/exploration_text.h"
#include "tools/result/exploration.h"
#include "tools/text/printable.h"

namespace atomics_lab::outcome {
namespace {

using State = Check::State;
using Indices = std::vector<std::size_t>;

constexpr std::string_view kForbidden = "forbidden";
constexpr std::string_view kAllowed = "allowed";
constexpr std::string_view kRequired = "required";

absl::StatusOr<std::vector<Condition>> ParseAll(
    std::string_view option, absl::Span<const std::string> texts) {
  std::vector<Condition> conditions;
  conditions.reserve(texts.size());
  for (const std::string& text : texts) {
    auto condition = ParseCondition(text);
    if (!condition.ok()) {
      return absl::InvalidArgumentError(
          absl::StrCat("--", option, "=", condition.status().message()));
    }
    conditions.push_back(*std::move(condition));
  }
  return conditions;
}

std::vector<const Condition*> AllOf(const Conditions& conditions) {
  std::vector<const Condition*> all;
  for (const auto* kind :
       {&conditions.forbidden, &conditions.allowed, &conditions.required}) {
    for (const Condition& condition : *kind) all.push_back(&condition);
  }
  return all;
}

// The outcomes that match any of the conditions, or those that match none.
Indices Select(absl::Span<const Condition> any, bool matching,
               absl::Span<const Observable> observed,
               const result::Exploration& told) {
  Indices selected;
  for (std::size_t i = 0; i < told.outcomes.size(); ++i) {
    std::vector<std::uint64_t> values;
    values.reserve(told.outcomes[i].values.size());
    for (const result::Value& value : told.outcomes[i].values) {
      values.push_back(value.low);
    }
    const bool matches = std::ranges::any_of(any, [&](const Condition& one) {
      return Matches(one, observed, values);
    });
    if (matches == matching) selected.push_back(i);
  }
  return selected;
}

// The state of a check that `bad` outcomes break.
State StateOfBad(const Indices& bad, bool complete) {
  if (!bad.empty()) return State::kBroken;
  return complete ? State::kKept : State::kOpen;
}

State StateOfGood(const Indices& good, bool complete) {
  if (!good.empty()) return State::kKept;
  return complete ? State::kBroken : State::kOpen;
}

std::string Named(const Indices& outcomes, const result::Exploration& told) {
  return absl::StrJoin(
      outcomes, "; ", [&told](std::string* out, std::size_t index) {
        absl::StrAppend(out, report::OutcomeName(told, told.outcomes[index]));
      });
}

std::string Why(const Check& check, const result::Exploration& told) {
  if (check.state == State::kOpen) {
    return check.kind == kRequired ? "none of the executions that were seen "
                                     "ends there, and not all were"
                                   : "nothing that was seen breaks it, but not "
                                     "all was seen: nothing is proved";
  }
  if (check.kind == kRequired) {
    return check.state == State::kKept
               ? absl::StrCat("it can end at ", Named(check.outcomes, told))
               : "no execution ends there";
  }
  return check.state == State::kBroken
             ? absl::StrCat("it can end at ", Named(check.outcomes, told))
             : "every execution keeps it";
}

}  // namespace

absl::StatusOr<Conditions> ParseConditions(
    absl::Span<const std::string> forbidden,
    absl::Span<const std::string> allowed,
    absl::Span<const std::string> required) {
  ABSL_ASSIGN_OR_RETURN(auto no, ParseAll(kForbidden, forbidden));
  ABSL_ASSIGN_OR_RETURN(auto may, ParseAll(kAllowed, allowed));
  ABSL_ASSIGN_OR_RETURN(auto must, ParseAll(kRequired, required));
  return Conditions{.forbidden = std::move(no),
                    .allowed = std::move(may),
                    .required = std::move(must)};
}

std::vector<std::string> NamesIn(const Conditions& conditions) {
  std::vector<std::string> names;
  for (const Condition* condition : AllOf(conditions)) {
    for (const Equality& equality : condition->all) {
      if (std::ranges::find(names, equality.name) == names.end()) {
        names.push_back(equality.name);
      }
    }
  }
  return names;
}

absl::Status CheckConditions(const Conditions& conditions,
                             absl::Span<const Observable> observed) {
  for (const Condition* condition : AllOf(conditions)) {
    ABSL_RETURN_IF_ERROR(CheckCondition(*condition, observed));
  }
  return absl::OkStatus();
}

std::vector<Check> Evaluate(const Conditions& conditions,
                            absl::Span<const Observable> observed,
                            const result::Exploration& told) {
  std::vector<Check> checks;
  checks.reserve(conditions.forbidden.size() + conditions.required.size() + 1);
  for (const Condition& condition : conditions.forbidden) {
    Indices bad = Select({&condition, 1}, true, observed, told);
    const State state = StateOfBad(bad, told.complete);
    checks.push_back({kForbidden, condition.text, state, std::move(bad)});
  }
  if (!conditions.allowed.empty()) {
    Indices bad = Select(conditions.allowed, false, observed, told);
    const State state = StateOfBad(bad, told.complete);
    const std::string texts = absl::StrJoin(
        conditions.allowed, "' or '", [](std::string* out, const auto& one) {
          absl::StrAppend(out, one.text);
        });
    checks.push_back({kAllowed, texts, state, std::move(bad)});
  }
  for (const Condition& condition : conditions.required) {
    Indices good = Select({&condition, 1}, true, observed, told);
    const State state = StateOfGood(good, told.complete);
    checks.push_back({kRequired, condition.text, state, std::move(good)});
  }
  return checks;
}

bool AllKept(absl::Span<const Check> checks) {
  return std::ranges::all_of(
      checks, [](const Check& check) { return check.state == State::kKept; });
}

std::vector<std::size_t> Breaking(absl::Span<const Check> checks) {
  std::set<std::size_t> breaking;
  for (const Check& check : checks) {
    if (check.state == State::kBroken) {
      breaking.insert(check.outcomes.begin(), check.outcomes.end());
    }
  }
  return {breaking.begin(), breaking.end()};
}

std::string_view StateName(Check::State state) {
  switch (state) {
    case State::kKept:
      return "kept";
    case State::kBroken:
      return "BROKEN";
    case State::kOpen:
      return "not proved";
  }
  return "";
}

std::string ChecksText(absl::Span<const Check> checks,
                       const result::Exploration& told) {
  Indices all(told.outcomes.size());
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = i;
  std::string text = absl::StrCat(
      told.complete ? "all outcomes: " : "outcomes that were seen: ",
      all.empty() ? "none" : Named(all, told), "\n");
  for (const Check& check : checks) {
    absl::StrAppend(&text, StateName(check.state), ": ", check.kind, " '",
                    text::Printable(check.text), "': ", Why(check, told), "\n");
  }
  return text;
}

}  // namespace atomics_lab::outcome
