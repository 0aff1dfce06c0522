// What keeps a stack from becoming registers.
#include <cstdint>
#include <functional>

#include "gtest/gtest.h"
#include "tools/explore/program.h"
#include "tools/explore/program_fixture.h"
#include "tools/explore/stack_fixture.h"
#include "tools/explore/stack_registers.h"
#include "tools/isa/micro_op.h"

namespace atomics_lab::explore {
namespace {

using isa::Operation;

bool Stays(const Body& body) {
  Job job = StackJob(body);
  return !StackToRegisters(job);
}

TEST(KeptStackTest, AnAddressThatGetsAwayKeepsTheStack) {
  EXPECT_FALSE(Stays([](ProgramBuilder& builder) {
    builder.Compute(1, Operation::kEqual, R(kStackPointer), C(3));
    builder.Store(C(kX), R(1));
  }));
  EXPECT_TRUE(Stays([](ProgramBuilder& builder) {
    Address(builder, 6, 8);
    builder.Store(C(kX), R(6));
  }));
  EXPECT_TRUE(Stays([](ProgramBuilder& builder) {
    Address(builder, 6, 8);
    builder.Exchange(0, C(kX), R(6));
  }));
  // By way of the stack.
  EXPECT_TRUE(Stays([](ProgramBuilder& builder) {
    Address(builder, 6, 8);
    builder.Store(R(6), R(6));
    builder.Load(1, R(6));
    builder.Store(C(kX), R(1));
  }));
}

TEST(KeptStackTest, AnAddressThatIsNoNumberKeepsTheStack) {
  EXPECT_TRUE(Stays([](ProgramBuilder& builder) {
    builder.Load(1, C(kX));
    builder.Compute(1, Operation::kAnd, R(1), C(8));
    Address(builder, 6, 16);
    builder.Compute(6, Operation::kAdd, R(6), R(1));
    builder.Load(2, R(6));
  }));
  // One of two, as two ways meet.
  EXPECT_TRUE(Stays([](ProgramBuilder& builder) {
    builder.Load(1, C(kX));
    Address(builder, 6, 16);
    builder.Branch(R(1), builder.Here() + 2);
    Address(builder, 6, 8);
    builder.Load(2, R(6));
  }));
  // What comes from elsewhere is no address of the stack.
  EXPECT_FALSE(Stays([](ProgramBuilder& builder) {
    builder.Load(1, C(kX));
    builder.Load(2, R(1));
  }));
}

TEST(KeptStackTest, AccessesThatOverlapKeepTheStack) {
  const auto both = [](std::uint64_t first, std::uint64_t second,
                       std::uint8_t size) {
    return [=](ProgramBuilder& builder) {
      Address(builder, 6, first);
      builder.Store(R(6), C(1));
      Address(builder, 6, second);
      builder.Load(1, R(6), size);
    };
  };
  EXPECT_FALSE(Stays(both(16, 16, 8)));
  EXPECT_FALSE(Stays(both(16, 8, 8)));
  EXPECT_TRUE(Stays(both(16, 16, 4)));
  EXPECT_TRUE(Stays(both(16, 12, 4)));
  EXPECT_TRUE(Stays(both(16, 12, 8)));
  EXPECT_TRUE(Stays(both(16, 20, 8)));
  EXPECT_TRUE(Stays(both(16, 4, 8)));               // past its end
  EXPECT_TRUE(Stays(both(16, kStackSize + 4, 8)));  // from before it
  EXPECT_TRUE(Stays(both(32, 16, 16)));
}

TEST(KeptStackTest, WhatOrdersOrIsAtomicKeepsTheStack) {
  const auto load = [](const std::function<void(isa::MicroOp&)>& change) {
    return [=](ProgramBuilder& builder) {
      Address(builder, 6, 8);
      change(builder.Load(1, R(6)));
    };
  };
  EXPECT_FALSE(Stays(load([](isa::MicroOp&) {})));
  EXPECT_TRUE(Stays(
      load([](isa::MicroOp& op) { op.acquire = isa::Acquire::kAcquire; })));
  EXPECT_TRUE(Stays(load(
      [](isa::MicroOp& op) { op.atomicity = isa::Atomicity::kExclusive; })));
  EXPECT_TRUE(Stays([](ProgramBuilder& builder) {
    Address(builder, 6, 8);
    builder.Store(R(6), C(1)).release = true;
  }));
  EXPECT_TRUE(Stays([](ProgramBuilder& builder) {
    Address(builder, 6, 8);
    builder.FetchAdd(0, R(6), 1);
  }));
}

TEST(KeptStackTest, AStackThatIsNotPrivateOrKnownOfStays) {
  const Body body = [](ProgramBuilder& builder) {
    Address(builder, 6, 8);
    builder.Store(R(6), C(1));
  };
  Job placed = StackJob(body);
  placed.own_is_placed = true;
  EXPECT_FALSE(StackToRegisters(placed));
  Job shared = StackJob(body);
  shared.own_is_private = false;
  EXPECT_FALSE(StackToRegisters(shared));
  Job told = StackJob(body);
  told.memory[0].bytes[1] = kStack >> 8;
  EXPECT_FALSE(StackToRegisters(told));
  Job different = StackJob(body);
  different.threads[1].own[0].bytes[0] = 1;
  EXPECT_FALSE(StackToRegisters(different));
  Job lasting = StackJob(body);
  for (Thread& thread : lasting.threads) thread.own[0].dies_with_call = false;
  EXPECT_FALSE(StackToRegisters(lasting));
}

TEST(KeptStackTest, TooManyWordsForTheRegistersThatAreLeftStay) {
  const auto words = [](std::uint64_t count) {
    return [=](ProgramBuilder& builder) {
      for (std::uint64_t i = 0; i < count; ++i) {
        Address(builder, 6, kStackSize - i);
        builder.Store(R(6), C(1), 1);
      }
      builder.Compute(isa::kMostRegisters - 8, Operation::kCopy, C(0));
    };
  };
  EXPECT_FALSE(Stays(words(7)));
  EXPECT_TRUE(Stays(words(8)));
}

}  // namespace
}  // namespace atomics_lab::explore
