#include "tools/lab/bench_form.h"

#include <string>

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

}  // namespace
}  // namespace atomics_lab::lab
