#include "tools/report/standing.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "tools/report/cells.h"
#include "tools/report/explored.h"
#include "tools/result/exploration.h"
#include "tools/result/result.h"

namespace atomics_lab::report {
namespace {

using result::Exploration;
using result::Results;
using result::Row;
using result::Verdict;
using Kind = result::ExplorationVerdict;

bool IsRacy(const Results& results, const Row& row) {
  const result::Counter* counter = FindCounter(results, row.counter);
  return counter != nullptr && !counter->lossless;
}

// What the explorations of a row come to, together.
Standing ExploredStanding(const Results& results, const Row& row) {
  constexpr std::array<std::pair<Kind, Standing>, 2> kWeakest = {
      {{Kind::kNotExplorable, Standing::kNotExplorable},
       {Kind::kConsistent, Standing::kBounded}}};
  const std::vector<const Exploration*> all = ExplorationsOf(results, row);
  if (all.empty()) return Standing::kPassed;
  for (const auto& [kind, standing] : kWeakest) {
    const auto found = std::ranges::find(all, kind, &Exploration::verdict);
    if (found != all.end()) return standing;
  }
  return Standing::kProved;
}

// "2 of 4": the least final value that is not the right one. "deadlock" where
// the executions that go wrong have none. Empty if all went well.
std::string LeastText(const Exploration& exploration) {
  if (exploration.verdict != Kind::kRefuted) return "";
  const std::string right =
      absl::StrCat(exploration.threads * exploration.increments);
  for (const result::ExploredOutcome& outcome : exploration.outcomes) {
    const std::string value = absl::StrJoin(
        outcome.values, "/", [](std::string* out, const result::Value& part) {
          out->append(result::ValueText(part));
        });
    if (value != right) return absl::StrCat(value, " of ", right);
  }
  return exploration.stuck.empty() ? "" : exploration.stuck.front().kind;
}

std::string LeastText(const result::Outcome& outcome, int width_bits) {
  const std::uint64_t right = ExpectedValue(outcome, width_bits);
  for (const auto& [value, runs] : outcome.histogram) {
    if (value != right && runs != 0) return absl::StrCat(value, " of ", right);
  }
  return "";
}

// How an update was lost: as the explorer found, else as in some run.
std::string LossText(const Results& results, const Row& row) {
  for (const Exploration* exploration : ExplorationsOf(results, row)) {
    std::string text = LeastText(*exploration);
    if (!text.empty()) return text;
  }
  const result::Counter* counter = FindCounter(results, row.counter);
  if (counter == nullptr) return "";
  for (const result::Outcome& outcome : row.outcomes) {
    std::string text = LeastText(outcome, counter->width_bits);
    if (!text.empty()) return text;
  }
  return "";
}

std::string_view UnprovedText(Standing standing) {
  switch (standing) {
    case Standing::kBounded:
      return "bounded";
    case Standing::kNotExplorable:
      return "unexplored";
    default:
      return "may lose";
  }
}

std::string RacyText(const Results& results, const Row& row) {
  if (!LosesUpdates(results, row)) {
    return absl::StrCat("racy, ", UnprovedText(ExploredStanding(results, row)));
  }
  const std::string loss = LossText(results, row);
  return absl::StrCat("racy", loss.empty() ? "" : ", ", loss);
}

std::string WrongText(const Results& results, const Row& row) {
  const std::string loss = LossText(results, row);
  return absl::StrCat("WRONG", loss.empty() ? "" : ", ", loss);
}

}  // namespace

Standing StandingOf(const Results& results, const Row& row) {
  if (row.verdict == Verdict::kFailed) return Standing::kFailed;
  if (row.verdict == Verdict::kNotRun) return Standing::kNotRun;
  if (ContradictsClaim(results, row) || IsContradicted(results, row)) {
    return Standing::kWrong;
  }
  if (LosesUpdates(results, row)) return Standing::kRacy;
  const Standing explored = ExploredStanding(results, row);
  // That a search met no loss proves nothing of a racy counter.
  return explored != Standing::kProved && IsRacy(results, row) ? Standing::kRacy
                                                               : explored;
}

std::string StandingText(const Results& results, const Row& row) {
  switch (StandingOf(results, row)) {
    case Standing::kProved:
      return "proved";
    case Standing::kBounded:
      return "bounded";
    case Standing::kNotExplorable:
      return "not explorable";
    case Standing::kRacy:
      return RacyText(results, row);
    case Standing::kWrong:
      return WrongText(results, row);
    case Standing::kPassed:
    case Standing::kNotRun:
    case Standing::kFailed:
      return std::string(VerdictText(row.verdict));
  }
  return "";
}

}  // namespace atomics_lab::report
