#include "tools/report/findings.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/report/sample_results.h"
#include "tools/result/result.h"

namespace atomics_lab::report {
namespace {

using result::Verdict;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

// "WHERE: WHAT" of each finding.
std::vector<std::string> Sentences(const result::Results& results) {
  std::vector<std::string> sentences;
  for (const Finding& finding : Findings(results)) {
    sentences.push_back(finding.where + ": " + finding.what);
  }
  return sentences;
}

TEST(Findings, AreNoneWhenAllIsWell) {
  EXPECT_FALSE(result::HasFailure(SampleResults()));
  EXPECT_THAT(Findings(SampleResults()), IsEmpty());
}

TEST(Findings, NameCounterTargetMachineAndTest) {
  result::Results results = SampleResults();
  result::Row& row = RowOf(results, "racy_split", "aarch64_outline-gcc");
  row.verdict = Verdict::kFailed;
  row.tests[1].verdict = Verdict::kFailed;
  row.tests[1].message = "file.cc:1: Failure\nExpected 0";
  EXPECT_THAT(Sentences(results),
              ElementsAre("racy_split on aarch64_outline-gcc, qemu: "
                          "neoverse-n1: StartsAtZero failed"));
  EXPECT_EQ(Findings(results)[0].message, row.tests[1].message);
}

TEST(Findings, SayWhenAFailureHasNoTest) {
  result::Results results = SampleResults();
  results.rows[0].verdict = Verdict::kFailed;
  EXPECT_THAT(
      Sentences(results),
      ElementsAre("racy_split on x86_64-gcc: failed, and no test says why"));
}

TEST(Findings, ShowAnOutcomeThatContradictsItsClaim) {
  result::Results results = SampleResults();
  RowOf(results, "fetch_add_relaxed_64", "x86_64-gcc").outcomes[0].histogram = {
      {3, 2}, {4, 998}};
  EXPECT_TRUE(result::HasFailure(results));
  EXPECT_THAT(Sentences(results),
              ElementsAre("fetch_add_relaxed_64 on x86_64-gcc, native: claims "
                          "to lose nothing, must come out at 4, and came out "
                          "4 ×998, 3 ×2"));
}

TEST(Findings, GatherWhatDidNotRunByTarget) {
  result::Results results = LargeResults(5, 2, 1);
  for (result::Row& row : results.rows) {
    if (row.target == "aarch64_outline_1-gcc") row.verdict = Verdict::kNotRun;
  }
  EXPECT_THAT(Sentences(results),
              ElementsAre("aarch64_outline_1-gcc: not run: "
                          "fetch_add_relaxed_64_0, fetch_add_relaxed_64_1, "
                          "fetch_add_relaxed_64_2 and 2 more"));
}

TEST(Findings, NameTheSignalThatEndedARun) {
  result::Results results = SampleResults();
  results.targets[0].runs[0].exit_code = 132;
  results.targets[1].runs[1].exit_code = 3;
  EXPECT_THAT(Sentences(results),
              ElementsAre("x86_64-gcc, native: the test program ended by "
                          "signal 4 (SIGILL)",
                          "aarch64_outline-gcc, qemu: neoverse-n1: the test "
                          "program exited with code 3"));
}

TEST(Findings, CallNoSignalWhatIsNone) {
  result::Results results = SampleResults();
  for (int code : {1, 128, 255, -1}) {
    results.targets[0].runs[0].exit_code = code;
    EXPECT_THAT(Sentences(results),
                ElementsAre("x86_64-gcc, native: the test program exited with "
                            "code " +
                            std::to_string(code)));
  }
}

TEST(Findings, SayWhichExplorationContradictsItsClaim) {
  result::Results results = ExploredResults();
  EXPECT_THAT(Findings(results), IsEmpty());
  result::Exploration& wrong = results.explorations[2];
  wrong.as_claimed = false;
  wrong.reason = "it can end at 3 where nothing lost is 4";
  EXPECT_TRUE(result::HasFailure(results));
  EXPECT_THAT(
      Sentences(results),
      ElementsAre("fetch_add_relaxed_64 on x86_64-gcc, explored 2×2 "
                  "under x86-TSO: claims: lossless, and it can end at 3 "
                  "where nothing lost is 4"));
}

}  // namespace
}  // namespace atomics_lab::report
