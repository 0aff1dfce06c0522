#include "tools/report/explored.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "tools/report/cells.h"
#include "tools/result/exploration.h"
#include "tools/result/result.h"

namespace atomics_lab::report {
namespace {

using result::Exploration;
using result::ExploredOutcome;
using result::Results;
using result::Row;
using result::WitnessStep;
using Kind = result::ExplorationVerdict;

// More values than these are summed up.
constexpr std::size_t kMostValues = 6;

std::string ValueText(const ExploredOutcome& outcome) {
  return absl::StrJoin(outcome.values, "/",
                       [](std::string* out, const result::Value& value) {
                         out->append(result::ValueText(value));
                       });
}

std::string SetText(const Exploration& exploration, std::string_view comma) {
  const std::vector<ExploredOutcome>& outcomes = exploration.outcomes;
  std::vector<std::string> values;
  if (outcomes.size() > kMostValues) {
    values = {absl::StrCat(ValueText(outcomes.front()), "–",
                           ValueText(outcomes.back())),
              absl::StrCat(outcomes.size(), " values")};
  } else {
    for (const ExploredOutcome& outcome : outcomes) {
      values.push_back(ValueText(outcome));
    }
  }
  if (!exploration.complete) values.emplace_back("…");
  return absl::StrCat("{", absl::StrJoin(values, comma), "}");
}

std::string RefutedText(const Exploration& exploration) {
  std::string text = SetText(exploration, ",");
  for (const result::StuckState& stuck : exploration.stuck) {
    absl::StrAppend(&text, " ", stuck.kind);
  }
  return text;
}

std::string PlainText(const Exploration& exploration) {
  switch (exploration.verdict) {
    case Kind::kProved:
      return exploration.as_claimed ? "proved" : SetText(exploration, ",");
    case Kind::kRefuted:
      return RefutedText(exploration);
    case Kind::kConsistent:
      return "bounded";
    case Kind::kNotExplorable:
      return "not explorable";
  }
  return "";
}

std::ptrdiff_t Count(const Results& results, Kind verdict) {
  return std::ranges::count(results.explorations, verdict,
                            &Exploration::verdict);
}

// The programs and models that were explored, each once.
template <typename Text>
std::string Each(const Results& results, std::string_view between, Text text) {
  std::vector<std::string> texts;
  for (const Exploration& exploration : results.explorations) {
    AddOnce(text(exploration), texts);
  }
  return absl::StrJoin(texts, between);
}

std::string AccessText(const WitnessStep& step) {
  if (step.read.has_value() && step.wrote.has_value()) {
    return absl::StrCat(step.location, " ", result::ValueText(*step.read),
                        " → ", result::ValueText(*step.wrote));
  }
  if (step.read.has_value()) {
    return absl::StrCat(step.location, " is ", result::ValueText(*step.read));
  }
  if (step.wrote.has_value()) {
    return absl::StrCat(step.location, " = ", result::ValueText(*step.wrote));
  }
  return step.note;
}

}  // namespace

std::vector<const Exploration*> ExplorationsOf(const Results& results,
                                               const Row& row) {
  std::vector<const Exploration*> found;
  for (const Exploration& exploration : results.explorations) {
    if (exploration.counter == row.counter &&
        exploration.target == row.target) {
      found.push_back(&exploration);
    }
  }
  return found;
}

std::string ExploredText(const Exploration& exploration) {
  return absl::StrCat(exploration.as_claimed ? "" : "WRONG ",
                      PlainText(exploration));
}

std::string ExploredText(const Results& results, const Row& row) {
  std::vector<std::string> texts;
  for (const Exploration* exploration : ExplorationsOf(results, row)) {
    texts.push_back(ExploredText(*exploration));
  }
  if (texts.empty()) return std::string(kNothing);
  const bool all_same = std::ranges::adjacent_find(
                            texts, std::ranges::not_equal_to()) == texts.end();
  return all_same ? texts.front() : absl::StrJoin(texts, "; ");
}

bool IsContradicted(const Results& results, const Row& row) {
  return !std::ranges::all_of(
      ExplorationsOf(results, row),
      [](const Exploration* exploration) { return exploration->as_claimed; });
}

bool LosesUpdates(const Results& results, const Row& row) {
  return std::ranges::any_of(ExplorationsOf(results, row),
                             [](const Exploration* exploration) {
                               return exploration->verdict == Kind::kRefuted;
                             });
}

std::string LosslessText(const Exploration& exploration) {
  return absl::StrCat(exploration.as_claimed ? "" : "WRONG ",
                      VerdictName(exploration.verdict));
}

std::string ProgramName(const Exploration& exploration) {
  return absl::StrCat(exploration.threads, "×", exploration.increments);
}

std::string ModelText(const Exploration& exploration) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 3>
      kNames = {{{"sc", "SC"}, {"tso", "x86-TSO"}, {"armv8", "Armv8"}}};
  for (const auto& [model, name] : kNames) {
    if (model == exploration.model) return std::string(name);
  }
  return exploration.model;
}

std::string FinalValuesText(const Exploration& exploration) {
  if (exploration.outcomes.empty()) return std::string(kNothing);
  return SetText(exploration, ", ");
}

std::vector<std::string> ExploredLegend(const Results& results) {
  if (results.explorations.empty()) return {};
  return {
      absl::StrCat("Explored: every interleaving of these very instructions "
                   "under ",
                   Each(results, " or ", ModelText),
                   ", as the target has it, for ", ExploredPrograms(results),
                   " (threads × increments) only."),
      "“proved”: no execution loses an update or gets stuck; “{2,3,4}”: all "
      "final values that there are; “bounded”: nothing was lost as far as the "
      "search went.",
  };
}

std::string ExploredSummary(const Results& results) {
  if (results.explorations.empty()) return "";
  return absl::StrCat(
      "Explored: ", results.explorations.size(),
      " programs: ", Count(results, Kind::kProved), " proved, ",
      Count(results, Kind::kRefuted), " lose updates, ",
      absl::StrCat(Count(results, Kind::kConsistent), " bounded, ",
                   Count(results, Kind::kNotExplorable), " not explorable; ",
                   std::ranges::count(results.explorations, false,
                                      &Exploration::as_claimed),
                   " against their counters' claims"));
}

std::string ExploredPrograms(const Results& results) {
  return Each(results, " and ", ProgramName);
}

Story LeastStory(const Results& results, const Row& row) {
  for (const Exploration* exploration : ExplorationsOf(results, row)) {
    const auto title = [exploration](std::string_view verb,
                                     std::string_view what) {
      return absl::StrCat("How ", ProgramName(*exploration), verb, what);
    };
    for (const ExploredOutcome& outcome : exploration->outcomes) {
      if (outcome.witness.empty()) continue;
      return {title(" ends at ", ValueText(outcome)), exploration->threads,
              outcome.witness};
    }
    for (const result::StuckState& stuck : exploration->stuck) {
      if (stuck.witness.empty()) continue;
      return {title(" gets stuck: ", stuck.kind), exploration->threads,
              stuck.witness};
    }
  }
  return {};
}

std::string EffectText(const WitnessStep& step) {
  std::vector<std::string> waiting;
  waiting.reserve(step.store_buffer.size());
  for (const result::PendingStore& store : step.store_buffer) {
    waiting.push_back(
        absl::StrCat(store.location, " = ", result::ValueText(store.value)));
  }
  return absl::StrCat(
      AccessText(step),
      waiting.empty()
          ? ""
          : absl::StrCat(" (waiting: ", absl::StrJoin(waiting, ", "), ")"));
}

}  // namespace atomics_lab::report
