#include "tools/explore/same_future.h"

#include <cstdint>
#include <functional>

#include "gtest/gtest.h"
#include "tools/explore/dependencies.h"
#include "tools/explore/program.h"
#include "tools/explore/program_fixture.h"
#include "tools/isa/micro_op.h"

namespace atomics_lab::explore {
namespace {

using isa::Operation;

constexpr isa::RegisterNumber kPolls = 2;
constexpr std::uint32_t kPoll = 1;  // the operation that polls
constexpr std::uint32_t kLeave = 12;

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

std::uint64_t Stands(const Program& program, std::uint64_t for_polls,
                     Dependencies dependencies = Dependencies::kMatter) {
  SameFuture same(program, {}, dependencies);
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

TEST(SameFutureTest, ABitThatIsTurnedRoundIsAskedAsItWas) {
  const auto turned = [](ProgramBuilder& builder) {
    builder.Compute(kPolls, Operation::kCopy, C(0));
    builder.Load(4, C(kX));
    builder.Compute(5, Operation::kEqual, R(4), C(0));
    builder.Compute(6, Operation::kNot, R(5)).bits = 1;
    builder.Branch(R(6), kLeave);
    builder.Jump(3);
  };
  EXPECT_EQ(Stands(Poller(turned, End), 57), 0U);
  const auto wide = [](ProgramBuilder& builder) {
    builder.Compute(kPolls, Operation::kCopy, C(0));
    builder.Load(4, C(kX));
    builder.Compute(5, Operation::kEqual, R(4), C(0));
    builder.Compute(6, Operation::kNot, R(5));  // never 0
    builder.Branch(R(6), kLeave);
    builder.Jump(3);
  };
  EXPECT_EQ(Stands(Poller(wide, End), 57), 57U);
}

TEST(SameFutureTest, ATruthValueIsKnownForOneBehindAnAccess) {
  ProgramBuilder builder;
  const auto poll = [&](bool turned, std::uint32_t waits, std::uint32_t ends) {
    builder.Load(1, C(kX));
    builder.Compute(4, Operation::kEqual, R(1), C(0));
    builder.Store(C(kY), C(1));
    builder.Compute(5, Operation::kNot, R(4)).bits = 1;
    builder.Branch(turned ? R(5) : R(4), turned ? ends : waits);
    if (!turned) builder.Jump(ends);
  };
  constexpr std::uint32_t kCount = 6;
  constexpr std::uint32_t kEnd = 17;
  builder.Compute(kPolls, Operation::kCopy, C(0));
  poll(true, kCount, kEnd);
  builder.Compute(kPolls, Operation::kAdd, R(kPolls), C(1));
  builder.Compute(3, Operation::kLessUnsigned, R(kPolls), C(100));
  builder.Branch(R(3), kPoll);
  builder.Compute(kPolls, Operation::kCopy, C(0));
  poll(false, kCount, kEnd);
  builder.Jump(kPoll);
  ASSERT_EQ(builder.Here(), kEnd);
  builder.Return();
  EXPECT_EQ(Stands(builder.Take(), 57), 0U);
}

// By a register that was loaded.
void ClearAndStartAgain(ProgramBuilder& builder) {
  builder.Compute(kPolls, Operation::kXor, R(1), R(1));
  builder.Jump(kPoll);
}

TEST(SameFutureTest, ACountThatIsClearedByItselfIsACountWhereNobodyAsks) {
  const Program program = Poller(ClearAndStartAgain, End);
  EXPECT_EQ(Stands(program, 57, Dependencies::kIgnored), 0U);
  EXPECT_EQ(Stands(program, 57, Dependencies::kMatter), 57U);
}

TEST(SameFutureTest, ADifferenceOfTwoRegistersIsNoClearedOne) {
  const auto subtracts = [](ProgramBuilder& builder) {
    builder.Compute(kPolls, Operation::kSub, R(1), R(7));
    builder.Jump(kPoll);
  };
  EXPECT_EQ(Stands(Poller(subtracts, End), 57, Dependencies::kIgnored), 57U);
}

TEST(SameFutureTest, AnUnknownLoopBehindTheEndOfTheDifferenceIsNotFollowed) {
  // For as many rounds as a register says that was loaded.
  const auto delays = [](ProgramBuilder& builder) {
    builder.Load(7, C(kY));
    builder.Compute(8, Operation::kCopy, C(0));
    const std::uint32_t again = builder.Here();
    builder.Compute(8, Operation::kAdd, R(8), C(1));
    builder.Compute(9, Operation::kLessUnsigned, R(8), R(7));
    builder.Branch(R(9), again);
  };
  EXPECT_EQ(Stands(Poller(StartAgain, delays), 57), 0U);
}

// Tries to take a lock, and waits between for twice as long each time, at most
// 1024 rounds.
Program BackOff() {
  ProgramBuilder builder;
  builder.Compute(kPolls, Operation::kCopy, C(16));
  builder.Exchange(1, C(kX), C(1));
  builder.Compute(3, Operation::kEqual, R(1), C(0));
  const std::size_t leave = builder.Here();
  builder.Branch(R(3));
  builder.Compute(4, Operation::kCopy, R(kPolls));
  const std::uint32_t delay = builder.Here();
  for (int i = 0; i < 16; ++i) builder.Jump(builder.Here() + 1);
  builder.Compute(4, Operation::kSub, R(4), C(1));
  builder.Branch(R(4), delay);
  builder.Compute(kPolls, Operation::kAdd, R(kPolls), R(kPolls));
  builder.Compute(5, Operation::kLessUnsigned, C(1024), R(kPolls));
  isa::MicroOp& least =
      builder.Compute(kPolls, Operation::kSelect, R(5), C(1024));
  least.c = R(kPolls);
  builder.Jump(1);
  Program program = builder.Take();
  program.operations[leave].target = builder.Here();
  return program;
}

TEST(SameFutureTest, ADelayMakesNoDifferenceHoweverLongItIs) {
  ProgramBuilder end;
  end.Return();
  Program program = BackOff();
  program.operations.push_back(end.Take().operations.front());
  SameFuture same(program, {}, Dependencies::kIgnored);
  EXPECT_EQ(same.Representative(1, kPolls, 16), 16U);
  EXPECT_EQ(same.Representative(1, kPolls, 32), 16U);
  EXPECT_EQ(same.Representative(1, kPolls, 1024), 16U);
}

// Between two polls it reads y, and then x that often.
Program Reader() {
  ProgramBuilder builder;
  builder.Compute(kPolls, Operation::kCopy, C(0));
  builder.Load(1, C(kX));
  const std::size_t leave = builder.Here();
  builder.Branch(R(1));
  builder.Load(7, C(kY));
  builder.Compute(8, Operation::kCopy, C(0));
  const std::uint32_t again = builder.Here();
  builder.Load(9, C(kX));
  builder.Compute(8, Operation::kAdd, R(8), C(1));
  builder.Compute(10, Operation::kLessUnsigned, R(8), R(7));
  builder.Branch(R(10), again);
  builder.Compute(kPolls, Operation::kAdd, R(kPolls), C(1));
  builder.Compute(3, Operation::kLessUnsigned, R(kPolls), C(100));
  builder.Branch(R(3), kPoll);
  builder.Jump(0);
  const std::uint32_t end = builder.Here();
  builder.Return();
  Program program = builder.Take();
  program.operations[leave].target = end;
  return program;
}

TEST(SameFutureTest, ALoopOfUnknownLengthOnTheWayDoesNotTellApart) {
  EXPECT_EQ(Stands(Reader(), 1), 0U);
  EXPECT_EQ(Stands(Reader(), 57), 0U);
}

TEST(SameFutureTest, WhatIsSameAtOnePlaceIsSameAtThoseBehindIt) {
  const Program program = Reader();
  constexpr std::uint32_t kRead = 5;
  for (const std::uint32_t first : {kPoll, kRead}) {
    SameFuture same(program, {}, Dependencies::kMatter);
    for (const std::uint32_t place : {first, kPoll, kRead}) {
      EXPECT_EQ(same.Representative(place, kPolls, 0), 0U);
      EXPECT_EQ(same.Representative(place, kPolls, 1), 0U);
      EXPECT_EQ(same.Representative(place, kPolls, 57), 0U);
    }
  }
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
  SameFuture same(program, observed, Dependencies::kMatter);
  EXPECT_EQ(same.Representative(kPoll, kPolls, 0), 0U);
  EXPECT_EQ(same.Representative(kPoll, kPolls, 57), 57U);
}

TEST(SameFutureTest, WhereManyValuesDifferNoMoreAreComparedAndAllStayApart) {
  const auto stores = [](ProgramBuilder& builder) {
    builder.Store(C(kY), R(kPolls));
  };
  const Program program = Poller(StartAgain, stores);
  SameFuture same(program, {}, Dependencies::kMatter);
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
  SameFuture same(program, {}, Dependencies::kMatter);
  EXPECT_EQ(same.Representative(1, 1, 0), 0U);
  EXPECT_EQ(same.Representative(1, 1, 5), 5U);
}

}  // namespace
}  // namespace atomics_lab::explore
