#include "tools/elf/inlined_calls.h"

#include <cstdint>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/elf/budget.h"
#include "tools/elf/byte_writer.h"

namespace atomics_lab::elf {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

using Raw = std::vector<std::uint8_t>;

// Abbreviations: a unit with an address, a function with children, one call
// with children and one without, whose file is in the abbreviation, a function
// with a name, and a block of children only.
const Raw& Abbreviations() {
  static const Raw& table = *new Raw{
      1,    0x11, 1,    0x11, 0x01, 0,    0,     // low_pc: addr
      2,    0x2e, 1,    0,    0,                 //
      3,    0x1d, 1,    0x31, 0x13, 0x11, 0x01,  // origin: ref4, low_pc: addr
      0x12, 0x0b, 0x58, 0x0b, 0x59, 0x0b, 0,
      0,                                         // high_pc, file, line: data1
      4,    0x1d, 0,    0x31, 0x13, 0x55, 0x17,  // ranges: sec_offset
      0x58, 0x21, 7,    0x59, 0x0b, 0,    0,     // file: implicit_const 7
      5,    0x2e, 0,    0x03, 0x08, 0,    0,     // name: string
      6,    0x0b, 1,    0,    0,                 //
      0};
  return table;
}

constexpr std::uint8_t kInner = 21;  // offsets of the named functions
constexpr std::uint8_t kOuter = 28;

// One call of two levels in one function, the inner one in a block.
Raw Info(std::uint8_t ranges = 0, std::uint8_t inner = kInner) {
  ByteWriter unit;
  unit.Number(2, 5).Number(1, 1).Number(1, 8).Number(4, 0);
  unit.Raw({1}).Number(8, 0x1000);
  unit.Raw({5}).String("Inner").Raw({5}).String("Outer");
  unit.Raw({2});
  unit.Raw({3, kOuter, 0, 0, 0}).Number(8, 0x1010).Raw({0x20, 1, 10});
  unit.Raw({6, 4, inner, 0, 0, 0, ranges, 0, 0, 0, 20, 0});
  unit.Raw({0, 0, 0});
  return ByteWriter().Sized(unit).bytes();
}

// A list of two pieces, counted from the unit's address.
const Raw& RangeLists() {
  static const Raw& list = *new Raw{4, 0x10, 0x14, 4, 0x18, 0x1c, 0};
  return list;
}

constexpr std::uint64_t kAddresses[] = {0x100f, 0x1010, 0x1014,
                                        0x1018, 0x101c, 0x1030};

TEST(InlinedCallsTest, CallsWithinCallsAreRead) {
  const Raw info = Info();
  const InlinedCalls calls({.info = info,
                            .abbreviations = Abbreviations(),
                            .range_lists = RangeLists()},
                           0);
  ASSERT_THAT(calls.calls(), SizeIs(2));
  const InlinedCall& outer = calls.calls()[0];
  const InlinedCall& inner = calls.calls()[1];
  EXPECT_EQ(outer.parent, InlinedCall::kNone);
  EXPECT_EQ(outer.file, 1u);
  EXPECT_EQ(outer.line, 10u);
  EXPECT_EQ(inner.parent, 0u);
  EXPECT_EQ(inner.file, 7u);
  EXPECT_EQ(inner.line, 20u);
  Budget steps(100);
  EXPECT_EQ(calls.NameOf(outer, steps), "Outer");
  EXPECT_EQ(calls.NameOf(inner, steps), "Inner");
}

TEST(InlinedCallsTest, EachPieceOfARangeHasItsChain) {
  const Raw info = Info();
  const InlinedCalls calls({.info = info,
                            .abbreviations = Abbreviations(),
                            .range_lists = RangeLists()},
                           0);
  Budget enough(6);
  EXPECT_THAT(calls.ChainsOf(kAddresses, enough),
              ElementsAre(ElementsAre(), ElementsAre(0, 1), ElementsAre(0),
                          ElementsAre(0, 1), ElementsAre(0), ElementsAre()));
  Budget short_of_one(5);
  EXPECT_THAT(calls.ChainsOf(kAddresses, short_of_one), Each(IsEmpty()));
}

TEST(InlinedCallsTest, WhatIsNotWellFormedHasNone) {
  const Raw info = Info();
  const Raw beyond = Info(/*ranges=*/100);
  const Raw cut(info.begin(), info.end() - 1);
  const Raw endless = {4, 0x10, 0x14};
  const auto count = [](const Raw& of, const Raw& abbreviations,
                        const Raw& lists, std::uint64_t unit) {
    return InlinedCalls({.info = of,
                         .abbreviations = abbreviations,
                         .range_lists = lists},
                        unit)
        .calls()
        .size();
  };
  EXPECT_EQ(count(info, Abbreviations(), RangeLists(), 0), 2u);
  EXPECT_EQ(count(beyond, Abbreviations(), RangeLists(), 0), 0u);
  EXPECT_EQ(count(cut, Abbreviations(), RangeLists(), 0), 0u);
  EXPECT_EQ(count(info, {}, RangeLists(), 0), 0u);
  EXPECT_EQ(count(info, Abbreviations(), endless, 0), 0u);
  EXPECT_EQ(count(info, Abbreviations(), RangeLists(), 1), 0u);
  EXPECT_EQ(count(info, Abbreviations(), RangeLists(), ~0ull), 0u);
}

TEST(InlinedCallsTest, ACalleeElsewhereHasNoName) {
  for (const std::uint8_t callee : {0, 3, 255}) {
    const Raw info = Info(0, callee);
    const InlinedCalls calls({.info = info,
                              .abbreviations = Abbreviations(),
                              .range_lists = RangeLists()},
                             0);
    ASSERT_THAT(calls.calls(), SizeIs(2));
    Budget steps(100);
    EXPECT_EQ(calls.NameOf(calls.calls()[1], steps), "");
  }
}

// Every attribute costs a step, also those that take no bytes.
TEST(InlinedCallsTest, AttributesWithoutBytesAreNotReadForEver) {
  ByteWriter table;
  table.Raw({1, 0x11, 1, 0, 0, 2, 0x34, 0});
  for (int i = 0; i < 10'000; ++i) table.Raw({0x3f, 0x19});  // flag_present
  table.Raw({0, 0, 0});
  ByteWriter unit;
  unit.Number(2, 5).Number(1, 1).Number(1, 8).Number(4, 0);
  unit.Raw({1}).Raw(Raw(100'000, 2)).Raw({0});
  const Raw info = ByteWriter().Sized(unit).bytes();
  const InlinedCalls calls({.info = info, .abbreviations = table.bytes()}, 0);
  EXPECT_THAT(calls.calls(), IsEmpty());
}

}  // namespace
}  // namespace atomics_lab::elf
