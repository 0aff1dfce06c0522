#include "tools/bench/work.h"

#include <atomic>
#include <cstdint>

#include "counters/probes.h"
#include "gtest/gtest.h"
#include "tools/bench/mix.h"
#include "tools/bench/subject.h"

namespace atomics_lab::bench {
namespace {

// What a mix's smallest amount of work is on a new object of a subject.
struct Round {
  std::uint64_t operations = 0;
  std::uint64_t count = 0;  // what the object's Read returns afterwards
};

Round RoundOf(const Subject& subject, const Mix& mix) {
  const std::atomic<bool> stop{true};
  const ErasedObject object = subject.make();
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
