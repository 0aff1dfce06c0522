#include "tools/isa/terms.h"

#include <cstdint>

#include "gtest/gtest.h"
#include "tools/isa/micro_op.h"

namespace atomics_lab::isa {
namespace {

class TermsTest : public testing::Test {
 protected:
  TermNumber Const(std::uint64_t value) { return terms_.Constant(value); }

  Terms terms_;
  TermNumber x_ = terms_.Initial(1);
  TermNumber y_ = terms_.Initial(2);
  TermNumber held_ = terms_.Memory(x_, 4, /*shared=*/true);
};

TEST_F(TermsTest, WhatIsComputedAlikeIsTheSame) {
  EXPECT_EQ(terms_.Of(Operation::kAdd, 64, x_, y_),
            terms_.Of(Operation::kAdd, 64, y_, x_));
  EXPECT_EQ(terms_.Of(Operation::kSub, 64, x_, Const(3)),
            terms_.Of(Operation::kAdd, 64, x_, Const(0 - std::uint64_t{3})));
  EXPECT_EQ(terms_.Of(Operation::kAdd, 64,
                      terms_.Of(Operation::kAdd, 64, x_, Const(3)), Const(4)),
            terms_.Of(Operation::kAdd, 64, x_, Const(7)));
  EXPECT_NE(terms_.Of(Operation::kSub, 64, x_, y_),
            terms_.Of(Operation::kSub, 64, y_, x_));
}

TEST_F(TermsTest, ComparingADifferenceWithZeroComparesItsParts) {
  EXPECT_EQ(terms_.Of(Operation::kEqual, 32,
                      terms_.Of(Operation::kSub, 32, held_, y_), Const(0)),
            terms_.Of(Operation::kEqual, 32, held_, y_));
  EXPECT_EQ(terms_.Of(Operation::kEqual, 32,
                      terms_.Of(Operation::kAnd, 32, held_, held_), Const(0)),
            terms_.Of(Operation::kEqual, 32, held_, Const(0)));
}

TEST_F(TermsTest, WidthsThatChangeNothingAreNoDifference) {
  EXPECT_EQ(terms_.Of(Operation::kCopy, 32, held_), held_);
  EXPECT_NE(terms_.Of(Operation::kCopy, 8, held_), held_);
  EXPECT_EQ(terms_.Of(Operation::kEqual, 64, held_, Const(5)),
            terms_.Of(Operation::kEqual, 32, held_, Const(5)));
  EXPECT_EQ(terms_.ConstantOf(terms_.Of(Operation::kEqual, 64, held_,
                                        Const(std::uint64_t{1} << 40))),
            0);
}

TEST_F(TermsTest, AnExtensionLeavesTheBitsItExtends) {
  const TermNumber wide =
      terms_.Of(Operation::kSignExtend, 64, held_, Const(32));
  EXPECT_EQ(terms_.Of(Operation::kCopy, 32, wide), held_);
  EXPECT_NE(terms_.Of(Operation::kAdd, 64, wide, Const(1)),
            terms_.Of(Operation::kAdd, 64, held_, Const(1)));
  const TermNumber byte =
      terms_.Of(Operation::kSignExtend, 64, held_, Const(8));
  EXPECT_NE(terms_.Of(Operation::kCopy, 32, byte), held_);
}

TEST_F(TermsTest, BitsThatWereSetAreKnown) {
  const TermNumber set = terms_.Of(Operation::kOr, 32, held_, Const(8));
  EXPECT_EQ(terms_.Of(Operation::kOr, 32, set, Const(8)), set);
  EXPECT_EQ(terms_.ConstantOf(terms_.Of(Operation::kAnd, 32, set, Const(8))),
            8);
  EXPECT_EQ(terms_.ConstantOf(terms_.Of(
                Operation::kCopy, 1,
                terms_.Of(Operation::kShiftRight, 32, set, Const(3)))),
            1);
  EXPECT_EQ(terms_.ConstantOf(terms_.Of(Operation::kEqual, 32, set, Const(0))),
            0);
  EXPECT_EQ(terms_.ConstantOf(terms_.Of(Operation::kAnd, 32, set, Const(4))),
            std::nullopt);
}

TEST_F(TermsTest, AConditionTurnedIntoANumberIsTheConditionAgain) {
  const TermNumber zero = terms_.Of(Operation::kEqual, 32, held_, Const(0));
  const TermNumber number =
      terms_.Of(Operation::kSelect, 32, zero, Const(1), Const(0));
  EXPECT_EQ(terms_.Truth(number), zero);
  EXPECT_EQ(terms_.Of(Operation::kEqual, 32, number, Const(0)),
            terms_.Not(zero));
  EXPECT_EQ(terms_.Not(terms_.Not(zero)), zero);
}

TEST_F(TermsTest, OnlySharedMemoryIsShared) {
  EXPECT_TRUE(terms_.at(terms_.Of(Operation::kAdd, 64, x_, held_)).shared);
  EXPECT_FALSE(terms_.at(terms_.Of(Operation::kAdd, 64, x_, y_)).shared);
  EXPECT_FALSE(terms_.at(terms_.Memory(y_, 8, /*shared=*/false)).shared);
  EXPECT_TRUE(terms_.at(terms_.Memory(held_, 8, /*shared=*/false)).shared);
  EXPECT_FALSE(terms_.at(terms_.ThreadMemory(held_, 8)).shared);
}

TEST_F(TermsTest, WhatIsMovedOnIsElsewhere) {
  const TermNumber moved = terms_.Of(Operation::kAdd, 64, x_, Const(8));
  EXPECT_EQ(terms_.Of(Operation::kEqual, 64, moved, x_), Const(0));
  EXPECT_EQ(terms_.Of(Operation::kEqual, 64, x_, moved), Const(0));
  EXPECT_NE(terms_.Of(Operation::kEqual, 64, moved, y_), Const(0));
  // By a multiple of 2³², of which the low half says nothing.
  const TermNumber far =
      terms_.Of(Operation::kAdd, 64, x_, Const(std::uint64_t{1} << 32));
  EXPECT_NE(terms_.Of(Operation::kEqual, 32, far, x_), Const(0));
}

TEST_F(TermsTest, BitsThatAValueDoesNotHaveAreNotSet) {
  EXPECT_EQ(terms_.Of(Operation::kAnd, 64, held_, Const(0xFF00000000)),
            Const(0));
  EXPECT_NE(terms_.Of(Operation::kAnd, 64, held_, Const(0xF0000000)), Const(0));
}

}  // namespace
}  // namespace atomics_lab::isa
