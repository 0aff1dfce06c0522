#include "tools/report/bench_latency.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/report/sheet.h"
#include "tools/result/bench_sample.h"
#include "tools/result/latency.h"

namespace atomics_lab::report {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(LatencySheet, HasALineForEachRow) {
  EXPECT_THAT(
      SheetText(LatencySheet(result::SampleLatency())),
      AllOf(HasSubstr("How long single increments take: ns\n4 repetitions; "
                      "runs of 20.0 ms"),
            HasSubstr("counter      threads  50 %  99 %  99.9 %  maximum  "
                      "increments  reps\n"),
            HasSubstr("ticket_lock        2  40.5   410    5100  4000000      "
                      " 12000     4\n"),
            HasSubstr("ticket_lock        4     –     –       –        –      "
                      "     0     0\n")));
}

TEST(LatencySheet, SaysWhatTimingCostsAndWhatIsMissing) {
  EXPECT_THAT(
      SheetText(LatencySheet(result::SampleLatency())),
      AllOf(HasSubstr("a timed nothing takes 15.5 ns in half of all cases"),
            HasSubstr("Missing: ticket_lock, threads 4: 4 of 4 repetitions.\n"),
            Not(HasSubstr("Missing: ticket_lock, threads 2")),
            HasSubstr("Clock: rdtsc, a tick of which lasted 0.500 ns."),
            HasSubstr("too great by 1.6 % at most")));
}

TEST(LatencySheet, HasAColumnForHints) {
  result::Latency latency = result::SampleLatency();
  EXPECT_THAT(SheetText(LatencySheet(latency)), Not(HasSubstr("hint")));
  latency.rows[1].hint = "pause";
  EXPECT_THAT(
      SheetText(LatencySheet(latency)),
      AllOf(HasSubstr("counter      threads   hint  50 %"),
            HasSubstr("ticket_lock        2   none  40.5"),
            HasSubstr("Missing: ticket_lock, threads 4, hint pause: 4 of 4")));
}

TEST(LatencySheet, IsAMarkdownTableToo) {
  EXPECT_THAT(SheetMarkdown(LatencySheet(result::SampleLatency())),
              AllOf(HasSubstr("# How long single increments take"),
                    HasSubstr(R"(| 40\.5 | 410 |)")));
}

}  // namespace
}  // namespace atomics_lab::report
