// Counters that break the contract on purpose, one way each, and always: the
// suite must say so.
#include "tests/contract/checks.h"

#include <atomic>
#include <cstdint>
#include <set>
#include <string_view>
#include <thread>

#include "counters/counter.h"
#include "counters/probes.h"
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

template <typename C>
void AddTo(C& counter, typename C::Value delta) {
  counter.Add(delta);
}

template <typename C>
typename C::Value ReadFrom(const C& counter) {
  return counter.Read();
}

template <typename C>
Probe ProbeOf(const Claims& claims) {
  return MakeProbe<C, AddTo<C>, ReadFrom<C>>(
      {.name = "broken", .summary = "", .header = "", .claims = claims});
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
    {"SeedProgramOutcome", ProbeOf<KeepsOnlyTheLastDelta>(kStrong)},
    {"SeedProgramOutcome", ProbeOf<KeepsOnlyTheLastDelta>(kRacy)},
};

const Check* Find(std::string_view name) {
  for (const Check& check : Checks()) {
    if (check.name == name) return &check;
  }
  return nullptr;
}

std::set<std::string_view> ChecksFor(const Claims& claims) {
  std::set<std::string_view> names;
  for (const Check& check : Checks()) {
    if (check.applies(claims)) names.insert(check.name);
  }
  return names;
}

TEST(ChecksTest, ABrokenCounterFailsAndTheMessageSaysWhatWasSeen) {
  for (const Breach& breach : kBreaches) {
    const Check* check = Find(breach.check);
    ASSERT_NE(check, nullptr) << breach.check;
    EXPECT_TRUE(check->applies(breach.probe.specimen.claims)) << breach.check;
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
    for (const Check& check : Checks()) {
      if (!check.applies(claims)) continue;
      EXPECT_TRUE(check.run(ProbeOf<Honest>(claims))) << check.name;
    }
  }
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
