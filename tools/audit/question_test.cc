#include "tools/audit/question.h"

#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "tools/audit/audit.h"
#include "tools/audit/print.h"
#include "tools/audit/verdict.h"
#include "tools/elf/fixtures.h"

namespace atomics_lab::audit {
namespace {

using Strings = std::vector<std::string>;

std::string OwnFixture(std::string_view name) {
  return absl::StrCat(elf::FixturePath("../../audit/testdata/"), name);
}

absl::StatusOr<Answer> Ask(const Question& question, const std::string& path) {
  absl::StatusOr<FileAudit> audit = AuditFile(
      path,
      [&](const Finding& finding) { return Concerns(question, finding); });
  if (!audit.ok()) return audit.status();
  return AnswerOf(question, *std::move(audit));
}

// The forms of what says no.
Strings FormsOf(const Answer& answer) {
  Strings forms;
  for (const ObjectAudit& object : answer.audit.objects) {
    for (const FunctionAudit& function : object.functions) {
      for (const Finding& finding : function.findings) {
        forms.push_back(finding.form);
      }
    }
  }
  return forms;
}

TEST(BaselineTest, WhatNoCheckGuardsIsFound) {
  const Question question = ParseBaseline("armv8-a").value();
  // The rest is behind a check of each kind.
  for (const char* file : {"guards.o", "guards.so", "guards_stripped.so"}) {
    const Answer answer = Ask(question, OwnFixture(file)).value();
    EXPECT_EQ(FormsOf(answer), (Strings{"swp", "ldsmax", "ldumin"})) << file;
    EXPECT_EQ(answer.found, 3) << file;
    EXPECT_EQ(answer.guarded, 4) << file;
    EXPECT_EQ(answer.features.at("FEAT_LSE"), 3) << file;
  }
}

TEST(BaselineTest, ALevelThatHasItNeedsNoCheck) {
  const Question question = ParseBaseline("armv8.1-a").value();
  const Answer answer = Ask(question, OwnFixture("guards.so")).value();
  EXPECT_EQ(answer.found, 0);
  EXPECT_EQ(answer.guarded, 0);
}

TEST(BaselineTest, LevelsOfTheCompilerAreToldApart) {
  const Question question = ParseBaseline("armv8-a").value();
  EXPECT_GT(Ask(question, elf::FixturePath("aarch64_lse-gcc.o"))->found, 0);
  EXPECT_EQ(Ask(question, elf::FixturePath("aarch64-gcc.o"))->found, 0);
  for (const char* file : {"aarch64_outline-gcc.o", "aarch64_outline.so"}) {
    EXPECT_EQ(Ask(question, elf::FixturePath(file))->found, 0) << file;
  }
  EXPECT_EQ(
      Ask(ParseBaseline("x86-64").value(), elf::FixturePath("x86_64-gcc.o"))
          ->found,
      0);
}

TEST(BaselineTest, WrongOnesAreRefusedWithThoseThatThereAre) {
  const absl::Status unknown = ParseBaseline("armv7").status();
  EXPECT_TRUE(absl::IsInvalidArgument(unknown));
  EXPECT_TRUE(absl::StrContains(unknown.message(), "armv8-a, armv8.1-a"));
  EXPECT_TRUE(absl::StrContains(unknown.message(), "x86-64, x86-64-v2"));
  const absl::Status other =
      Ask(ParseBaseline("armv8-a").value(), elf::FixturePath("x86_64-gcc.o"))
          .status();
  EXPECT_TRUE(absl::IsInvalidArgument(other));
  EXPECT_TRUE(absl::StrContains(other.message(), "it has x86-64, x86-64-v2"));
  EXPECT_FALSE(absl::StrContains(other.message(), "armv8.1-a"));
}

TEST(RequireTest, LoadExclusivesWithoutACheckAreFound) {
  const Question question = ParseRequire("lse").value();
  EXPECT_GT(Ask(question, elf::FixturePath("aarch64-gcc.o"))->found, 0);
  for (const char* file :
       {"aarch64_lse-gcc.o", "aarch64_outline-gcc.o", "aarch64_outline.so"}) {
    EXPECT_EQ(Ask(question, elf::FixturePath(file))->found, 0) << file;
  }
  const Answer answer = Ask(question, OwnFixture("guards.so")).value();
  EXPECT_EQ(answer.found, 0);
  EXPECT_EQ(answer.guarded, 1);
}

TEST(QuestionTest, WhatAKernelReplacesAsItLoadsIsGuarded) {
  const std::string path = OwnFixture("alternatives.o");
  const Answer baseline = Ask(ParseBaseline("armv8-a").value(), path).value();
  EXPECT_EQ(FormsOf(baseline), (Strings{"ldset"}));
  EXPECT_EQ(baseline.guarded, 2);
  const Answer lse = Ask(ParseRequire("lse").value(), path).value();
  EXPECT_EQ(FormsOf(lse), (Strings{"ldaxr…stxr"}));
  EXPECT_EQ(lse.guarded, 2);
}

TEST(RequireTest, WrongNamesAndArchitecturesAreRefused) {
  EXPECT_TRUE(absl::IsInvalidArgument(ParseRequire("rcpc").status()));
  EXPECT_TRUE(absl::IsInvalidArgument(
      Ask(ParseRequire("lse").value(), elf::FixturePath("x86_64-gcc.o"))
          .status()));
}

TEST(QuestionTest, AnswersArePrintedInEveryForm) {
  const Question question = ParseBaseline("armv8-a").value();
  const Answer answer = Ask(question, OwnFixture("guards.so")).value();
  const std::string sentence =
      "3 places need more than armv8-a without a check: FEAT_LSE 3 (4 behind a "
      "check)";
  EXPECT_EQ(AnswerSentence(question, answer), sentence);
  EXPECT_TRUE(absl::StrContains(AnswersText(question, {&answer, 1}), sentence));
  EXPECT_TRUE(
      absl::StrContains(AnswersMarkdown(question, {&answer, 1}), sentence));
  const std::string json = AnswersJson(question, {&answer, 1});
  EXPECT_TRUE(absl::StrContains(json, R"("question": "armv8-a")"));
  EXPECT_TRUE(absl::StrContains(json, R"("found": 3)"));
  EXPECT_TRUE(absl::StrContains(json, R"("feature": "FEAT_LSE")"));
}

// What a hostile file can do to the search for checks.
TEST(QuestionTest, DamagedFilesAreAnsweredOrRefused) {
  const Question questions[] = {ParseBaseline("armv8-a").value(),
                                ParseRequire("lse").value()};
  std::mt19937 random(20260301);
  std::size_t answered = 0;
  for (const char* file : {"guards.o", "guards.so"}) {
    const std::vector<std::uint8_t> sound =
        elf::FixtureBytes(absl::StrCat("../../audit/testdata/", file));
    for (int round = 0; round < 400; ++round) {
      std::vector<std::uint8_t> bytes = sound;
      for (std::size_t hits = 1 + random() % 12; hits > 0; --hits) {
        bytes[random() % bytes.size()] = static_cast<std::uint8_t>(random());
      }
      const Question& question = questions[round % 2];
      const auto audit = AuditBytes(
          bytes, "input",
          [&](const Finding& finding) { return Concerns(question, finding); });
      answered += audit.ok() && AnswerOf(question, *audit).ok();
    }
  }
  EXPECT_GT(answered, 0u);
  EXPECT_LT(answered, 800u);
}

std::string Verdict(const std::string& path) {
  return VerdictOf(AuditFile(path).value());
}

TEST(VerdictTest, SaysHowAFileIsAtomic) {
  EXPECT_EQ(Verdict(elf::FixturePath("aarch64_outline.so")), "outlined");
  EXPECT_EQ(Verdict(elf::FixturePath("aarch64_lse-gcc.o")), "LSE only");
  EXPECT_EQ(Verdict(elf::FixturePath("aarch64-gcc.o")), "LL/SC only");
  EXPECT_EQ(Verdict(elf::FixturePath("x86_64-gcc.o")), "");
  EXPECT_EQ(Verdict(OwnFixture("guards.so")),
            "both, and 2 of 7 LSE chosen at run time");
  EXPECT_EQ(Verdict(OwnFixture("chosen.so")), "both, chosen at run time");
  EXPECT_EQ(Verdict(OwnFixture("unchosen.o")), "both, and nothing chooses");
}

TEST(VerdictTest, StandsFirst) {
  const FileAudit audit = AuditFile(OwnFixture("chosen.so")).value();
  EXPECT_TRUE(absl::StrContains(AuditText({&audit, 1}).substr(0, 300),
                                ": both, chosen at run time (1 LSE, 1 LL/SC)"));
  EXPECT_TRUE(absl::StrContains(AuditMarkdown({&audit, 1}),
                                "**both, chosen at run time**"));
  EXPECT_TRUE(absl::StrContains(AuditJson({&audit, 1}),
                                R"("verdict": "both, chosen at run time")"));
}

}  // namespace
}  // namespace atomics_lab::audit
