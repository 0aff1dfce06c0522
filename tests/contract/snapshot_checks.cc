#include <atomic>
#include <cstdint>
#include <string_view>

#include "counters/probes.h"
#include "counters/record.h"
#include "counters/run_together.h"
#include "gtest/gtest.h"
#include "tests/contract/checks.h"

namespace atomics_lab::contract {
namespace {

testing::AssertionResult RecordIs(const AnyCounter& counter,
                                  const Record& expected,
                                  std::string_view when) {
  const Record record = counter.Snapshot();
  if (record == expected) return testing::AssertionSuccess();
  return testing::AssertionFailure()
         << when << ", Snapshot() is " << record << " and not " << expected;
}

// What `count` samples of `sample` make.
Record Uniform(std::uint64_t count, std::uint64_t sample) {
  if (count == 0) return {};
  return {.count = count, .sum = count * sample, .min = sample, .max = sample};
}

// Expects of each snapshot, until the writers have stopped and once after,
// that it is whole.
testing::AssertionResult ReadRecords(const AnyCounter& counter,
                                     std::uint64_t sample,
                                     const std::atomic<int>& writers) {
  bool last = false;
  while (true) {
    const Record record = counter.Snapshot();
    if (record != Uniform(record.count, sample)) {
      return testing::AssertionFailure()
             << "while threads added samples of " << sample
             << ", Snapshot() was " << record << ", which is of no one moment";
    }
    if (last) return testing::AssertionSuccess();
    // Relaxed: says when to stop, and must not order anything in the counter's
    // place.
    last = writers.load(std::memory_order_relaxed) == 0;
  }
}

}  // namespace

testing::AssertionResult AnEmptyRecordIsAllZeros(const Probe& probe) {
  return RecordIs(AnyCounter(probe), {}, "before any Add");
}

testing::AssertionResult SnapshotIsWhatWasAdded(const Probe& probe) {
  AnyCounter counter(probe);
  Record expected;
  for (const std::uint64_t sample : {500, 20, 90'000, 20, 0, 7}) {
    counter.Add(sample);
    expected = Including(expected, sample);
    const auto result =
        RecordIs(counter, expected, "after the next of 6 samples");
    if (!result) return result;
  }
  return testing::AssertionSuccess();
}

testing::AssertionResult SnapshotsAreOfOneMoment(const Probe& probe) {
  constexpr std::uint64_t kSample = 3;
  constexpr std::uint64_t kSamples = 1000;
  constexpr int kWriters = 2;
  AnyCounter counter(probe);
  auto whole = testing::AssertionSuccess();
  std::atomic<int> writers{kWriters};
  RunTogether(1 + kWriters, [&](int thread) {
    if (thread == 0) {
      whole = ReadRecords(counter, kSample, writers);
      return;
    }
    for (std::uint64_t i = 0; i < kSamples; ++i) counter.Add(kSample);
    // Relaxed: as in ReadRecords.
    writers.fetch_sub(1, std::memory_order_relaxed);
  });
  if (!whole) return whole;
  return RecordIs(counter, Uniform(kWriters * kSamples, kSample),
                  "after all samples");
}

}  // namespace atomics_lab::contract
