#include "tools/bench/statistics.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "tools/result/bench.h"

namespace atomics_lab::bench {
namespace {

double Sum(std::span<const std::uint64_t> shares) {
  double sum = 0;
  for (const std::uint64_t share : shares) sum += static_cast<double>(share);
  return sum;
}

}  // namespace

double Quantile(std::vector<double> values, double fraction) {
  std::ranges::sort(values);
  const double place = fraction * static_cast<double>(values.size() - 1);
  const double below = std::floor(place);
  const auto index = static_cast<std::size_t>(below);
  const std::size_t next = std::min(index + 1, values.size() - 1);
  return std::lerp(values[index], values[next], place - below);
}

result::Spread SpreadOf(const std::vector<double>& values) {
  constexpr double kLower = 0.25;
  constexpr double kMiddle = 0.5;
  constexpr double kUpper = 0.75;
  if (values.empty()) return {};
  return {.median = Quantile(values, kMiddle),
          .lower = Quantile(values, kLower),
          .upper = Quantile(values, kUpper)};
}

double JainIndex(std::span<const std::uint64_t> shares) {
  const double sum = Sum(shares);
  double squares = 0;
  for (const std::uint64_t share : shares) {
    squares += static_cast<double>(share) * static_cast<double>(share);
  }
  if (squares == 0) return 1;
  return sum * sum / (static_cast<double>(shares.size()) * squares);
}

double SlowestShare(std::span<const std::uint64_t> shares) {
  const double sum = Sum(shares);
  if (sum == 0) return 0;
  return static_cast<double>(*std::ranges::min_element(shares)) / sum;
}

std::vector<result::MovedFloor> MovedFloors(
    const std::vector<result::BenchRepetition>& repetitions) {
  constexpr double kHundred = 100;
  std::vector<double> floors;
  floors.reserve(repetitions.size());
  for (const auto& repetition : repetitions) {
    floors.push_back(repetition.floor_ns);
  }
  const double median = SpreadOf(floors).median;
  std::vector<result::MovedFloor> moved;
  for (const auto& repetition : repetitions) {
    const double percent = (repetition.floor_ns / median - 1) * kHundred;
    if (std::abs(percent) <= kCalmPercent) continue;
    moved.push_back({.repetition = repetition.number, .percent = percent});
  }
  return moved;
}

}  // namespace atomics_lab::bench
