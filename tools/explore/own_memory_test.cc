// Threads' private memory, as SC and TSO have it.
#include <functional>

#include "absl/status/statusor.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/explore/in_order_machines.h"
#include "tools/explore/machine.h"
#include "tools/explore/program.h"
#include "tools/explore/program_fixture.h"
#include "tools/explore/search.h"
#include "tools/explore/search_fixture.h"
#include "tools/isa/micro_op.h"

namespace atomics_lab::explore {
namespace {

using isa::Operation;
using ::testing::ElementsAre;

Job OwnJob(const std::function<void(ProgramBuilder&)>& body) {
  ProgramBuilder builder;
  body(builder);
  builder.Return();
  Job job = JobOf(std::move(builder), {0, 0});
  for (Thread& thread : job.threads) {
    thread.registers = {{.reg = 5, .value = kStack + 64}};
    thread.own = {Zeros(kStack, 64, "stack")};
  }
  return job;
}

TEST(OwnMemoryTest, OwnMemoryIsEachThreadsOwn) {
  const Job job = OwnJob([](ProgramBuilder& builder) {
    builder.Compute(5, Operation::kSub, R(5), C(8));
    builder.FetchAdd(0, C(kX), 1);
    builder.Store(R(5), R(0));
    builder.Load(1, R(5));
    builder.FetchAdd(2, C(kX), 1);
  });
  const Exploration found = MustExplore(job, MakeTsoMachine);
  EXPECT_THAT(OutcomesOf(found), ElementsAre(Outcome{4}));
  // Its accesses are no moves: two increments are all that a thread does.
  EXPECT_EQ(found.outcomes[0].witness.size(), 4U);
}

TEST(OwnMemoryTest, AnOwnAddressThatGetsOutIsReported) {
  const Job stored =
      OwnJob([](ProgramBuilder& builder) { builder.Store(C(kX), R(5)); });
  EXPECT_EQ(ErrorOf(stored).code(), kEscaped);
  EXPECT_EQ(ErrorOf(stored, MakeTsoMachine).code(), kEscaped);
  const Job through_memory = OwnJob([](ProgramBuilder& builder) {
    builder.Compute(5, Operation::kSub, R(5), C(16));
    builder.Store(R(5), R(5));
    builder.Load(1, R(5));
    builder.Store(C(kX), R(1));
  });
  EXPECT_EQ(ErrorOf(through_memory).code(), kEscaped);
  const Job outside =
      OwnJob([](ProgramBuilder& builder) { builder.Load(1, R(5)); });
  EXPECT_EQ(ErrorOf(outside).code(), kEscaped);
}

TEST(OwnMemoryTest, AnOwnAddressThatIsOnlyComparedStaysIn) {
  const Job job = OwnJob([](ProgramBuilder& builder) {
    builder.Compute(1, Operation::kEqual, R(5), C(3));
    builder.Store(C(kX), R(1));
    builder.Compute(5, Operation::kXor, R(5), R(5));
    builder.Store(C(kX), R(5));
  });
  EXPECT_THAT(OutcomesOf(job, MakeScMachine), ElementsAre(Outcome{0}));
}

TEST(OwnMemoryTest, OwnMemoryCanBeSharedInstead) {
  Job job = OwnJob([](ProgramBuilder& builder) {
    builder.Compute(5, Operation::kSub, R(5), C(8));
    builder.Store(R(5), C(1));
    builder.Store(C(kY), R(5));
    builder.Load(1, C(kY));
    builder.Load(2, R(1));
    builder.Store(C(kX), R(2));
  });
  job.own_is_private = false;
  job.threads[1].own[0].address += 0x1000;
  job.threads[1].registers[0].value += 0x1000;
  EXPECT_THAT(OutcomesOf(job, MakeScMachine), ElementsAre(Outcome{1}));
}

absl::StatusOr<Outcome> StatusAndValue(const FinalState& state) {
  return Outcome{state.Register(0, 3), state.Register(0, 1)};
}

TEST(OwnMemoryTest, AnExclusiveStoreToItStoresOrFails) {
  Job job = OwnJob([](ProgramBuilder& builder) {
    builder.Compute(5, Operation::kSub, R(5), C(8));
    builder.Load(2, R(5)).atomicity = isa::Atomicity::kExclusive;
    isa::MicroOp& store = builder.Store(R(5), C(7));
    store.atomicity = isa::Atomicity::kExclusive;
    store.result = 3;
    builder.Load(1, R(5));
  });
  for (Thread& thread : job.threads) thread.observed = {1, 3};
  for (const MakeMachine make : {MakeScMachine, MakeTsoMachine}) {
    EXPECT_THAT(OutcomesOf(job, make, StatusAndValue),
                ElementsAre(Outcome{0, 7}, Outcome{1, 0}));
  }
}

TEST(OwnMemoryTest, AnExclusiveStoreWithoutItsLoadFails) {
  Job job = OwnJob([](ProgramBuilder& builder) {
    builder.Compute(5, Operation::kSub, R(5), C(16));
    builder.Load(2, R(5)).atomicity = isa::Atomicity::kExclusive;
    builder.Compute(5, Operation::kAdd, R(5), C(8));
    isa::MicroOp& store = builder.Store(R(5), C(7));
    store.atomicity = isa::Atomicity::kExclusive;
    store.result = 3;
    builder.Load(1, R(5));
  });
  for (Thread& thread : job.threads) thread.observed = {1, 3};
  EXPECT_THAT(OutcomesOf(job, MakeScMachine, StatusAndValue),
              ElementsAre(Outcome{1, 0}));
}

TEST(OwnMemoryTest, SixteenBytesAreBothHalves) {
  Job job = OwnJob([](ProgramBuilder& builder) {
    builder.Compute(5, Operation::kSub, R(5), C(24));
    builder.Store(R(5), C(0x0102), 16).c = C(0x0304);
    builder.Load(1, R(5), 16).result_high = 3;
    builder.Compute(5, Operation::kAdd, R(5), C(7));
    builder.Load(2, R(5), 2);
    builder.Store(C(kX), R(2));
  });
  for (Thread& thread : job.threads) thread.observed = {1, 3};
  EXPECT_THAT(OutcomesOf(job, MakeTsoMachine, StatusAndValue),
              ElementsAre(Outcome{0x0304, 0x0102}));
  // The last byte of the one half and the first of the other.
  EXPECT_THAT(OutcomesOf(job, MakeTsoMachine), ElementsAre(Outcome{0x0400}));
}

TEST(OwnMemoryTest, AnOwnAddressInTheUpperHalfIsOneToo) {
  const Job job = OwnJob([](ProgramBuilder& builder) {
    builder.Compute(5, Operation::kSub, R(5), C(16));
    builder.Store(R(5), C(0), 16).c = R(5);
    builder.Load(1, R(5), 16).result_high = 2;
    builder.Store(C(kX), R(2));
  });
  EXPECT_EQ(ErrorOf(job).code(), kEscaped);
}

// Adds what the call before left on the stack, and leaves 5.
Job LeavesFive(bool dies_with_call) {
  Job job = OwnJob([](ProgramBuilder& builder) {
    builder.Compute(5, Operation::kSub, R(5), C(8));
    builder.Load(1, R(5));
    builder.Store(R(5), C(5));
    builder.Store(C(kX), R(1));
  });
  job.threads.pop_back();
  job.threads[0].calls = 2;
  job.threads[0].own[0].dies_with_call = dies_with_call;
  return job;
}

TEST(OwnMemoryTest, WhatDiesWithACallStartsTheNextAnew) {
  EXPECT_THAT(OutcomesOf(LeavesFive(false), MakeScMachine),
              ElementsAre(Outcome{5}));
  EXPECT_THAT(OutcomesOf(LeavesFive(true), MakeScMachine),
              ElementsAre(Outcome{0}));
}

TEST(OwnMemoryTest, WhatDiesWithACallTellsNoStatesApart) {
  Job job = OwnJob([](ProgramBuilder& builder) {
    builder.Compute(5, Operation::kSub, R(5), C(8));
    builder.FetchAdd(0, C(kX), 1);
    builder.Store(R(5), R(0));
  });
  for (Thread& thread : job.threads) thread.calls = 3;
  const Exploration kept = MustExplore(job, MakeTsoMachine);
  for (Thread& thread : job.threads) thread.own[0].dies_with_call = true;
  const Exploration dead = MustExplore(job, MakeTsoMachine);
  EXPECT_EQ(OutcomesOf(kept), OutcomesOf(dead));
  EXPECT_LT(dead.spent.states, kept.spent.states);
}

}  // namespace
}  // namespace atomics_lab::explore
