#include <algorithm>
#include <barrier>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "counters/histogram.h"
#include "counters/probes.h"
#include "counters/run_together.h"
#include "counters/stress.h"
#include "gtest/gtest.h"
#include "tests/contract/checks.h"
#include "tests/contract/crowd.h"

namespace atomics_lab::contract {
namespace {

// Enough for the threads to overlap, few enough for an emulator.
constexpr int kThreads = 4;
constexpr std::uint64_t kAdds = 1000;

// More threads than any specimen has places for.
constexpr int kManyPairs = Crowd::kThreads / 2;

// The seed's program.
constexpr int kSeedThreads = 2;
constexpr std::uint64_t kSeedIncrements = 2;
constexpr std::uint64_t kSeedRuns = 500;

Crowd* shared_crowd = nullptr;

// Expects least <= value <= most.
testing::AssertionResult Within(std::string_view what, std::uint64_t value,
                                std::uint64_t least, std::uint64_t most) {
  if (least <= value && value <= most) return testing::AssertionSuccess();
  return testing::AssertionFailure()
         << what << " is " << value << ", which lies outside " << least << " … "
         << most;
}

void AddOnes(AnyCounter& counter, std::uint64_t times) {
  for (std::uint64_t i = 0; i < times; ++i) counter.Add(1);
}

// What a reader saw while a writer was adding.
struct Reading {
  std::uint64_t least = ~std::uint64_t{0};
  std::uint64_t most = 0;
  bool went_back = false;
};

// Adds `before`; then one thread adds kAdds ones while another reads as often.
Reading ReadWhileAdding(const Probe& probe, std::uint64_t before) {
  AnyCounter counter(probe);
  counter.Add(before);
  Reading reading;
  const auto read = [&] {
    for (std::uint64_t i = 0; i < kAdds; ++i) {
      const std::uint64_t value = counter.Read();
      reading.went_back |= value < reading.most;
      reading.least = std::min(reading.least, value);
      reading.most = std::max(reading.most, value);
    }
  };
  RunTogether(2, [&](int thread) {
    if (thread == 0) return read();
    AddOnes(counter, kAdds);
  });
  return reading;
}

// Every value of the histogram lies within least … most.
testing::AssertionResult AllWithin(const Histogram& histogram,
                                   std::uint64_t least, std::uint64_t most) {
  for (const auto& [value, runs] : histogram) {
    const auto result = Within("a final value", value, least, most);
    if (!result) return result;
  }
  return testing::AssertionSuccess();
}

}  // namespace

void ShareCrowd(Crowd* crowd) { shared_crowd = crowd; }

testing::AssertionResult ConcurrentAddsLoseNothing(const Probe& probe) {
  AnyCounter counter(probe);
  RunTogether(kThreads, [&](int) { AddOnes(counter, kAdds); });
  const std::uint64_t total = kThreads * kAdds;
  return Within("the count after 4 threads with 1000 adds each", counter.Read(),
                total, total);
}

testing::AssertionResult ThreadsThatComeAndGoLoseNothing(const Probe& probe) {
  AnyCounter counter(probe);
  for (int generation = 1; generation <= kManyPairs; ++generation) {
    RunTogether(2, [&](int) { AddOnes(counter, 10); });
    const std::uint64_t total = 20 * static_cast<std::uint64_t>(generation);
    const auto result = Within("the count after some threads have ended",
                               counter.Read(), total, total);
    if (!result) return result;
  }
  return testing::AssertionSuccess();
}

testing::AssertionResult ThreadsBeyondAllPlacesLoseNothing(const Probe& probe) {
  AnyCounter counter(probe);
  std::barrier all_have_added(Crowd::kThreads);
  std::optional<Crowd> own;
  Crowd& crowd = shared_crowd != nullptr ? *shared_crowd : own.emplace();
  crowd.Run([&] {
    AddOnes(counter, 1);
    // From here on all threads are alive and have what places they could get.
    all_have_added.arrive_and_wait();
    AddOnes(counter, 10);
  });
  constexpr std::uint64_t kTotal = std::uint64_t{11} * Crowd::kThreads;
  return Within("the count after 70 threads at once with 11 adds each",
                counter.Read(), kTotal, kTotal);
}

testing::AssertionResult ReadsNeverGoBackwards(const Probe& probe) {
  const Reading reading = ReadWhileAdding(probe, 0);
  if (!reading.went_back) return testing::AssertionSuccess();
  return testing::AssertionFailure()
         << "one thread's Read() returned less than its last one, while "
            "another thread only added";
}

testing::AssertionResult ReadsStayWithinWhatWasAdded(const Probe& probe) {
  constexpr std::uint64_t kBefore = 5;
  const Reading reading = ReadWhileAdding(probe, kBefore);
  const auto least = Within("the least value read while a thread added",
                            reading.least, kBefore, kBefore + kAdds);
  if (!least) return least;
  return Within("the largest value read while a thread added", reading.most,
                kBefore, kBefore + kAdds);
}

testing::AssertionResult LosesNoMoreThanSplitIncrementsCan(const Probe& probe) {
  // The last store belongs to some thread's last Add, which cannot have read
  // less than that thread's first Add stored: so 2, however many are lost.
  constexpr std::uint64_t kIncrements = 50;
  const Histogram histogram =
      RunStress(probe,
                {.threads = kThreads, .increments = kIncrements, .runs = 20})
          .values;
  return AllWithin(histogram, 2, kThreads * kIncrements);
}

testing::AssertionResult SeedProgramOutcome(const Probe& probe) {
  const Histogram histogram = RunStress(probe, {.threads = kSeedThreads,
                                                .increments = kSeedIncrements,
                                                .runs = kSeedRuns})
                                  .values;
  testing::Test::RecordProperty("threads", kSeedThreads);
  testing::Test::RecordProperty("increments",
                                static_cast<int>(kSeedIncrements));
  testing::Test::RecordProperty("histogram", Compact(histogram));
  const std::string note(probe.note());
  if (!note.empty()) testing::Test::RecordProperty("note", note);
  const auto all_ran =
      Within("the number of runs", Runs(histogram), kSeedRuns, kSeedRuns);
  const Claims& claims = probe.specimen.claims;
  // The values of a counter whose races are undefined are information only.
  if (!all_ran || claims.ordering == Ordering::kNone) return all_ran;
  const std::uint64_t most = kSeedThreads * kSeedIncrements;
  return AllWithin(histogram, claims.lossless ? most : 2, most);
}

}  // namespace atomics_lab::contract
