#include "tools/explore/same_future.h"

#include <cstdint>
#include <functional>

#include "gtest/gtest.h"
#include "tools/explore/program.h"
#include "tools/explore/program_fixture.h"
#include "tools/isa/micro_op.h"

namespace atomics_lab::explore {
namespace {

using isa::Operation;

constexpr isa::RegisterNumber kPolls = 2;
constexpr std::uint32_t kPoll = 1;  // the operation that polls

// Polls x until it is not 0, and every 100 times does what `yields` does; then
// does what `ends` does.
Program Poller(const std::function<void(ProgramBuilder&)>& yields,
               const std::function<void(ProgramBuilder&)>& ends) {
  ProgramBuilder builder;
  builder.Compute(kPolls, Operation::kCopy, C(0));
  builder.Load(1, C(kX));
  builder.Branch(R(1));
  const std::size_t leave = builder.Here() - 1;
  builder.Compute(kPolls, Operation::kAdd, R(kPolls), C(1));
  builder.Compute(3, Operation::kLessUnsigned, R(kPolls), C(100));
  builder.Branch(R(3), kPoll);
  yields(builder);
  const std::uint32_t end = builder.Here();
  ends(builder);
  builder.Return();
  Program program = builder.Take();
  program.operations[leave].target = end;
  return program;
}

// The poll once more, into another register, and asked the other way round.
void PollAgain(ProgramBuilder& builder) {
  builder.Compute(kPolls, Operation::kCopy, C(0));
  builder.Load(4, C(kX));
  builder.Compute(5, Operation::kEqual, R(4), C(0));
  builder.Branch(R(5), 3);
}

void StartAgain(ProgramBuilder& builder) { builder.Jump(0); }
void End(ProgramBuilder&) {}

std::uint64_t Stands(const Program& program, std::uint64_t for_polls) {
  SameFuture same(program, {});
  EXPECT_EQ(same.Representative(kPoll, kPolls, 0), 0U);
  return same.Representative(kPoll, kPolls, for_polls);
}

TEST(SameFutureTest, ACountThatOnlySaysWhenToYieldMakesNoDifference) {
  EXPECT_EQ(Stands(Poller(StartAgain, End), 1), 0U);
  EXPECT_EQ(Stands(Poller(StartAgain, End), 57), 0U);
  EXPECT_EQ(Stands(Poller(StartAgain, End), 99), 0U);
}

TEST(SameFutureTest, ACopyOfTheLoopBehindTheYieldIsTheLoop) {
  EXPECT_EQ(Stands(Poller(PollAgain, End), 57), 0U);
}

TEST(SameFutureTest, ALoadOfAnotherOrderIsNot) {
  const auto acquires = [](ProgramBuilder& builder) {
    builder.Compute(kPolls, Operation::kCopy, C(0));
    builder.Load(4, C(kX)).acquire = isa::Acquire::kAcquire;
    builder.Compute(5, Operation::kEqual, R(4), C(0));
    builder.Branch(R(5), 3);
  };
  EXPECT_EQ(Stands(Poller(acquires, End), 57), 57U);
}

TEST(SameFutureTest, ACountThatEndsThePollingMakesADifference) {
  EXPECT_EQ(Stands(Poller(End, End), 57), 57U);
}

TEST(SameFutureTest, ACountThatIsStoredMakesADifference) {
  const auto stores = [](ProgramBuilder& builder) {
    builder.Store(C(kY), R(kPolls));
  };
  EXPECT_EQ(Stands(Poller(StartAgain, stores), 57), 57U);
}

TEST(SameFutureTest, ACountThatIsObservedMakesADifference) {
  const Program program = Poller(StartAgain, End);
  RegisterSet observed;
  observed.set(kPolls);
  SameFuture same(program, observed);
  EXPECT_EQ(same.Representative(kPoll, kPolls, 0), 0U);
  EXPECT_EQ(same.Representative(kPoll, kPolls, 57), 57U);
}

TEST(SameFutureTest, WhereManyValuesDifferNoMoreAreComparedAndAllStayApart) {
  const auto stores = [](ProgramBuilder& builder) {
    builder.Store(C(kY), R(kPolls));
  };
  const Program program = Poller(StartAgain, stores);
  SameFuture same(program, {});
  for (std::uint64_t polls = 0; polls < 90; ++polls) {
    EXPECT_EQ(same.Representative(kPoll, kPolls, polls), polls);
  }
}

TEST(SameFutureTest, WhatIsLoadedIsLeftAlone) {
  ProgramBuilder builder;
  builder.Load(1, C(kX));
  builder.Load(2, C(kY));
  builder.Branch(R(1), 3);
  builder.Return();
  const Program program = builder.Take();
  SameFuture same(program, {});
  EXPECT_EQ(same.Representative(1, 1, 0), 0U);
  EXPECT_EQ(same.Representative(1, 1, 5), 5U);
}

}  // namespace
}  // namespace atomics_lab::explore
