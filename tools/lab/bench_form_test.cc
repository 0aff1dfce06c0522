#include "tools/lab/bench_form.h"

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/lab/options.h"

namespace atomics_lab::lab {
namespace {

using ::testing::HasSubstr;

std::string ErrorOf(const Options& options) {
  const absl::Status status = CheckBenchForm(options);
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_FALSE(absl::StrContains(status.message(), "\n"));
  return std::string(status.message());
}

TEST(CheckBenchForm, TakesWhatGoesTogether) {
  EXPECT_TRUE(CheckBenchForm({}).ok());
  EXPECT_TRUE(CheckBenchForm({.explain = true}).ok());
  EXPECT_TRUE(
      CheckBenchForm({.hint = "pause", .latency = true, .quick = true}).ok());
}

TEST(CheckBenchForm, SentencesAndLimitsSpeakOfCountersAsTheyAre) {
  EXPECT_THAT(ErrorOf({.explain = true, .format = Format::kJson}),
              HasSubstr("--explain makes sentences"));
  EXPECT_THAT(ErrorOf({.mix = "reads1", .explain = true}),
              HasSubstr("takes no other --mix"));
  EXPECT_THAT(ErrorOf({.hint = "pause", .explain = true}),
              HasSubstr("they take no --hint"));
  EXPECT_THAT(ErrorOf({.hint = "pause", .expect = "r.txt"}),
              HasSubstr("they take no --hint"));
  EXPECT_THAT(ErrorOf({.compare = "b.json", .expect = "r.txt"}),
              HasSubstr("--expect says what was met"));
}

TEST(CheckBenchForm, LatencyIsOfAddsAndIsNotHeldAgainstAnything) {
  EXPECT_EQ(ErrorOf({.mix = "reads1", .latency = true}),
            "--latency times single adds; it takes no other --mix");
  for (const Options& options :
       {Options{.latency = true, .explain = true},
        Options{.latency = true, .expect = "r.txt"},
        Options{.compare = "b.json", .latency = true}}) {
    EXPECT_THAT(ErrorOf(options),
                HasSubstr("none of them goes with --latency"));
  }
}

TEST(CheckBenchForm, EmulatedCountsOneThreadOfANamedTarget) {
  EXPECT_TRUE(
      CheckBenchForm(
          {.target = "t", .counters = "all", .save = "f", .emulated = true})
          .ok());
  EXPECT_TRUE(
      CheckBenchForm({.target = "t", .thread_counts = "1", .emulated = true})
          .ok());
  EXPECT_THAT(ErrorOf({.emulated = true}), HasSubstr("takes --target=NAME"));
  EXPECT_THAT(
      ErrorOf({.target = "t", .thread_counts = "1,2", .emulated = true}),
      HasSubstr("--threads=1,2: --emulated counts increments of one thread"));
}

TEST(CheckBenchForm, EmulatedTimesNothing) {
  const Options emulated = {.target = "t", .emulated = true};
  std::vector<Options> timing(10, emulated);
  timing[0].mix = "reads1";
  timing[1].hint = "pause";
  timing[2].latency = true;
  timing[3].affinity = "free";
  timing[4].quick = true;
  timing[5].full = true;
  timing[6].explain = true;
  timing[7].experiments = "instructions";
  timing[8].expect = "r.txt";
  timing[9].compare = "b.json";
  for (const Options& options : timing) {
    EXPECT_THAT(ErrorOf(options), HasSubstr("and times nothing"));
  }
}

}  // namespace
}  // namespace atomics_lab::lab
