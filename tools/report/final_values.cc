#include "tools/report/final_values.h"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <iterator>
#include <optional>
#include <set>
#include <string_view>
#include <vector>

#include "tools/report/cells.h"
#include "tools/result/exploration.h"
#include "tools/result/result.h"

namespace atomics_lab::report {
namespace {

using result::Exploration;
using result::Outcome;
using result::Results;
using result::Row;
using result::Target;
using Values = std::set<std::uint64_t, std::greater<>>;

const Target* FindTarget(const Results& results, std::string_view name) {
  const auto found = std::ranges::find(results.targets, name, &Target::name);
  return found == results.targets.end() ? nullptr : &*found;
}

bool IsOneInteger(const result::ExploredOutcome& outcome) {
  return outcome.values.size() == 1 && outcome.values.front().high == 0;
}

// Whether the runs of `outcome` are of the program that was explored.
bool IsProgramOf(const Exploration& exploration, const Outcome& outcome) {
  return exploration.threads == outcome.threads &&
         exploration.increments == outcome.increments;
}

// The explorations of the row's counter and of its program, on all targets.
// None unless the row's runs are all of one program.
std::vector<const Exploration*> SameProgram(const Results& results,
                                            const Row& row) {
  std::vector<const Exploration*> found;
  for (const Exploration& exploration : results.explorations) {
    if (exploration.counter == row.counter && !row.outcomes.empty() &&
        std::ranges::all_of(row.outcomes,
                            [&exploration](const Outcome& outcome) {
                              return IsProgramOf(exploration, outcome);
                            })) {
      found.push_back(&exploration);
    }
  }
  return found;
}

void AddPossible(const Exploration& exploration, Values& values) {
  for (const result::ExploredOutcome& outcome : exploration.outcomes) {
    values.insert(outcome.values.front().low);
  }
}

Values Seen(const Row& row) {
  Values values;
  for (const Outcome& outcome : row.outcomes) {
    for (const auto& [value, runs] : outcome.histogram) {
      if (runs != 0) values.insert(value);
    }
  }
  return values;
}

std::vector<std::uint64_t> Without(const Values& values, const Values& others) {
  std::vector<std::uint64_t> left;
  std::ranges::set_difference(values, others, std::back_inserter(left),
                              std::greater<>());
  return left;
}

bool IsNative(const Target& target) {
  return std::ranges::any_of(target.runs, [](const result::TestRun& run) {
    return !IsEmulated(run.machine);
  });
}

bool IsOfAnotherArchitectureThan(const Target& host, const Row& row,
                                 const Results& results) {
  const Target* target = FindTarget(results, row.target);
  return target != nullptr && target->architecture != host.architecture &&
         std::ranges::all_of(MachinesOf(row), IsEmulated);
}

// What some execution ends at on the processor that emulated the row's target.
// None where nothing did, or where not all of its executions are known.
std::optional<Values> PossibleForTheHost(
    const Results& results, const Row& row,
    const std::vector<const Exploration*>& explorations) {
  std::optional<Values> values;
  for (const Exploration* exploration : explorations) {
    const Target* host = FindTarget(results, exploration->target);
    if (host == nullptr || !IsNative(*host) ||
        !IsOfAnotherArchitectureThan(*host, row, results)) {
      continue;
    }
    if (!exploration->complete) return std::nullopt;
    if (!values.has_value()) values.emplace();
    AddPossible(*exploration, *values);
  }
  return values;
}

Values PossibleAnywhere(const std::vector<const Exploration*>& explorations) {
  Values values;
  for (const Exploration* exploration : explorations) {
    AddPossible(*exploration, values);
  }
  return values;
}

}  // namespace

std::optional<FinalValues> FinalValuesOf(const Results& results,
                                         const Row& row) {
  const std::vector<const Exploration*> same = SameProgram(results, row);
  const auto own =
      std::ranges::find(same, row.target, [](const Exploration* exploration) {
        return std::string_view(exploration->target);
      });
  const bool are_integers =
      std::ranges::all_of(same, [](const Exploration* exploration) {
        return std::ranges::all_of(exploration->outcomes, IsOneInteger);
      });
  if (own == same.end() || !are_integers) return std::nullopt;

  Values possible;
  AddPossible(**own, possible);
  FinalValues values;
  values.all_explored = (*own)->complete;
  const Values seen = Seen(row);
  values.unseen = Without(possible, seen);
  if (const auto host = PossibleForTheHost(results, row, same)) {
    const auto cannot_show = std::ranges::stable_partition(
        values.unseen,
        [&host](std::uint64_t value) { return host->contains(value); });
    values.cannot_show.assign(cannot_show.begin(), cannot_show.end());
    values.unseen.erase(cannot_show.begin(), cannot_show.end());
  }
  if (!values.all_explored) return values;
  values.seen_forbidden = Without(seen, possible);
  Values known = possible;
  known.insert(seen.begin(), seen.end());
  values.forbidden = Without(PossibleAnywhere(same), known);
  return values;
}

}  // namespace atomics_lab::report
