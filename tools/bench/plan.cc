#include "tools/bench/plan.h"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "tools/bench/mix.h"
#include "tools/bench/subject.h"

namespace atomics_lab::bench {
namespace {

bool Has(const Subject& counter, const Mix& mix) {
  return mix.section_ns == 0 || counter.add_and_stay != nullptr;
}

}  // namespace

std::vector<PlannedRow> Plan::rows() const {
  std::vector<PlannedRow> rows;
  for (const Subject* counter : counters) {
    for (const int each : threads) {
      for (const Mix& mix : mixes) {
        if (Has(*counter, mix)) rows.push_back({counter, each, mix});
      }
    }
  }
  return rows;
}

std::vector<const Subject*> Plan::left_out() const {
  std::vector<const Subject*> without;
  for (const Subject* counter : counters) {
    if (!std::ranges::all_of(
            mixes, [&](const Mix& mix) { return Has(*counter, mix); })) {
      without.push_back(counter);
    }
  }
  return without;
}

std::size_t Plan::runs() const {
  constexpr std::size_t kOfARow = 3;
  constexpr std::size_t kOfTheHarness = 2;
  return static_cast<std::size_t>(repetitions) *
         (kOfARow * rows().size() + kOfTheHarness);
}

std::chrono::nanoseconds Plan::start_and_end() const {
  constexpr std::chrono::microseconds kRun{100};
  constexpr std::chrono::microseconds kThread{50};
  std::chrono::nanoseconds each{0};
  for (const PlannedRow& row : rows()) each += kRun + row.threads * kThread;
  constexpr int kOfARow = 3;
  return each * kOfARow * repetitions;
}

std::chrono::nanoseconds TimeWithin(const Plan& plan,
                                    std::chrono::nanoseconds budget,
                                    std::chrono::nanoseconds least,
                                    std::chrono::nanoseconds most) {
  const auto left = budget - plan.start_and_end();
  return std::clamp(left / static_cast<std::int64_t>(plan.runs()), least, most);
}

}  // namespace atomics_lab::bench
