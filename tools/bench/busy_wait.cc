#include "tools/bench/busy_wait.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <vector>

#include "tools/bench/statistics.h"
#include "tools/result/bench.h"

namespace atomics_lab::bench {
namespace {

using Nanoseconds = std::chrono::duration<double, std::nano>;

double StepNs() {
  using Clock = std::chrono::steady_clock;
  constexpr std::uint64_t kSteps = 500'000;
  const Clock::time_point begin = Clock::now();
  Spin(kSteps);
  return Nanoseconds(Clock::now() - begin).count() / kSteps;
}

SpinRate Calibrate() {
  constexpr int kCalibrations = 41;
  constexpr double kHundred = 100;
  std::vector<double> ns;
  ns.reserve(kCalibrations);
  for (int i = 0; i < kCalibrations; ++i) ns.push_back(StepNs());
  const result::Spread spread = SpreadOf(ns);
  return {.step_ns = spread.median,
          .percent = kHundred * (spread.upper - spread.lower) / spread.median};
}

}  // namespace

[[gnu::noinline]] void Spin(std::uint64_t steps) {
  for (std::uint64_t left = steps; left > 0; --left) {
    // No instruction; keeps the compiler from leaving the loop out.
    asm volatile("" : "+r"(left));
  }
}

std::uint64_t SpinRate::StepsIn(std::chrono::nanoseconds time) const {
  const double steps = std::round(Nanoseconds(time).count() / step_ns);
  return std::max(std::uint64_t{1}, static_cast<std::uint64_t>(steps));
}

const SpinRate& CalibratedSpin() {
  static const SpinRate rate = Calibrate();
  return rate;
}

}  // namespace atomics_lab::bench
