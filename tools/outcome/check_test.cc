#include "tools/outcome/check.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/match.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/outcome/condition.h"
#include "tools/result/exploration.h"

namespace atomics_lab::outcome {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using State = Check::State;
using Texts = std::vector<std::string>;

const std::vector<Observable> kObserved = {{.name = "x", .size = 4},
                                           {.name = "y", .size = 4}};

// Ends at x=0 y=0, x=0 y=1 and x=1 y=1.
result::Exploration Told(bool complete) {
  result::Exploration told = {.complete = complete, .observed = {"x", "y"}};
  for (const auto& [x, y] :
       {std::pair<unsigned, unsigned>{0, 0}, {0, 1}, {1, 1}}) {
    told.outcomes.push_back({.values = {{.low = x}, {.low = y}}});
  }
  return told;
}

std::vector<Check> Judge(const Texts& forbidden, const Texts& allowed,
                         const Texts& required, bool complete = true) {
  const auto conditions = ParseConditions(forbidden, allowed, required);
  EXPECT_TRUE(conditions.ok()) << conditions.status();
  EXPECT_TRUE(CheckConditions(*conditions, kObserved).ok());
  return Evaluate(*conditions, kObserved, Told(complete));
}

TEST(Evaluate, ForbiddenIsBrokenByAnyOutcome) {
  const auto checks = Judge({"x=1 && y=0", "y=1"}, {}, {});
  ASSERT_THAT(checks, SizeIs(2));
  EXPECT_EQ(checks[0].state, State::kKept);
  EXPECT_THAT(checks[0].outcomes, IsEmpty());
  EXPECT_EQ(checks[1].state, State::kBroken);
  EXPECT_THAT(checks[1].outcomes, ElementsAre(1, 2));
  EXPECT_FALSE(AllKept(checks));
  EXPECT_THAT(Breaking(checks), ElementsAre(1, 2));
}

TEST(Evaluate, AllowedHoldsForEveryOutcome) {
  const auto kept = Judge({}, {"x=0", "x=1 && y=1"}, {});
  ASSERT_THAT(kept, SizeIs(1));
  EXPECT_EQ(kept[0].state, State::kKept);
  EXPECT_EQ(kept[0].text, "x=0' or 'x=1 && y=1");
  const auto broken = Judge({}, {"x=0"}, {});
  EXPECT_EQ(broken[0].state, State::kBroken);
  EXPECT_THAT(broken[0].outcomes, ElementsAre(2));
}

TEST(Evaluate, RequiredHoldsForSomeOutcomeEach) {
  const auto checks = Judge({}, {}, {"y=1", "x=1 && y=0"});
  ASSERT_THAT(checks, SizeIs(2));
  EXPECT_EQ(checks[0].state, State::kKept);
  EXPECT_THAT(checks[0].outcomes, ElementsAre(1, 2));
  EXPECT_EQ(checks[1].state, State::kBroken);
  EXPECT_THAT(Breaking(checks), IsEmpty());
}

TEST(Evaluate, ABoundedSearchProvesNothingButWhatItSaw) {
  const auto checks = Judge({"x=1 && y=0", "x=1"}, {"x=0", "x=1"},
                            {"x=1 && y=0", "y=1"}, false);
  ASSERT_THAT(checks, SizeIs(5));
  EXPECT_EQ(checks[0].state, State::kOpen);
  EXPECT_EQ(checks[1].state, State::kBroken);
  EXPECT_EQ(checks[2].state, State::kOpen);
  EXPECT_EQ(checks[3].state, State::kOpen);
  EXPECT_EQ(checks[4].state, State::kKept);
  EXPECT_FALSE(AllKept(Judge({"x=1 && y=0"}, {}, {}, false)));
  EXPECT_FALSE(AllKept(Judge({}, {"x=0", "x=1"}, {}, false)));
  EXPECT_TRUE(AllKept(Judge({}, {}, {"y=1"}, false)));
}

TEST(ParseConditions, SaysWhichOptionIsWrong) {
  EXPECT_THAT(
      std::string(ParseConditions({}, Texts{"x"}, {}).status().message()),
      HasSubstr("--allowed='x': 'x' is no equality"));
}

TEST(NamesIn, EachOnceInOrder) {
  const auto conditions =
      ParseConditions(Texts{"b=1 && a=2"}, Texts{"a=1"}, Texts{"c=1 && b=0"});
  ASSERT_TRUE(conditions.ok());
  EXPECT_THAT(NamesIn(*conditions), ElementsAre("b", "a", "c"));
}

TEST(ChecksText, NamesOutcomesAndConditions) {
  const auto checks = Judge({"x=1 && y=1", "x=2"}, {}, {"x=0", "y=2"});
  EXPECT_EQ(ChecksText(checks, Told(true)),
            "all outcomes: x=0 y=0; x=0 y=1; x=1 y=1\n"
            "BROKEN: forbidden 'x=1 && y=1': it can end at x=1 y=1\n"
            "kept: forbidden 'x=2': every execution keeps it\n"
            "kept: required 'x=0': it can end at x=0 y=0; x=0 y=1\n"
            "BROKEN: required 'y=2': no execution ends there\n");
}

TEST(ChecksText, SaysWhatIsNotProved) {
  const auto checks = Judge({"x=2"}, {}, {"y=2"}, false);
  EXPECT_EQ(ChecksText(checks, Told(false)),
            "outcomes that were seen: x=0 y=0; x=0 y=1; x=1 y=1\n"
            "not proved: forbidden 'x=2': nothing that was seen breaks it, but "
            "not all was seen: nothing is proved\n"
            "not proved: required 'y=2': none of the executions that were seen "
            "ends there, and not all were\n");
}

TEST(ChecksText, IsPrintableWhateverTheConditionHolds) {
  std::vector<Check> checks = Judge({"x=2"}, {}, {});
  checks[0].text = "\x1b[31m\xff\n";
  const std::string text = ChecksText(checks, Told(true));
  EXPECT_FALSE(absl::StrContains(text, "\x1b"));
  EXPECT_FALSE(absl::StrContains(text, "\xff"));
}

}  // namespace
}  // namespace atomics_lab::outcome
