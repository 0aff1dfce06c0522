#include "tools/litmus/question.h"

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/litmus/final_states.h"
#include "tools/litmus/litmus.h"
#include "tools/litmus/parse.h"

namespace atomics_lab::litmus {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

Test MessagePassing(std::string_view question) {
  const auto test = Parse(absl::StrCat("AArch64 MP\n"
                                       "{ y=-1; uint8_t z;\n"
                                       "0:X1=x; 0:X3=y; 1:X1=y; 1:X3=x; }\n"
                                       " P0          | P1          ;\n"
                                       " STR W0,[X1] | LDR W0,[X1] ;\n"
                                       " STR W2,[X3] | LDR W2,[X3] ;\n",
                                       question),
                          "mp.litmus");
  EXPECT_TRUE(test.ok()) << test.status();
  return test.ok() ? *test : Test();
}

Question Read(const Test& test) {
  auto question = ParseQuestion(test, "mp.litmus");
  EXPECT_TRUE(question.ok()) << question.status();
  return question.ok() ? *std::move(question) : Question();
}

std::string TextOf(std::string_view question) {
  const litmus::Test test = MessagePassing(question);
  return QuestionText(test, Read(test));
}

absl::Status ErrorOf(std::string_view question) {
  return ParseQuestion(MessagePassing(question), "mp.litmus").status();
}

// Whether it holds where x and y are these.
bool HoldsAt(std::string_view question, std::uint64_t x, std::uint64_t y) {
  const Question read =
      Read(MessagePassing(absl::StrCat("locations [x; y;] ", question)));
  return Holds(read.proposition, read.observed, {x, y});
}

// What herd7 7.58 prints of the same.
TEST(QuestionText, IsHerdsOwn) {
  EXPECT_EQ(TextOf("exists (1:X0=1 /\\ 1:X2=0)"), "exists (1:X0=1 /\\ 1:X2=0)");
  EXPECT_EQ(TextOf("~exists x=0x1"), "~exists ([x]=1)");
  EXPECT_EQ(TextOf("forall\n(not x=-1\n/\\ [y]=1)"),
            "forall (not ([x]=-1) /\\ [y]=1)");
  EXPECT_EQ(TextOf("exists (x=1 \\/ y=1 /\\ 1:X0=1)"),
            "exists ([x]=1 \\/ [y]=1 /\\ 1:X0=1)");
  EXPECT_EQ(TextOf("exists ((x=1 \\/ y=1) /\\ 1:X0=1)"),
            "exists (([x]=1 \\/ [y]=1) /\\ 1:X0=1)");
  EXPECT_EQ(TextOf("exists (x=1 \\/ y=1 => 1:X0=1)"),
            "exists ([x]=1 \\/ ([y]=1 => 1:X0=1))");
  EXPECT_EQ(TextOf("exists ~(true => false)"), "exists (not (true => false))");
}

TEST(ParseQuestion, ObservesAllThatIsNamed) {
  const litmus::Test test =
      MessagePassing("locations [x; 0:X10;] exists (y=1 /\\ 0:X2=1)");
  const Question question = Read(test);
  EXPECT_EQ(Show({1, 2, 3, 4}, test, question.observed),
            "0:X2=1; 0:X10=2; [x]=3; [y]=4;");
}

TEST(ParseQuestion, SaysWhatItDoesNotRead) {
  EXPECT_TRUE(absl::IsUnimplemented(ErrorOf("filter (x=1)\nexists (x=1)")));
  EXPECT_EQ(ErrorOf("exists (1:X1=x)").message(),
            "mp.litmus:7: `x` as a value: not read here");
  const std::string deep(1000, '(');
  EXPECT_TRUE(absl::IsUnimplemented(ErrorOf(absl::StrCat("exists ", deep))));
}

TEST(ParseQuestion, RefusesWhatTheTestHasNot) {
  EXPECT_EQ(ErrorOf("exists (a=1)").message(),
            "mp.litmus:7: `a` is no location of the test");
  EXPECT_THAT(ErrorOf("exists (2:X0=1)").message(),
              HasSubstr("`2:X0`: no such thread"));
  EXPECT_THAT(ErrorOf("exists (0:Q0=1)").message(),
              HasSubstr("`Q0` is no general register"));
}

TEST(ParseQuestion, RefusesWhatIsNoQuestion) {
  EXPECT_EQ(ErrorOf("exists (x=1").message(),
            "mp.litmus:7: the question lacks )");
  EXPECT_THAT(ErrorOf("exists (x=1) y").message(), HasSubstr("`y` where"));
  EXPECT_THAT(ErrorOf("exists").message(), StartsWith("mp.litmus:7: "));
  EXPECT_FALSE(ErrorOf("exists (x 1)").ok());
  EXPECT_FALSE(ErrorOf("exists ([x=1)").ok());
  EXPECT_FALSE(ErrorOf("locations [x").ok());
  EXPECT_FALSE(ErrorOf("locations [x;]").ok());
  EXPECT_FALSE(ErrorOf("exists (x=1 /\\)").ok());
}

TEST(Holds, FollowsTheConnectives) {
  EXPECT_TRUE(HoldsAt("exists (x=1 /\\ y=2)", 1, 2));
  EXPECT_FALSE(HoldsAt("exists (x=1 /\\ y=2)", 1, 1));
  EXPECT_TRUE(HoldsAt("exists (x=0 \\/ y=2)", 1, 2));
  EXPECT_FALSE(HoldsAt("exists (not (y=2))", 1, 2));
  EXPECT_TRUE(HoldsAt("exists (x=0 => y=7)", 1, 2));
  EXPECT_FALSE(HoldsAt("exists (x=1 => y=7)", 1, 2));
  EXPECT_TRUE(HoldsAt("exists (x=1 => y=7 => x=2)", 1, 2));
  EXPECT_FALSE(HoldsAt("exists (x=1 => y=2 => x=2)", 1, 2));
}

TEST(Holds, ComparesInTheWidthOfTheLocation) {
  EXPECT_TRUE(HoldsAt("exists (x=-1)", 0xFFFFFFFF, 0));
}

TEST(Show, HasNegativeNumbersWhereTheTypeHas) {
  const litmus::Test test = MessagePassing("exists (y=1 /\\ z=1)");
  EXPECT_EQ(Show({0xFFFFFFFF, 0xFF}, test, Read(test).observed),
            "[y]=-1; [z]=255;");
}

Answer AnswerTo(std::string_view question, const States& states,
                bool complete) {
  return AnswerOf(Read(MessagePassing(question)), states, complete);
}

TEST(AnswerOf, IsOkIfTheQuestionIsMet) {
  using Word = Answer::Word;
  const States some = {{0}, {1}};
  EXPECT_EQ(AnswerTo("exists (x=1)", some, true).word, Word::kOk);
  EXPECT_EQ(AnswerTo("exists (x=2)", some, true).word, Word::kNo);
  EXPECT_EQ(AnswerTo("~exists (x=1)", some, true).word, Word::kNo);
  EXPECT_EQ(AnswerTo("~exists (x=2)", some, true).word, Word::kOk);
  EXPECT_EQ(AnswerTo("forall (x=1)", some, true).word, Word::kNo);
  EXPECT_EQ(AnswerTo("forall (x=1 \\/ x=0)", some, true).word, Word::kOk);
}

TEST(AnswerOf, IsUnknownOnlyWhereStatesWereNotSeen) {
  using Word = Answer::Word;
  const States some = {{0}, {1}};
  EXPECT_EQ(AnswerTo("exists (x=1)", some, false).word, Word::kOk);
  EXPECT_EQ(AnswerTo("exists (x=2)", some, false).word, Word::kUnknown);
  EXPECT_EQ(AnswerTo("~exists (x=1)", some, false).word, Word::kNo);
  EXPECT_EQ(AnswerTo("~exists (x=2)", some, false).word, Word::kUnknown);
  EXPECT_EQ(AnswerTo("forall (x=1)", some, false).word, Word::kNo);
  EXPECT_EQ(AnswerTo("forall (x=1 \\/ x=0)", some, false).word, Word::kUnknown);
}

TEST(ObservationName, SaysNothingBeyondABound) {
  EXPECT_EQ(ObservationName(AnswerTo("exists (x=1)", {{0}}, true)), "Never");
  EXPECT_EQ(ObservationName(AnswerTo("exists (x=0)", {{0}}, true)), "Always");
  EXPECT_EQ(ObservationName(AnswerTo("exists (x=0)", {{0}, {1}}, true)),
            "Sometimes");
  EXPECT_EQ(ObservationName(AnswerTo("exists (x=1)", {{0}}, false)), "Unknown");
}

TEST(AnswerText, IsHerdsOwnButForExecutions) {
  const litmus::Test test = MessagePassing("~exists (1:X0=1 /\\ 1:X2=0)");
  const Question question = Read(test);
  const States states = {{0, 0}, {0, 1}, {1, 0}, {1, 1}};
  EXPECT_EQ(AnswerText(test, question, states,
                       AnswerOf(question, states, /*complete=*/true)),
            "Test MP Forbidden\n"
            "States 4\n"
            "1:X0=0; 1:X2=0;\n"
            "1:X0=0; 1:X2=1;\n"
            "1:X0=1; 1:X2=0;\n"
            "1:X0=1; 1:X2=1;\n"
            "No\n"
            "Witnesses\n"
            "Positive: 3 Negative: 1\n"
            "Condition ~exists (1:X0=1 /\\ 1:X2=0)\n"
            "Observation MP Sometimes 1 3\n");
}

}  // namespace
}  // namespace atomics_lab::litmus
