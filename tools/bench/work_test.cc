#include "tools/bench/work.h"

#include <atomic>
#include <cstdint>
#include <string_view>

#include "counters/probes.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/bench/locks.h"
#include "tools/bench/mix.h"
#include "tools/bench/subject.h"
#include "tools/result/bench.h"

namespace atomics_lab::bench {
namespace {

// What a mix's smallest amount of work is on a new object of a subject.
struct Round {
  std::uint64_t operations = 0;
  std::uint64_t count = 0;  // what the object's Read returns afterwards
};

Round RoundOf(const Subject& subject, const Mix& mix) {
  const std::atomic<bool> stop{true};
  const ErasedObject object = NewObject(subject, mix);
  const std::uint64_t operations = WorkUntil(stop, subject, object.get(), mix);
  return {operations, subject.read(object.get())};
}

TEST(Mixes, AreFoundByName) {
  for (const Mix& mix : Mixes()) EXPECT_EQ(FindMix(mix.name), mix);
  EXPECT_EQ(Mixes().front(), Mix{});
  EXPECT_FALSE(FindMix("reads2").has_value());
}

TEST(WorkUntil, MakesOneBatchOfAddsWhereItIsToStopAtOnce) {
  for (const Subject& subject : CounterSubjects()) {
    const Round round = RoundOf(subject, {});
    EXPECT_EQ(round.operations, std::uint64_t{kBatch}) << subject.name;
    EXPECT_EQ(round.count, round.operations) << subject.name;
  }
  EXPECT_EQ(RoundOf(Harness(), {}).operations, std::uint64_t{kBatch});
}

TEST(WorkUntil, CountsReadsAsOperations) {
  for (const Subject& subject : CounterSubjects()) {
    const Round one = RoundOf(subject, *FindMix("reads1"));
    EXPECT_EQ(one.operations, 100U) << subject.name;
    EXPECT_EQ(one.count, 99U) << subject.name;
    const Round ten = RoundOf(subject, *FindMix("reads10"));
    EXPECT_EQ(ten.operations, 10U) << subject.name;
    EXPECT_EQ(ten.count, 9U) << subject.name;
  }
}

TEST(WorkUntil, ABatchIsSoManyIncrements) {
  for (const Subject& subject : CounterSubjects()) {
    const Round round = RoundOf(subject, *FindMix("batches16"));
    EXPECT_EQ(round.operations, std::uint64_t{kBatch}) << subject.name;
    EXPECT_EQ(round.count, round.operations) << subject.name;
  }
}

TEST(Mixes, ASectionIsNamedAfterItsLength) {
  EXPECT_EQ(FindMix("section1")->section_ns, 1);
  EXPECT_EQ(FindMix("section100000")->section_ns, kMostSectionNs);
  EXPECT_EQ(FindMix("section250")->name, "section250");
  for (const char* wrong : {"section", "section0", "section-1", "section01",
                            "section100001", "section1x", "sections10"}) {
    EXPECT_FALSE(FindMix(wrong).has_value()) << wrong;
  }
}

TEST(Locks, AreTheSubjectsThatCanStayInside) {
  for (const Subject& subject : CounterSubjects()) {
    EXPECT_EQ(subject.add_and_stay != nullptr, IsLock(subject.name))
        << subject.name;
    EXPECT_EQ(subject.make_lock != nullptr, IsLock(subject.name));
  }
  EXPECT_TRUE(IsLock(kBaseline));
  EXPECT_TRUE(IsLock("mcs_lock"));
  EXPECT_FALSE(IsLock("record_absl_mutex"));
}

TEST(Hints, AreGivenBySpinningLocksOnly) {
  ASSERT_GT(Hints().size(), 1U);
  EXPECT_EQ(Hints().front(), result::kNoHint);
  for (const std::string_view hint : Hints()) {
    for (const Subject& subject : CounterSubjects()) {
      const Subject* const hinted = FindSubject(subject.name, hint);
      const bool has = hint == result::kNoHint || IsSpinLock(subject.name);
      ASSERT_EQ(hinted != nullptr, has) << subject.name << " " << hint;
      if (has) {
        EXPECT_EQ(hinted->hint, hint) << subject.name;
      }
    }
  }
  EXPECT_THAT(SpinLocks(),
              ::testing::ElementsAre("tas_spinlock", "ttas_spinlock",
                                     "ticket_lock", "mcs_lock", "clh_lock"));
  EXPECT_FALSE(IsSpinLock("std_mutex"));
  EXPECT_EQ(FindSubject("ticket_lock", "hold on"), nullptr);
  EXPECT_EQ(FindSubject("", Hints().back()), nullptr);
}

TEST(Hints, LeaveTheCounterACounter) {
  for (const std::string_view hint : Hints()) {
    for (const std::string_view name : SpinLocks()) {
      const Round round = RoundOf(*FindSubject(name, hint), {});
      EXPECT_EQ(round.operations, std::uint64_t{kBatch}) << name;
      EXPECT_EQ(round.count, round.operations) << name;
    }
  }
}

TEST(WorkUntil, StaysInsideForSoManyIncrementsAsLastTenMicroseconds) {
  const std::atomic<bool> stop{true};
  for (const std::string_view name : Locks()) {
    const Subject& lock = *FindSubject(name);
    const auto operations = [&](std::string_view mix) {
      const ErasedObject object = NewObject(lock, *FindMix(mix));
      return WorkUntil(stop, lock, object.get(), *FindMix(mix));
    };
    EXPECT_EQ(operations("section1"), std::uint64_t{kBatch}) << name;
    EXPECT_EQ(operations("section1000"), 10U) << name;
    EXPECT_EQ(operations("section20000"), 1U) << name;
  }
  EXPECT_EQ(WorkUntil(stop, Floor(), nullptr, *FindMix("section1000")), 10U);
}

TEST(WorkUntil, TheFloorDoesTheSame) {
  for (const Mix& mix : Mixes()) {
    const std::uint64_t before = Floor().read(nullptr);
    const Round round = RoundOf(Floor(), mix);
    EXPECT_EQ(round.operations,
              RoundOf(*FindSubject(kBaseline), mix).operations)
        << mix.name;
    EXPECT_EQ(round.count - before, RoundOf(*FindSubject(kBaseline), mix).count)
        << mix.name;
  }
}

}  // namespace
}  // namespace atomics_lab::bench
