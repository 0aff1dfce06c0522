#include "tools/result/result.h"

#include <algorithm>
#include <cstdint>
#include <string_view>

namespace atomics_lab::result {
namespace {

bool ExitedBadly(const Target& target) {
  return std::ranges::any_of(
      target.runs, [](const TestRun& run) { return run.exit_code != 0; });
}

}  // namespace

const Counter* FindCounter(const Results& results, std::string_view name) {
  const auto found = std::ranges::find(results.counters, name, &Counter::name);
  return found == results.counters.end() ? nullptr : &*found;
}

const Row* FindRow(const Results& results, std::string_view counter,
                   std::string_view target) {
  const auto found = std::ranges::find_if(results.rows, [&](const Row& row) {
    return row.counter == counter && row.target == target;
  });
  return found == results.rows.end() ? nullptr : &*found;
}

std::string_view VerdictName(Verdict verdict) {
  switch (verdict) {
    case Verdict::kPassed:
      return "passed";
    case Verdict::kFailed:
      return "failed";
    case Verdict::kNotRun:
      return "not run";
  }
  return "";
}

std::uint64_t ExpectedValue(const Outcome& outcome, int width_bits) {
  // Converted before multiplying: unsigned arithmetic wraps, int overflows.
  const std::uint64_t sum = static_cast<std::uint64_t>(outcome.threads) *
                            static_cast<std::uint64_t>(outcome.increments);
  if (width_bits <= 0 || width_bits >= 64) return sum;
  return sum & ((std::uint64_t{1} << width_bits) - 1);
}

bool ContradictsClaim(const Counter& counter, const Outcome& outcome) {
  const std::uint64_t expected = ExpectedValue(outcome, counter.width_bits);
  return counter.lossless &&
         std::ranges::any_of(outcome.histogram, [expected](const auto& bucket) {
           return bucket.first != expected && bucket.second != 0;
         });
}

bool ContradictsClaim(const Results& results, const Row& row) {
  const Counter* counter = FindCounter(results, row.counter);
  return counter != nullptr &&
         std::ranges::any_of(row.outcomes, [counter](const Outcome& outcome) {
           return ContradictsClaim(*counter, outcome);
         });
}

bool HasFailure(const Results& results) {
  return !std::ranges::all_of(results.explorations, &Exploration::as_claimed) ||
         std::ranges::any_of(results.targets, ExitedBadly) ||
         std::ranges::any_of(results.rows, [&](const Row& row) {
           return row.verdict != Verdict::kPassed ||
                  ContradictsClaim(results, row);
         });
}

}  // namespace atomics_lab::result
