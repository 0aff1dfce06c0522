#include "tools/outcome/condition.h"

#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace atomics_lab::outcome {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;

const std::vector<Observable> kObserved = {
    {.name = "data", .size = 4},
    {.name = "byte", .size = 1},
    {.name = "ret1", .size = 8, .returned = true},
    {.name = "wide", .size = 8}};

Condition Parse(std::string_view text) {
  const auto condition = ParseCondition(text);
  EXPECT_TRUE(condition.ok()) << condition.status();
  return condition.ok() ? *condition : Condition{};
}

bool Match(std::string_view text, const std::vector<std::uint64_t>& values) {
  const Condition condition = Parse(text);
  EXPECT_TRUE(CheckCondition(condition, kObserved).ok());
  return Matches(condition, kObserved, values);
}

TEST(ParseCondition, TakesEqualitiesAndNumbersOfAllKinds) {
  const Condition condition = Parse("data=1 &&ns::x!= -2&& ret1 = 0xfF");
  ASSERT_THAT(condition.all, SizeIs(3));
  EXPECT_EQ(condition.all[0].name, "data");
  EXPECT_TRUE(condition.all[0].equal);
  EXPECT_EQ(condition.all[0].bits, 1U);
  EXPECT_EQ(condition.all[1].name, "ns::x");
  EXPECT_FALSE(condition.all[1].equal);
  EXPECT_TRUE(condition.all[1].negative);
  EXPECT_EQ(condition.all[1].bits, ~std::uint64_t{1});
  EXPECT_EQ(condition.all[2].name, "ret1");
  EXPECT_EQ(condition.all[2].bits, 255U);
  EXPECT_EQ(condition.text, "data=1 &&ns::x!= -2&& ret1 = 0xfF");
}

TEST(ParseCondition, TakesTheWholeRangeAndNoMore) {
  EXPECT_EQ(Parse("x=18446744073709551615").all[0].bits, ~std::uint64_t{0});
  EXPECT_EQ(Parse("x=-9223372036854775808").all[0].bits,
            std::uint64_t{1} << 63);
  EXPECT_FALSE(ParseCondition("x=18446744073709551616").ok());
  EXPECT_FALSE(ParseCondition("x=-9223372036854775809").ok());
  EXPECT_FALSE(ParseCondition("x=0x10000000000000000").ok());
}

TEST(ParseCondition, RefusesInOneLineWhatIsNoCondition) {
  for (const std::string text :
       {"", "x", "x=", "=1", "x=1 &&", "&& x=1", "x=y", "x==1", "x=1 || y=1",
        "x=1.5", "x<1", "!=1", "x=1 & y=1", "x=0x", "x=-0x1", "x=--1"}) {
    const absl::Status status = ParseCondition(text).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << text;
    EXPECT_THAT(std::string(status.message()),
                HasSubstr("is no equality; it takes them as in"));
  }
  EXPECT_EQ(ParseCondition("x=1 && y").status().message(),
            "'x=1 && y': 'y' is no equality; it takes them as in 'x=1 && "
            "y!=0x10'");
}

TEST(ParseCondition, SurvivesAnyBytes) {
  std::mt19937 random(7);
  const std::string_view likely = "x=!&-0 1\xff\n";
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    for (unsigned left = random() % 12; left > 0; --left) {
      text += random() % 4 != 0 ? likely[random() % likely.size()]
                                : static_cast<char>(random());
    }
    const auto condition = ParseCondition(text);
    if (!condition.ok()) continue;
    for (const Equality& equality : condition->all) {
      EXPECT_FALSE(equality.name.empty()) << text;
    }
    EXPECT_EQ(condition->text, text);
    (void)CheckCondition(*condition, kObserved);
  }
}

TEST(CheckCondition, NamesWhatMayHaveBeenMeant) {
  EXPECT_EQ(CheckCondition(Parse("dta=1"), kObserved).message(),
            "'dta=1': 'dta' is not observed; near to it: data");
  EXPECT_EQ(CheckCondition(Parse("zzzzzz=1"), kObserved).message(),
            "'zzzzzz=1': 'zzzzzz' is not observed; what is: data, byte, ret1, "
            "wide");
}

TEST(CheckCondition, RefusesWhatCanNeverMatch) {
  EXPECT_EQ(CheckCondition(Parse("byte=256"), kObserved).message(),
            "'byte=256': 256 does not fit: 'byte' has 1 byte");
  EXPECT_FALSE(CheckCondition(Parse("byte=-129"), kObserved).ok());
  EXPECT_FALSE(CheckCondition(Parse("data=0x100000000"), kObserved).ok());
  for (const std::string text :
       {"byte=255", "byte=-128", "data=-1", "data=4294967295", "wide=-1",
        "wide=18446744073709551615"}) {
    EXPECT_TRUE(CheckCondition(Parse(text), kObserved).ok()) << text;
  }
}

TEST(Matches, AllEqualitiesMustHold) {
  EXPECT_TRUE(Match("data=1 && byte=0", {1, 0, 0, 0}));
  EXPECT_FALSE(Match("data=1 && byte=0", {1, 2, 0, 0}));
  EXPECT_FALSE(Match("data=1 && byte=0", {0, 0, 0, 0}));
  EXPECT_TRUE(Match("data!=1", {0, 0, 0, 0}));
  EXPECT_FALSE(Match("data!=1", {1, 0, 0, 0}));
}

TEST(Matches, NegativeNumbersHaveTheSizeOfWhatIsObserved) {
  EXPECT_TRUE(Match("data=-1", {0xffffffff, 0, 0, 0}));
  EXPECT_TRUE(Match("byte=-2", {0, 0xfe, 0, 0}));
  EXPECT_TRUE(Match("wide=-1", {0, 0, 0, ~std::uint64_t{0}}));
  EXPECT_FALSE(Match("wide=-1", {0, 0, 0, 0xffffffff}));
  EXPECT_FALSE(Match("data!=-1", {0xffffffff, 0, 0, 0}));
}

TEST(Matches, WhatWasReturnedMayBeAnInt) {
  EXPECT_TRUE(Match("ret1=-1", {0, 0, 0xffffffff, 0}));
  EXPECT_TRUE(Match("ret1=-1", {0, 0, ~std::uint64_t{0}, 0}));
  EXPECT_FALSE(Match("ret1!=-1", {0, 0, 0xffffffff, 0}));
  EXPECT_FALSE(Match("ret1=-1", {0, 0, 1, 0}));
}

}  // namespace
}  // namespace atomics_lab::outcome
