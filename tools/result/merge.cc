#include "tools/result/merge.h"

#include <algorithm>
#include <cstddef>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "tools/result/result.h"

namespace atomics_lab::result {
namespace {

std::string TargetNames(const Results& results) {
  return absl::StrJoin(
      results.targets, ", ",
      [](std::string* out, const Target& target) { out->append(target.name); });
}

absl::Status CheckSameCounters(const std::vector<Results>& partials) {
  for (const Results& partial : partials) {
    if (partial.counters == partials.front().counters) continue;
    return absl::InvalidArgumentError(absl::StrCat(
        "the results of ", TargetNames(partial),
        " list other counters than those of ", TargetNames(partials.front()),
        "; make all of them from the same sources"));
  }
  return absl::OkStatus();
}

absl::Status CheckTargetsOnce(const std::vector<Results>& partials) {
  std::set<std::string> seen;
  for (const Results& partial : partials) {
    for (const Target& target : partial.targets) {
      if (seen.insert(target.name).second) continue;
      return absl::InvalidArgumentError(absl::StrCat(
          "target ", target.name, " has results twice; give each target once"));
    }
  }
  return absl::OkStatus();
}

template <typename T>
void MoveInto(std::vector<T>& into, std::vector<T>& from) {
  std::ranges::move(from, std::back_inserter(into));
}

// All stand target by target; a stable sort by counter alone keeps the order
// of the targets within each counter.
void MakeCounterMajor(Results& results) {
  absl::flat_hash_map<std::string, std::size_t> position;
  for (const Counter& counter : results.counters) {
    position.emplace(counter.name, position.size());
  }
  const auto by_counter = [&position](const auto& part) {
    const auto found = position.find(part.counter);
    return found == position.end() ? position.size() : found->second;
  };
  std::ranges::stable_sort(results.rows, {}, by_counter);
  std::ranges::stable_sort(results.explorations, {}, by_counter);
  std::ranges::stable_sort(results.steppers, {}, by_counter);
}

}  // namespace

absl::StatusOr<Results> Merge(std::vector<Results> partials) {
  if (partials.empty()) {
    return absl::InvalidArgumentError("there are no results to merge");
  }
  if (absl::Status error = CheckSameCounters(partials); !error.ok()) {
    return error;
  }
  if (absl::Status error = CheckTargetsOnce(partials); !error.ok()) {
    return error;
  }
  Results merged = std::move(partials.front());
  for (std::size_t i = 1; i < partials.size(); ++i) {
    MoveInto(merged.targets, partials[i].targets);
    MoveInto(merged.rows, partials[i].rows);
    MoveInto(merged.explorations, partials[i].explorations);
    MoveInto(merged.steppers, partials[i].steppers);
  }
  MakeCounterMajor(merged);
  return merged;
}

}  // namespace atomics_lab::result
