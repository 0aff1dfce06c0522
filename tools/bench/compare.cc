#include "tools/bench/compare.h"

#include <cmath>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "tools/bench/rank_test.h"
#include "tools/result/bench.h"
#include "tools/result/bench_comparison.h"

namespace atomics_lab::bench {
namespace {

using result::Bench;
using result::BenchChange;
using result::BenchRow;

struct Fact {
  std::string_view name;
  std::string old;
  std::string now;
};

// What both must have in common.
std::vector<Fact> Conditions(const Bench& old, const Bench& now) {
  const auto& then = old.environment.machine;
  const auto& here = now.environment.machine;
  return {{"CPU", then.cpu, here.cpu},
          {"number of CPUs", absl::StrCat(then.cpus), absl::StrCat(here.cpus)},
          {"target", old.target, now.target},
          {"baseline", old.plan.baseline, now.plan.baseline},
          {"affinity", old.plan.affinity, now.plan.affinity}};
}

// What may differ, and has to be told.
std::vector<Fact> Circumstances(const Bench& old, const Bench& now) {
  const auto& then = old.environment;
  const auto& here = now.environment;
  return {
      {"kernel", then.machine.kernel, here.machine.kernel},
      {"compiler", then.compiler, here.compiler},
      {"flags", absl::StrJoin(then.flags, " "), absl::StrJoin(here.flags, " ")},
      {"governor", then.governor, here.governor},
      {"rseq", then.rseq ? "registered" : "not registered",
       here.rseq ? "registered" : "not registered"}};
}

const BenchRow* FindRow(const Bench& bench, const BenchRow& like) {
  for (const BenchRow& row : bench.rows) {
    const bool same = row.counter == like.counter &&
                      row.threads == like.threads && row.mix == like.mix &&
                      row.hint == like.hint;
    if (same && !row.repetitions.empty()) return &row;
  }
  return nullptr;
}

std::vector<double> Ratios(const BenchRow& row) {
  std::vector<double> ratios;
  ratios.reserve(row.repetitions.size());
  for (const auto& repetition : row.repetitions) {
    ratios.push_back(repetition.ns / repetition.floor_ns);
  }
  return ratios;
}

result::BenchRowComparison CompareRows(const BenchRow& old,
                                       const BenchRow& now) {
  constexpr double kHundred = 100;
  const RankTest test = MannWhitney(Ratios(old), Ratios(now));
  result::BenchRowComparison row = {
      .counter = now.counter,
      .threads = now.threads,
      .mix = now.mix,
      .hint = now.hint,
      .old_to_floor = old.to_floor,
      .to_floor = now.to_floor,
      .percent = kHundred * (now.to_floor.median / old.to_floor.median - 1),
      .p = test.p,
      .superiority = test.superiority};
  if (row.p < kChangedP && std::abs(row.percent) >= kChangedPercent) {
    row.change = row.percent > 0 ? BenchChange::kSlower : BenchChange::kFaster;
  }
  return row;
}

// The rows of `one` that `other` does not have.
std::vector<std::string> OnlyIn(const Bench& one, const Bench& other) {
  std::vector<std::string> only;
  for (const BenchRow& row : one.rows) {
    if (row.repetitions.empty() || FindRow(other, row) != nullptr) continue;
    only.push_back(absl::StrCat(row.counter, ", threads ", row.threads));
    if (row.mix != result::kAdds) {
      absl::StrAppend(&only.back(), ", mix ", row.mix);
    }
    if (row.hint != result::kNoHint) {
      absl::StrAppend(&only.back(), ", hint ", row.hint);
    }
  }
  return only;
}

}  // namespace

absl::Status CheckComparable(const Bench& old, std::string_view old_name,
                             const Bench& now) {
  for (const Fact& fact : Conditions(old, now)) {
    if (fact.old == fact.now) continue;
    return absl::FailedPreconditionError(absl::StrCat(
        old_name, ": measured with another ", fact.name, " (", fact.old,
        ", now ", fact.now, "); such numbers cannot be compared"));
  }
  return absl::OkStatus();
}

absl::StatusOr<result::BenchComparison> Compare(const Bench& old,
                                                std::string_view old_name,
                                                const Bench& now) {
  ABSL_RETURN_IF_ERROR(CheckComparable(old, old_name, now));
  result::BenchComparison all = {.target = now.target,
                                 .p_limit = kChangedP,
                                 .percent_limit = kChangedPercent,
                                 .only_old = OnlyIn(old, now),
                                 .only_new = OnlyIn(now, old)};
  for (const Fact& fact : Circumstances(old, now)) {
    if (fact.old == fact.now) continue;
    all.differences.push_back(
        absl::StrCat(fact.name, ": ", fact.old, ", now ", fact.now));
  }
  for (const BenchRow& row : now.rows) {
    const BenchRow* const before = FindRow(old, row);
    if (before == nullptr || row.repetitions.empty()) continue;
    all.rows.push_back(CompareRows(*before, row));
  }
  if (!all.rows.empty()) return all;
  return absl::FailedPreconditionError(
      absl::StrCat(old_name,
                   ": has no counter, number of threads, mix and hint that was "
                   "measured now"));
}

}  // namespace atomics_lab::bench
