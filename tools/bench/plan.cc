#include "tools/bench/plan.h"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "tools/bench/mix.h"
#include "tools/bench/subject.h"

namespace atomics_lab::bench {
namespace {

bool Has(const Subject& counter, const Mix& mix) {
  return mix.section_ns == 0 || counter.add_and_stay != nullptr;
}

// What each hint makes of the counter, where it makes something.
std::vector<const Subject*> Hinted(const Subject& counter,
                                   const std::vector<std::string>& hints) {
  std::vector<const Subject*> hinted;
  hinted.reserve(hints.size());
  for (const std::string& hint : hints) {
    const Subject* const subject = FindSubject(counter.name, hint);
    if (subject != nullptr) hinted.push_back(subject);
  }
  return hinted;
}

// The counters that lack one of what `has_all` asks for.
template <typename HasAll>
std::vector<const Subject*> Lacking(const std::vector<const Subject*>& counters,
                                    HasAll has_all) {
  std::vector<const Subject*> lacking;
  for (const Subject* counter : counters) {
    if (!has_all(*counter)) lacking.push_back(counter);
  }
  return lacking;
}

}  // namespace

std::vector<PlannedRow> Plan::rows() const {
  std::vector<PlannedRow> rows;
  for (const Subject* counter : counters) {
    const std::vector<const Subject*> hinted = Hinted(*counter, hints);
    for (const int each : threads) {
      for (const Mix& mix : mixes) {
        if (!Has(*counter, mix)) continue;
        for (const Subject* one : hinted) rows.push_back({one, each, mix});
      }
    }
  }
  return rows;
}

std::vector<const Subject*> Plan::left_out() const {
  return Lacking(counters, [this](const Subject& counter) {
    return std::ranges::all_of(
        mixes, [&](const Mix& mix) { return Has(counter, mix); });
  });
}

std::vector<const Subject*> Plan::without_hint() const {
  return Lacking(counters, [this](const Subject& counter) {
    return Hinted(counter, hints).size() == hints.size();
  });
}

std::size_t Plan::runs() const {
  constexpr std::size_t kOfARow = 3;
  constexpr std::size_t kOfTheHarness = 2;
  return static_cast<std::size_t>(repetitions) *
         (kOfARow * rows().size() + kOfTheHarness);
}

std::vector<PlannedRow> Plan::latency_rows() const {
  std::vector<PlannedRow> timed;
  if (!latency) return timed;
  for (const PlannedRow& row : rows()) {
    if (row.counter->add_and_stay != nullptr && row.mix == Mix{}) {
      timed.push_back(row);
    }
  }
  return timed;
}

std::size_t Plan::latency_runs() const {
  if (!latency) return 0;
  return static_cast<std::size_t>(repetitions) * latency_rows().size() + 1;
}

std::chrono::nanoseconds Plan::start_and_end() const {
  constexpr std::chrono::microseconds kRun{100};
  constexpr std::chrono::microseconds kThread{50};
  std::chrono::nanoseconds each{0};
  const auto add = [&](const PlannedRow& row) {
    each += kRun + row.threads * kThread;
  };
  constexpr int kOfARow = 3;
  std::ranges::for_each(rows(), add);
  each *= kOfARow;
  std::ranges::for_each(latency_rows(), add);
  return each * repetitions;
}

std::chrono::nanoseconds TimeWithin(const Plan& plan,
                                    std::chrono::nanoseconds budget,
                                    std::chrono::nanoseconds least,
                                    std::chrono::nanoseconds most) {
  const auto left = budget - plan.start_and_end();
  return std::clamp(
      left / static_cast<std::int64_t>(plan.runs() + plan.latency_runs()),
      least, most);
}

}  // namespace atomics_lab::bench
