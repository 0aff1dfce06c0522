// What broken counters fail, and what sound ones pass.
#include "tests/contract/checks.h"

#include <cstdint>
#include <set>
#include <string_view>

#include "counters/counter.h"
#include "counters/probes.h"
#include "counters/record.h"
#include "gtest/gtest.h"
#include "tests/contract/broken_counters.h"

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
