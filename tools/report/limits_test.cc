#include <string>

#include "absl/strings/str_join.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/report/report.h"
#include "tools/report/sample_results.h"
#include "tools/result/result.h"

namespace atomics_lab::report {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

std::string AllLimits(const result::Results& results) {
  return absl::StrJoin(Limits(results), "\n");
}

TEST(Limits, SpeakOfSchedulesAlways) {
  EXPECT_THAT(AllLimits(result::Results()), HasSubstr("schedules"));
}

TEST(Limits, SpeakOfQemuWhereItRan) {
  EXPECT_THAT(
      AllLimits(SampleResults()),
      HasSubstr("A pass under QEMU says nothing about memory ordering"));
  EXPECT_THAT(AllLimits(SampleResults()),
              HasSubstr("Timing under QEMU says nothing about speed"));
}

TEST(Limits, AreSilentOnQemuWhereNothingRanUnderIt) {
  EXPECT_THAT(AllLimits(NativeResults()), Not(HasSubstr("QEMU")));
}

TEST(Limits, SeeQemuInATestAlone) {
  result::Results results = NativeResults();
  results.rows[0].tests[0].machine = kA57;
  EXPECT_THAT(AllLimits(results), HasSubstr("QEMU"));
}

TEST(Limits, SpeakOfRacyCountersWhereThereAreAny) {
  EXPECT_THAT(AllLimits(SampleResults()), HasSubstr("racy"));
  EXPECT_THAT(AllLimits(LargeResults(1, 1, 1)), Not(HasSubstr("racy")));
}

TEST(Limits, AreOneLineEach) {
  for (const std::string& limit : Limits(SampleResults())) {
    EXPECT_THAT(limit, Not(HasSubstr("\n")));
    EXPECT_EQ(limit.back(), '.');
  }
}

TEST(Limits, SpeakOfProofsWhereSomethingWasExplored) {
  EXPECT_THAT(AllLimits(ExploredResults()), HasSubstr("A proof is one of"));
  EXPECT_THAT(AllLimits(SampleResults()), Not(HasSubstr("A proof is one of")));
}

TEST(BriefLimits, SpeaksOfQemuOnlyIfItRan) {
  EXPECT_THAT(BriefLimits(SampleResults()), HasSubstr("QEMU"));
  EXPECT_THAT(BriefLimits(NativeResults()),
              AllOf(HasSubstr("a stress run says nothing"),
                    HasSubstr("; a native pass"), Not(HasSubstr("QEMU"))));
}

TEST(BriefLimits, SpeaksOfProofsWhereThereAreSome) {
  EXPECT_THAT(BriefLimits(ExploredResults()), HasSubstr("a proof holds"));
  EXPECT_THAT(BriefLimits(SampleResults()), Not(HasSubstr("proof")));
}

}  // namespace
}  // namespace atomics_lab::report
