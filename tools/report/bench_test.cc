#include "tools/report/bench.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/report/bench_hint.h"
#include "tools/report/sheet.h"
#include "tools/result/bench.h"
#include "tools/result/bench_sample.h"

namespace atomics_lab::report {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(BenchSheet, HoldsACounterAgainstFloorAndBaseline) {
  EXPECT_THAT(
      SheetText(BenchSheet(result::SampleBench())),
      AllOf(
          HasSubstr("What an increment costs on x86_64-gcc\n"),
          HasSubstr("counter               threads    ns   IQR  floor  × "
                    "floor   IQR  × absl_mutex   IQR  reps  Jain  slowest\n"),
          HasSubstr("fetch_add_relaxed_64        2  22.0  2.00   1.00     "
                    "20.0  1.40         0.250  0.00     3  1.00     50 %\n")));
}

TEST(BenchSheet, NamesADisturbedRepetitionAndWhatIsMissing) {
  EXPECT_THAT(
      SheetText(BenchSheet(result::SampleBench())),
      AllOf(HasSubstr("Disturbed: fetch_add_relaxed_64, threads 2: repetition "
                      "2 (floor +25 %).\n"),
            HasSubstr("Missing: fetch_add_relaxed_64, threads 2: 1 of 4 "
                      "repetitions.\n"),
            HasSubstr("fetch_add_relaxed_64: a note.\n")));
}

TEST(BenchSheet, NamesAMixAndSaysWhatItsNsAre) {
  result::Bench bench = result::SampleBench();
  EXPECT_THAT(SheetText(BenchSheet(bench)), Not(HasSubstr("mix")));
  bench.rows.push_back(bench.rows[0]);
  bench.rows[1].mix = "reads10";
  EXPECT_THAT(
      SheetText(BenchSheet(bench)),
      AllOf(HasSubstr("counter               threads      mix    ns "),
            HasSubstr("fetch_add_relaxed_64        2     adds  22.0 "),
            HasSubstr("fetch_add_relaxed_64        2  reads10  22.0 "),
            HasSubstr("Missing: fetch_add_relaxed_64, threads 2, mix reads10: "
                      "1 of 4 repetitions.\n"),
            HasSubstr("reads10: 9 adds, then a read; ns is per operation"),
            HasSubstr("the floor's read is a plain load")));
  EXPECT_THAT(SheetMarkdown(BenchSheet(bench)), HasSubstr("| reads10 |"));
}

TEST(BenchSheet, SaysWhatASectionIsAndWhatHasNone) {
  result::Bench bench = result::SampleBench();
  EXPECT_THAT(SheetText(BenchSheet(bench)), Not(HasSubstr("section")));
  bench.rows[0].mix = "section250";
  bench.plan.left_out = {"cas_weak", "sharded"};
  bench.plan.wait = {.step_ns = 0.42, .percent = 1.5};
  EXPECT_THAT(
      SheetText(BenchSheet(bench)),
      AllOf(HasSubstr("section250: each increment's lock is held for about 250 "
                      "ns more;"),
            HasSubstr("Left out of sections, being no locks: cas_weak, "
                      "sharded.\n"),
            HasSubstr("The wait in sections: 0.420 ns a step, calibrated once; "
                      "the middle half of the calibrations")));
}

TEST(BenchSheet, NamesAHintAndSaysWhatItMeans) {
  result::Bench bench = result::SampleBench();
  EXPECT_THAT(SheetText(BenchSheet(bench)), Not(HasSubstr("hint")));
  bench.rows.push_back(bench.rows[0]);
  bench.rows[1].hint = "wfe";
  bench.plan.without_hint = {"sharded"};
  EXPECT_THAT(
      SheetText(BenchSheet(bench)),
      AllOf(HasSubstr("counter               threads  hint    ns "),
            HasSubstr("fetch_add_relaxed_64        2  none  22.0 "),
            HasSubstr("fetch_add_relaxed_64        2   wfe  22.0 "),
            HasSubstr("Missing: fetch_add_relaxed_64, threads 2, hint wfe: 1 "
                      "of 4 repetitions.\n"),
            HasSubstr("wfe: before each look at the lock the core stands"),
            HasSubstr("no thread waits, hints make no difference"),
            HasSubstr("Without a hint, being no spinning locks: sharded.\n")));
  bench.rows[1].mix = "reads1";
  EXPECT_THAT(SheetText(BenchSheet(bench)),
              HasSubstr("counter               threads     mix  hint    ns "));
}

TEST(BenchSheet, KnowsEveryHint) {
  for (const char* hint : {"pause", "yield", "isb", "wfe"}) {
    EXPECT_THAT(HintLine(hint), HasSubstr(std::string(hint) + ": before"));
  }
  EXPECT_EQ(HintLine("none"), "");
}

TEST(BenchSheet, SaysWhatTheHarnessCosts) {
  result::Bench bench = result::SampleBench();
  EXPECT_THAT(SheetText(BenchSheet(bench)),
              AllOf(HasSubstr("The harness's own cost: 0.0200 ns an increment, "
                              "2.0 % of the floor"),
                    Not(HasSubstr("too much"))));
  bench.harness.to_floor.median = 0.06;
  EXPECT_THAT(SheetText(BenchSheet(bench)), HasSubstr("is too much"));
}

TEST(BenchSheet, HasALineForWhatWasNotMeasured) {
  result::Bench bench = result::SampleBench();
  bench.rows[0] = {.counter = "sharded", .threads = 4};
  EXPECT_THAT(SheetText(BenchSheet(bench)),
              AllOf(HasSubstr("sharded        4"),
                    HasSubstr("Missing: sharded, threads 4: 4 of 4")));
}

TEST(BenchSheet, SendsNothingToTheTerminalButText) {
  result::Bench bench = result::SampleBench();
  bench.environment.machine.cpu = "\x1b[2J";
  bench.rows[0].counter = "\x1b[2J";
  EXPECT_THAT(SheetText(BenchSheet(bench)), Not(HasSubstr("\x1b")));
  EXPECT_THAT(SheetMarkdown(BenchSheet(bench)), Not(HasSubstr("\x1b")));
}

TEST(BenchSheet, IsAMarkdownTableToo) {
  EXPECT_THAT(
      SheetMarkdown(BenchSheet(result::SampleBench())),
      AllOf(HasSubstr("# What an increment costs on x86"),
            HasSubstr("|---|---:|---:|"), HasSubstr(R"(| 22\.0 | 2\.00 |)"),
            HasSubstr("- Disturbed: ")));
}

}  // namespace
}  // namespace atomics_lab::report
