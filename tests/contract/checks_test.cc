// Counters that break the contract on purpose, one way each, and always: the
// suite must say so.
#include "tests/contract/checks.h"

#include <atomic>
#include <cstdint>
#include <mutex>
#include <set>
#include <string_view>
#include <thread>

#include "counters/counter.h"
#include "counters/probes.h"
#include "counters/record.h"
#include "gtest/gtest.h"

namespace atomics_lab::contract {
namespace {

constexpr Claims kStrong{.lossless = true,
                         .progress = Progress::kBlocking,
                         .ordering = Ordering::kSeqCst,
                         .width_bits = 64,
                         .reads = Reads::kLinearizable};
constexpr Claims kStrong32{.lossless = true,
                           .progress = Progress::kBlocking,
                           .ordering = Ordering::kSeqCst,
                           .width_bits = 32,
                           .reads = Reads::kLinearizable};
constexpr Claims kRacy{.lossless = false,
                       .progress = Progress::kWaitFree,
                       .ordering = Ordering::kRelaxed,
                       .width_bits = 64,
                       .reads = Reads::kLinearizable};

// Keeps every claim. The broken ones differ in what they override.
template <typename V>
class Sound {
 public:
  using Value = V;

  void Add(Value delta) { value_.fetch_add(delta); }
  Value Read() const { return value_.load(); }

 protected:
  std::atomic<Value> value_{0};
};

using Honest = Sound<std::uint64_t>;

// Wraps at 32 bits.
using Narrow = Sound<std::uint32_t>;

class StartsAtOne : public Honest {
 public:
  StartsAtOne() { value_ = 1; }
};

class DropsEverything : public Honest {
 public:
  void Add(Value) {}
};

class KeepsOnlyTheLastDelta : public Honest {
 public:
  void Add(Value delta) { value_ = delta; }
};

class SharesItsValue {
 public:
  using Value = std::uint64_t;

  SharesItsValue() { shared_ = 0; }
  void Add(Value delta) { shared_.fetch_add(delta); }
  Value Read() const { return shared_.load(); }

 private:
  static inline std::atomic<Value> shared_{0};
};

// Loses the Adds of every thread but the one that made it.
class ServesItsMaker : public Honest {
 public:
  void Add(Value delta) {
    if (std::this_thread::get_id() == maker_) Honest::Add(delta);
  }

 private:
  std::thread::id maker_ = std::this_thread::get_id();
};

// Each Read is one less than the one before.
class ReadsBackwards : public Honest {
 public:
  Value Read() const { return kFirst - reads_.fetch_add(1); }

 private:
  static constexpr Value kFirst = 1'000'000;
  mutable std::atomic<Value> reads_{0};
};

// Announces an Add that nobody has begun.
class ReadsAhead : public Honest {
 public:
  Value Read() const { return Honest::Read() + 1; }
};

class CountsTwice : public Honest {
 public:
  void Add(Value delta) { Honest::Add(2 * delta); }
};

// Fills up to its limit where it should change nothing.
class FillsUp : public Honest {
 public:
  void Add(Value delta) {
    for (Value i = 0; i < delta && Read() < kLimit; ++i) Honest::Add(1);
  }

  static constexpr Value kLimit = 5000;
};

// Never reaches its limit.
class StopsShort : public Honest {
 public:
  void Add(Value delta) {
    const std::lock_guard lock(mutex_);
    if (delta < kLimit - Read()) Honest::Add(delta);
  }

  static constexpr Value kLimit = 5000;

 private:
  std::mutex mutex_;
};

// Keeps every claim of a record.
class SoundRecord {
 public:
  using Value = std::uint64_t;

  void Add(Value sample) {
    const std::lock_guard lock(mutex_);
    record_ = Including(record_, sample);
  }
  Value Read() const { return Snapshot().sum; }
  Record Snapshot() const {
    const std::lock_guard lock(mutex_);
    return record_;
  }

 private:
  mutable std::mutex mutex_;
  Record record_;
};

class RecordStartsFull : public SoundRecord {
 public:
  Record Snapshot() const {
    Record record = SoundRecord::Snapshot();
    if (record.count == 0) record.min = ~std::uint64_t{0};
    return record;
  }
};

class ForgetsTheMinimum : public SoundRecord {
 public:
  Record Snapshot() const {
    Record record = SoundRecord::Snapshot();
    record.min = record.max;
    return record;
  }
};

// Copies half of the record, lets a sample come in, and copies the other half.
class TearsItsSnapshots : public SoundRecord {
 public:
  Record Snapshot() const {
    const Record before = SoundRecord::Snapshot();
    const Record after = Including(before, before.max);
    return {.count = before.count,
            .sum = after.sum,
            .min = before.min,
            .max = after.max};
  }
};

template <typename C>
void AddTo(C& counter, typename C::Value delta) {
  counter.Add(delta);
}

template <typename C>
typename C::Value ReadFrom(const C& counter) {
  return counter.Read();
}

template <typename C>
Record SnapshotOf(const C& counter) {
  return counter.Snapshot();
}

Specimen Claiming(const Claims& claims) {
  return {.name = "broken", .summary = "", .header = "", .claims = claims};
}

template <typename C>
Probe ProbeOf(const Claims& claims) {
  return MakeProbe<C, AddTo<C>, ReadFrom<C>>(Claiming(claims));
}

template <typename C>
Probe RecordProbeOf(const Claims& claims) {
  return MakeProbe<C, AddTo<C>, ReadFrom<C>, SnapshotOf<C>>(Claiming(claims));
}

Claims Limited(std::uint64_t limit) {
  Claims claims = kStrong;
  claims.limit = limit;
  return claims;
}

struct Breach {
  std::string_view check;
  Probe probe;
};

const Breach kBreaches[] = {
    {"StartsAtZero", ProbeOf<StartsAtOne>(kStrong)},
    {"ReadReturnsWhatWasAdded", ProbeOf<DropsEverything>(kStrong)},
    {"DeltasAddUp", ProbeOf<KeepsOnlyTheLastDelta>(kStrong)},
    {"WrapsAtItsWidthAndNotBefore", ProbeOf<Narrow>(kStrong)},
    {"WrapsAtItsWidthAndNotBefore", ProbeOf<Honest>(kStrong32)},
    {"CountersAreIndependent", ProbeOf<SharesItsValue>(kStrong)},
    {"ConcurrentAddsLoseNothing", ProbeOf<ServesItsMaker>(kStrong)},
    {"ConcurrentAddsLoseNothing", ProbeOf<CountsTwice>(kStrong)},
    {"ThreadsThatComeAndGoLoseNothing", ProbeOf<ServesItsMaker>(kStrong)},
    {"ReadsNeverGoBackwards", ProbeOf<ReadsBackwards>(kStrong)},
    {"ReadsStayWithinWhatWasAdded", ProbeOf<ReadsBackwards>(kStrong)},
    {"ReadsStayWithinWhatWasAdded", ProbeOf<DropsEverything>(kStrong)},
    {"AddPublishesEarlierWrites", ProbeOf<ReadsAhead>(kStrong)},
    {"LosesNoMoreThanSplitIncrementsCan", ProbeOf<DropsEverything>(kRacy)},
    {"LosesNoMoreThanSplitIncrementsCan", ProbeOf<CountsTwice>(kRacy)},
    {"ThreadsBeyondAllPlacesLoseNothing", ProbeOf<ServesItsMaker>(kStrong)},
    {"StopsExactlyAtItsLimit", ProbeOf<Honest>(Limited(5000))},
    {"StopsExactlyAtItsLimit", ProbeOf<FillsUp>(Limited(FillsUp::kLimit))},
    {"StopsExactlyAtItsLimit",
     ProbeOf<StopsShort>(Limited(StopsShort::kLimit))},
    {"AnEmptyRecordIsAllZeros", RecordProbeOf<RecordStartsFull>(kStrong)},
    {"SnapshotIsWhatWasAdded", RecordProbeOf<ForgetsTheMinimum>(kStrong)},
    {"SnapshotsAreOfOneMoment", RecordProbeOf<TearsItsSnapshots>(kStrong)},
    {"SeedProgramOutcome", ProbeOf<KeepsOnlyTheLastDelta>(kStrong)},
    {"SeedProgramOutcome", ProbeOf<KeepsOnlyTheLastDelta>(kRacy)},
};

const Check* Find(std::string_view name) {
  for (const Check& check : Checks()) {
    if (check.name == name) return &check;
  }
  return nullptr;
}

std::set<std::string_view> ChecksOf(const Probe& probe) {
  std::set<std::string_view> names;
  for (const Check& check : Checks()) {
    if (Applies(check, probe)) names.insert(check.name);
  }
  return names;
}

std::set<std::string_view> ChecksFor(const Claims& claims) {
  return ChecksOf(ProbeOf<Honest>(claims));
}

TEST(ChecksTest, ABrokenCounterFailsAndTheMessageSaysWhatWasSeen) {
  for (const Breach& breach : kBreaches) {
    const Check* check = Find(breach.check);
    ASSERT_NE(check, nullptr) << breach.check;
    EXPECT_TRUE(Applies(*check, breach.probe)) << breach.check;
    const testing::AssertionResult result = check->run(breach.probe);
    EXPECT_FALSE(result) << breach.check;
    EXPECT_NE(std::string_view(result.message()), "") << breach.check;
  }
}

TEST(ChecksTest, EveryCheckHasABrokenCounterThatFailsIt) {
  std::set<std::string_view> broken;
  for (const Breach& breach : kBreaches) broken.insert(breach.check);
  for (const Check& check : Checks()) EXPECT_TRUE(broken.contains(check.name));
}

TEST(ChecksTest, ASoundCounterPassesWhateverItClaims) {
  for (const Claims& claims : {kStrong, kRacy}) {
    const Probe probe = ProbeOf<Honest>(claims);
    for (const Check& check : Checks()) {
      if (!Applies(check, probe)) continue;
      EXPECT_TRUE(check.run(probe)) << check.name;
    }
  }
}

TEST(ChecksTest, ASoundRecordPasses) {
  const Probe probe = RecordProbeOf<SoundRecord>(kStrong);
  for (const Check& check : Checks()) {
    if (!Applies(check, probe)) continue;
    EXPECT_TRUE(check.run(probe)) << check.name;
  }
}

TEST(ChecksTest, OnlyARecordIsAskedForSnapshots) {
  EXPECT_FALSE(ChecksFor(kStrong).contains("SnapshotsAreOfOneMoment"));
  EXPECT_TRUE(ChecksOf(RecordProbeOf<SoundRecord>(kStrong))
                  .contains("SnapshotsAreOfOneMoment"));
}

TEST(ChecksTest, ALimitedCounterIsAskedToStopAndNotToWrap) {
  EXPECT_FALSE(ChecksFor(kStrong).contains("StopsExactlyAtItsLimit"));
  const auto names = ChecksFor(Limited(5000));
  EXPECT_TRUE(names.contains("StopsExactlyAtItsLimit"));
  EXPECT_FALSE(names.contains("WrapsAtItsWidthAndNotBefore"));
}

TEST(ChecksTest, ARacyCounterIsNotAskedToLoseNothing) {
  const auto names = ChecksFor(kRacy);
  EXPECT_FALSE(names.contains("ConcurrentAddsLoseNothing"));
  EXPECT_FALSE(names.contains("ReadsNeverGoBackwards"));
  EXPECT_TRUE(names.contains("LosesNoMoreThanSplitIncrementsCan"));
}

TEST(ChecksTest, OnlyTheSeedProgramRunsThreadsOnACounterWithUndefinedRaces) {
  Claims claims = kRacy;
  claims.ordering = Ordering::kNone;
  EXPECT_EQ(ChecksFor(claims),
            (std::set<std::string_view>{
                "StartsAtZero", "ReadReturnsWhatWasAdded", "DeltasAddUp",
                "WrapsAtItsWidthAndNotBefore", "CountersAreIndependent",
                "SeedProgramOutcome"}));
}

TEST(ChecksTest, ARelaxedCounterIsNotAskedToPublish) {
  Claims claims = kStrong;
  claims.ordering = Ordering::kRelaxed;
  EXPECT_FALSE(ChecksFor(claims).contains("AddPublishesEarlierWrites"));
}

}  // namespace
}  // namespace atomics_lab::contract
