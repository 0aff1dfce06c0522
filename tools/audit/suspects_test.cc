#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "tools/audit/audit.h"
#include "tools/audit/findings.h"
#include "tools/audit/print.h"
#include "tools/audit/suspect_counts.h"
#include "tools/elf/fixtures.h"

namespace atomics_lab::audit {
namespace {

using Strings = std::vector<std::string>;

FileAudit SuspectsIn(std::string_view fixture) {
  return AuditSuspects(elf::FixturePath(fixture)).value();
}

FileAudit OwnSuspects(std::string_view file) {
  return SuspectsIn(absl::StrCat("../../audit/testdata/", file));
}

// "name form: detail" of what is suspect in a function, addresses left out.
Strings SuspectsOf(const FileAudit& audit, std::string_view function) {
  Strings suspects;
  for (const FunctionAudit& candidate : audit.objects.front().functions) {
    if (candidate.name != function) continue;
    for (const Finding& finding : candidate.findings) {
      const std::string_view detail = finding.detail;
      suspects.push_back(absl::StrCat(finding.suspect->name, " ", finding.form,
                                      ": ",
                                      detail.substr(0, detail.find(" at "))));
    }
  }
  return suspects;
}

struct Case {
  std::string_view function;
  Strings suspects;
};

void ExpectSuspects(std::string_view file, const std::vector<Case>& cases) {
  const FileAudit audit = OwnSuspects(file);
  for (const Case& expected : cases) {
    EXPECT_EQ(SuspectsOf(audit, expected.function), expected.suspects)
        << expected.function;
  }
}

TEST(AccessBetweenTest, IsFoundOnAnyWayFromLoadToStore) {
  ExpectSuspects(
      "suspects.o",
      {{"load_between", {"access_between ldxr…stxr: ldr x2, [x3]"}},
       {"spill_on_one_way", {"access_between ldaxr…stlxr: str w1, [sp, #0xc]"}},
       {"call_between", {"access_between ldxr…stxr: bl #0"}},
       {"trap_between", {"access_between ldxr…stxr: svc #0"}}});
}

TEST(AccessBetweenTest, WhatIsNotBetweenIsNot) {
  ExpectSuspects(
      "suspects.o",
      {{"access_around", {}}, {"two_loads", {}}, {"lock_and_unlock", {}}});
}

TEST(StatusReusedTest, IsFoundAsDataAndAsAddress) {
  ExpectSuspects("suspects.o",
                 {{"status_is_data", {"status_reused stxr: stxr w1, x1, [x0]"}},
                  {"status_is_base", {"status_reused stxr: stxr w0, x1, [x0]"}},
                  {"status_is_second_datum",
                   {"status_reused stxp: stxp w2, x1, x2, [x0]"}},
                  {"status_apart", {}}});
}

TEST(StatusIgnoredTest, IsFoundIfNothingCanReadIt) {
  ExpectSuspects(
      "suspects.o",
      {{"status_never_read", {"status_ignored stlxr: stlxr w2, w1, [x0]"}},
       {"status_overwritten", {"status_ignored stxr: stxr w2, w3, [x0]"}},
       {"status_to_zero", {"status_ignored stlxr: stlxr wzr, x2, [x0]"}}});
}

TEST(StatusIgnoredTest, WhatIsReadOnAWayOrHandedOnIsNot) {
  ExpectSuspects("suspects.o", {{"status_read_later", {}},
                                {"status_returned", {}},
                                {"watching_ended", {}}});
}

TEST(PairDiffersTest, IsFoundByAddressAndBySize) {
  ExpectSuspects(
      "suspects.o",
      {{"other_address", {"pair_differs ldxr…stxr: stxr w2, x1, [x5]"}},
       {"moved_address", {"pair_differs ldxr…stxr: stxr w2, x1, [x0]"}},
       {"other_size", {"pair_differs ldxr…stxr: stxr w2, w1, [x0]"}},
       {"pair_and_single", {"pair_differs ldxp…stxr: stxr w2, x1, [x0]"}}});
}

TEST(PairDiffersTest, AnAddressMayHaveSeveralNames) {
  ExpectSuspects("suspects.o", {{"copied_address", {}},
                                {"summed_address", {}},
                                {"paged_address", {}},
                                {"pairs_of_two", {}}});
}

TEST(AccumulatesTest, IsFoundInLoopsOfEachKind) {
  ExpectSuspects("suspects.o",
                 {{"grows", {"accumulates stxr: stxr w3, x2, [x0]"}},
                  {"swap_grows", {"accumulates cas: cas x3, x2, [x0]"}}});
  ExpectSuspects(
      "suspects_x86.o",
      {{"grows",
        {"accumulates lock cmpxchg: lock cmpxchg qword ptr [rdi], rcx"}}});
}

TEST(AccumulatesTest, WhatIsMadeOfTheReadOrStaysIsNot) {
  ExpectSuspects("suspects.o", {{"sum_of_read", {}},
                                {"swap_of_read", {}},
                                {"counted_attempts", {}},
                                {"exchanged_numbers", {}}});
  ExpectSuspects("suspects_x86.o",
                 {{"sum_of_read", {}}, {"next_slot", {}}, {"tail_call", {}}});
}

TEST(FlagsLostTest, IsFoundWhereTheAnswerIsKnownOrOverwritten) {
  ExpectSuspects("suspects_x86.o",
                 {{"zeroed_between", {"flags_lost lock cmpxchg: setne r8b"}},
                  {"tested_between",
                   {"flags_lost lock cmpxchg: setne byte ptr [rsi + 4]"}},
                  {"zeroed_and_tested",
                   {"flags_lost lock cmpxchg: setne byte ptr [rsi + 4]"}},
                  {"compared_twice",
                   {"flags_lost lock cmpxchg: setne byte ptr [rsi + 4]"}}});
  ExpectSuspects("suspects.o",
                 {{"flags_overwritten", {"flags_lost casal: cset w0, eq"}}});
}

TEST(FlagsLostTest, WhatKeepsThemOrAsksForOthersIsNot) {
  ExpectSuspects(
      "suspects_x86.o",
      {{"moved_between", {}}, {"compared", {}}, {"not_asked_for", {}}});
  ExpectSuspects("suspects.o", {{"flags_kept", {}}});
}

TEST(SuspectsTest, CompilersMakeNothingSuspect) {
  for (const char* file :
       {"aarch64-gcc.o", "aarch64-clang.o", "aarch64_lse-gcc.o",
        "aarch64_outline.so", "x86_64-gcc.o", "x86_64.so"}) {
    const SuspectCounts counts = CountSuspects(SuspectsIn(file));
    EXPECT_EQ(counts.errors, 0) << file;
    EXPECT_EQ(counts.hints, 0) << file;
  }
}

TEST(SuspectsTest, EachIsPrintedWithItsReasonAndSection) {
  const FileAudit audit = OwnSuspects("suspects.o");
  const std::string text = SuspectsText({audit});
  EXPECT_TRUE(absl::StrContains(text, "ldr x2, [x3] at 8\n"));
  EXPECT_TRUE(absl::StrContains(text, "error: an access, a call or a trap"));
  EXPECT_TRUE(absl::StrContains(text, "(Arm ARM DDI 0487, B2.17, "));
  const std::string markdown = SuspectsMarkdown({audit});
  EXPECT_TRUE(absl::StrContains(
      markdown, "| `ldxr…stxr` | `ldr x2, [x3] at 8` **error**: an access"));
  const std::string json = SuspectsJson({audit});
  EXPECT_TRUE(absl::StrContains(json, R"("name": "access_between")"));
  EXPECT_TRUE(absl::StrContains(json, R"("detail": "ldr x2, [x3] at 8")"));
  EXPECT_TRUE(absl::StrContains(json, R"("error": true)"));
}

TEST(SuspectsTest, NothingIsSaidAsWell) {
  const FileAudit audit = SuspectsIn("aarch64-gcc.o");
  EXPECT_TRUE(absl::StrContains(SuspectsText({audit}), ": nothing suspect\n"));
  EXPECT_TRUE(absl::StrContains(SuspectsJson({audit}), R"("errors": 0)"));
}

}  // namespace
}  // namespace atomics_lab::audit
