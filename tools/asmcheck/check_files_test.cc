// Files in, findings out, as asm_test and `lab check` do it.
#include "tools/asmcheck/check_files.h"

#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"
#include "tools/asmcheck/inspect.h"
#include "tools/asmcheck/render.h"
#include "tools/result/file.h"

namespace atomics_lab::asmcheck {
namespace {

constexpr std::string_view kFolder = "tools/elf/testdata/";

std::string WritePromises(std::string_view text) {
  const std::string path = absl::StrCat(testing::TempDir(), "/some.promises");
  EXPECT_TRUE(result::WriteFile(path, text).ok());
  return path;
}

absl::StatusOr<Inspection> CheckFixture(std::string_view object,
                                        std::string_view target,
                                        std::string_view promises) {
  return CheckFiles({.binaries = {absl::StrCat(kFolder, object)},
                     .promise_files = {WritePromises(promises)},
                     .target = std::string(target)});
}

std::string ErrorOf(const absl::StatusOr<Inspection>& inspection) {
  EXPECT_FALSE(inspection.ok());
  EXPECT_FALSE(absl::StrContains(inspection.status().message(), "\n"));
  return std::string(inspection.status().message());
}

TEST(CheckFilesTest, CountsWhatItChecks) {
  const auto inspection =
      CheckFixture("aarch64_lse-gcc.o", "aarch64_lse-gcc",
                   "ASM AddRelaxed aarch64_lse: ldadd; no call\n"
                   "ASM FetchAddSeqCst aarch64_lse: ldaddal\n");
  ASSERT_TRUE(inspection.ok()) << inspection.status();
  EXPECT_EQ(inspection->functions, 2);
  EXPECT_EQ(inspection->checks, 3);
  EXPECT_TRUE(inspection->findings.empty()) << RenderText(*inspection);
}

TEST(CheckFilesTest, ALevelTakesItsCompilerFromTheDebugInformation) {
  const std::string_view promise =
      "ASM AddRelaxed aarch64_lse-clang: ldadd\n"
      "ASM AddRelaxed aarch64_lse-gcc: never ldadd\n";
  EXPECT_TRUE(CheckFixture("aarch64_lse-clang.o", "aarch64_lse", promise)
                  ->findings.empty());
  EXPECT_EQ(CheckFixture("aarch64_lse-gcc.o", "aarch64_lse", promise)
                ->findings.size(),
            1);
}

TEST(CheckFilesTest, X86NeedsNoTargetAndAArch64DoesNotTellItsLevel) {
  EXPECT_TRUE(CheckFixture("x86_64-gcc.o", "", "ASM Plain x86_64: add")
                  ->findings.empty());
  EXPECT_TRUE(absl::StrContains(
      ErrorOf(CheckFixture("aarch64-gcc.o", "", "ASM Plain aarch64: str")),
      "--target=aarch64"));
}

TEST(CheckFilesTest, APromiseThatNothingChecksIsAFinding) {
  const auto inspection =
      CheckFixture("x86_64-gcc.o", "x86_64-gcc",
                   "ASM Plain x86_64: add\nASM Plane aarch64: ldr\n");
  ASSERT_TRUE(inspection.ok()) << inspection.status();
  ASSERT_EQ(inspection->findings.size(), 1);
  EXPECT_EQ(inspection->findings[0].kind, Finding::Kind::kUnchecked);
  EXPECT_TRUE(absl::StrContains(
      RenderText(*inspection),
      "some.promises:2: no function is called Plane (near to it: Plain), so"));
}

TEST(CheckFilesTest,
     WhereNoFunctionIsNamedTheNearestAreAndNothingElseIsBlamed) {
  const std::string error = ErrorOf(CheckFixture(
      "aarch64-gcc.o", "aarch64", "ASM fixture::Plane aarch64: ldr\n"));
  EXPECT_TRUE(absl::StrContains(error, "some.promises:1: ")) << error;
  EXPECT_TRUE(absl::StrContains(
      error,
      "has no function that fixture::Plane names; near to it: "
      "fixture::Plain"))
      << error;
  EXPECT_FALSE(absl::StrContains(error, "debug information")) << error;
}

TEST(CheckFilesTest, AFunctionWithoutAPromiseForTheTargetIsAFinding) {
  const auto inspection = CheckFixture("x86_64-gcc.o", "x86_64-gcc",
                                       "ASM Plain aarch64*, x86_64-clang: add");
  ASSERT_TRUE(inspection.ok()) << inspection.status();
  ASSERT_EQ(inspection->findings.size(), 1);
  EXPECT_EQ(inspection->findings[0].kind, Finding::Kind::kUncovered);
  EXPECT_TRUE(absl::StrContains(RenderText(*inspection),
                                "nothing is promised of it on x86_64-gcc; "
                                "write it above the function, as in '// ASM "
                                "fixture::Plain x86_64: …'"));
}

TEST(CheckFilesTest, AFailureShowsThePlaceThePromiseAndTheWholeFunction) {
  const auto inspection =
      CheckFixture("aarch64-gcc.o", "aarch64-gcc",
                   "\nASM FetchAddSeqCst aarch64: ldaxr…stxr loop\n");
  ASSERT_TRUE(inspection.ok()) << inspection.status();
  const std::string text = RenderText(*inspection);
  for (const char* part :
       {"some.promises:2: fixture::FetchAddSeqCst on aarch64-gcc breaks",
        "promised: ldaxr…stxr loop", "but:      no stxr after the ldaxr at",
        "=  +0x4  ldaxr w0, [x1]", "load-linked, acquire",
        "cbnz w3, #0x84  -> +0x4", "+0x14  ret",
        "1 functions, 1 promises checked, 1 findings"}) {
    EXPECT_TRUE(absl::StrContains(text, part)) << part << "\n" << text;
  }
}

TEST(CheckFilesTest, TheSameAsJson) {
  const auto inspection = CheckFixture("aarch64-gcc.o", "aarch64-gcc",
                                       "ASM AddRelaxed aarch64: never ldxr");
  ASSERT_TRUE(inspection.ok()) << inspection.status();
  const auto json = nlohmann::json::parse(RenderJson({*inspection}));
  EXPECT_EQ(json[0]["target"], "aarch64-gcc");
  const auto& finding = json[0]["findings"][0];
  EXPECT_EQ(finding["kind"], "broken");
  EXPECT_EQ(finding["promise"], "never ldxr");
  EXPECT_EQ(finding["instructions"][0]["mark"], "broken");
  EXPECT_EQ(finding["instructions"][1]["mark"], "");
}

TEST(CheckFilesTest, WhatCannotBeReadIsToldAndTheRestIsHeld) {
  const auto inspection = CheckFixture("x86_64-gcc.o", "x86_64-gcc",
                                       "ASM F x86_64: ad\n"
                                       "ASM Plain x86_64: never add\n"
                                       "ASM Plain x86_46: add\n");
  ASSERT_TRUE(inspection.ok()) << inspection.status();
  EXPECT_EQ(inspection->findings.size(), 1);
  EXPECT_EQ(inspection->unreadable.size(), 2);
  EXPECT_EQ(ExitStatus(*inspection), 2);
  const std::string text = RenderText(*inspection);
  EXPECT_TRUE(absl::StrContains(text, "some.promises:1: unknown word 'ad'"))
      << text;
  EXPECT_TRUE(absl::StrContains(text, "some.promises:3: ")) << text;
  EXPECT_TRUE(absl::StrContains(text, "1 findings, 2 promises not readable\n"))
      << text;
}

TEST(CheckFilesTest, WhereNothingCanBeReadOnlyThatIsTold) {
  const auto inspection = CheckFixture("x86_64-gcc.o", "", "ASM F x86_64: ad");
  ASSERT_TRUE(inspection.ok()) << inspection.status();
  EXPECT_TRUE(inspection->findings.empty());
  EXPECT_EQ(inspection->unreadable.size(), 1);
  EXPECT_EQ(ExitStatus(*inspection), 2);
}

TEST(CheckFilesTest, BadInputIsOneLine) {
  const struct {
    const char* object;
    const char* target;
    const char* promises;
    const char* error;
  } kCases[] = {
      {"absent.o", "", "ASM F x86_64: add", "absent.o"},
      {"README.md", "", "ASM F x86_64: add", "README.md"},
      {"x86_64-gcc.o", "", "nothing", "some.promises holds no promise; one"},
      {"x86_64-gcc.o", "vax", "ASM Plain *: add", "no target 'vax'"},
      {"x86_64-gcc.o", "aarch64-gcc", "ASM Plain *: add", "is x86_64"},
  };
  for (const auto& [object, target, promises, error] : kCases) {
    const std::string got = ErrorOf(CheckFixture(object, target, promises));
    EXPECT_TRUE(absl::StrContains(got, error)) << got;
  }
  EXPECT_TRUE(absl::StrContains(
      ErrorOf(CheckFiles({.binaries = {absl::StrCat(kFolder, "x86_64-gcc.o"),
                                       absl::StrCat(kFolder, "aarch64-gcc.o")},
                          .promise_files = {WritePromises("ASM F *: add")}})),
      "another architecture"));
}

}  // namespace
}  // namespace atomics_lab::asmcheck
