#include "tools/report/replay_text.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/result/replay.h"

namespace atomics_lab::report {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

result::Replay Sample() {
  result::Replay replay;
  replay.counter = "racy";
  replay.target = "x86_64-gcc";
  replay.threads = 2;
  replay.increments = 1;
  replay.lossless = 2;
  replay.outcome = 1;
  replay.wanted_runs = 3;
  replay.forced = {{1, 3}};
  replay.instructions = 30;
  replay.seconds = 0.5;
  replay.steps = {{.thread = 1,
                   .instruction = "mov [rdi], rsi",
                   .action = "write",
                   .location = "counter",
                   .size = 8,
                   .wrote = result::Value{.low = 1}}};
  return replay;
}

TEST(ReplayText, SaysWhatWasForcedAndHow) {
  EXPECT_THAT(
      ReplayText(Sample()),
      AllOf(StartsWith("racy on x86_64-gcc, replayed: 2 threads × 1 increment, "
                       "to end at 1 of 2\n"),
            HasSubstr("\nforced: 3 of 3 ended at 1  {1: 3 runs}\n"),
            HasSubstr("\nspeed: 30 instructions stepped in 0.500 s, 60 a "
                      "second, processes started included\n"),
            HasSubstr("mov [rdi], rsi"), Not(HasSubstr("free: ")),
            Not(HasSubstr("not compared")), Not(HasSubstr("NOT AS"))));
}

TEST(ReplayText, HasWhatCameMostOftenFirst) {
  result::Replay replay = Sample();
  replay.free = {{1, 1}, {2, 9}};
  replay.modelled_calls = {"memset", "open"};
  EXPECT_THAT(
      ReplayText(replay),
      AllOf(HasSubstr("\nfree: 10 that nobody forced  {2: 9 runs, 1: 1 run}\n"),
            HasSubstr("\nnot compared: the insides of memset, open, stepped as "
                      "a whole\n")));
}

TEST(ReplayText, SaysWhereARealThreadDidOtherwise) {
  result::Replay replay = Sample();
  replay.forced = {{1, 2}};
  replay.difference = result::ReplayDifference{.run = 3,
                                               .step = 7,
                                               .thread = 2,
                                               .instruction = "add rax, \x1b",
                                               .address = 0x40,
                                               .what = "rax",
                                               .expected = {.low = 5},
                                               .real = {.low = 6}};
  EXPECT_FALSE(result::Succeeded(replay));
  EXPECT_THAT(
      ReplayText(replay),
      AllOf(HasSubstr("\nforced: 2 of 3 ended at 1"),
            HasSubstr("\nNOT AS FORETOLD: run 3, instruction 7, thread "
                      "2, add rax, \xEF\xBF\xBD at 0x40: rax should be 5 and "
                      "is 6\n"),
            Not(HasSubstr("as foretold by")), Not(HasSubstr("proves"))));
}

TEST(ReplayText, SucceedsOnlyIfAllRunsEndAsWanted) {
  result::Replay replay = Sample();
  EXPECT_TRUE(result::Succeeded(replay));
  replay.forced = {{1, 2}, {2, 1}};
  EXPECT_FALSE(result::Succeeded(replay));
}

TEST(ReplayMarkdown, HasThePictureInABlock) {
  EXPECT_THAT(ReplayMarkdown(Sample()),
              AllOf(StartsWith("## racy on "), HasSubstr("\n- forced: 3 of 3"),
                    HasSubstr("\n```\nthread 1")));
}

}  // namespace
}  // namespace atomics_lab::report
