#include "tools/bench/plan.h"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>

namespace atomics_lab::bench {

std::size_t Plan::runs() const {
  constexpr std::size_t kOfARow = 3;
  constexpr std::size_t kOfTheHarness = 2;
  return static_cast<std::size_t>(repetitions) *
         (kOfARow * rows() + kOfTheHarness);
}

std::chrono::nanoseconds Plan::start_and_end() const {
  constexpr std::chrono::microseconds kRun{100};
  constexpr std::chrono::microseconds kThread{50};
  std::chrono::nanoseconds row{0};
  for (const int each : threads) row += kRun + each * kThread;
  constexpr int kOfARow = 3;
  return row * kOfARow * repetitions *
         static_cast<std::int64_t>(counters.size());
}

std::chrono::nanoseconds TimeWithin(const Plan& plan,
                                    std::chrono::nanoseconds budget,
                                    std::chrono::nanoseconds least,
                                    std::chrono::nanoseconds most) {
  const auto left = budget - plan.start_and_end();
  return std::clamp(left / static_cast<std::int64_t>(plan.runs()), least, most);
}

}  // namespace atomics_lab::bench
