#include "tools/result/bench_json.h"

#include <string>

#include "absl/status/status.h"
#include "absl/strings/str_replace.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/result/bench.h"
#include "tools/result/bench_sample.h"
#include "tools/result/experiments.h"

namespace atomics_lab::result {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string ErrorOf(const std::string& text) {
  const absl::Status status = BenchFromJson(text, "b.json").status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  return std::string(status.message());
}

TEST(BenchJson, ReadsWhatItWrote) {
  const Bench bench = SampleBench();
  const auto read = BenchFromJson(BenchToJson(bench), "b.json");
  ASSERT_TRUE(read.ok()) << read.status();
  EXPECT_EQ(*read, bench);
}

TEST(BenchJson, ARowWithoutAMixOnlyAdds) {
  Bench bench = SampleBench();
  EXPECT_THAT(BenchToJson(bench), Not(HasSubstr("\"mix\"")));
  bench.rows[0].mix = "reads1";
  const auto read = BenchFromJson(BenchToJson(bench), "b.json");
  ASSERT_TRUE(read.ok()) << read.status();
  EXPECT_EQ(*read, bench);
}

TEST(BenchJson, ARowWithoutAHintGivesNone) {
  Bench bench = SampleBench();
  EXPECT_THAT(BenchToJson(bench), Not(HasSubstr("hint")));
  bench.rows[0].hint = "pause";
  bench.plan.without_hint = {"sharded"};
  const std::string text = BenchToJson(bench);
  const auto read = BenchFromJson(text, "b.json");
  ASSERT_TRUE(read.ok()) << read.status();
  EXPECT_EQ(*read, bench);
  EXPECT_THAT(ErrorOf(absl::StrReplaceAll(text, {{"\"pause\"", "7"}})),
              HasSubstr("/rows/0/hint is number"));
}

TEST(BenchJson, KeepsWhatSectionsLeftOut) {
  Bench bench = SampleBench();
  bench.plan.left_out = {"sharded"};
  bench.plan.wait = {.step_ns = 0.5, .percent = 2};
  const auto read = BenchFromJson(BenchToJson(bench), "b.json");
  ASSERT_TRUE(read.ok()) << read.status();
  EXPECT_EQ(*read, bench);
}

TEST(BenchJson, WhatTheSystemDidNotTellHasNoKey) {
  const std::string text = BenchToJson(Bench{});
  for (const char* key : {"cpu\"", "kernel", "topology", "governor", "mhz"}) {
    EXPECT_EQ(text.find(key), std::string::npos) << key;
  }
  const auto read = BenchFromJson(text, "b.json");
  ASSERT_TRUE(read.ok()) << read.status();
  EXPECT_EQ(*read, Bench{});
}

TEST(BenchJson, HasExperimentsOnlyIfTheyWereAskedFor) {
  Bench bench = SampleBench();
  EXPECT_EQ(BenchToJson(bench).find("experiments"), std::string::npos);
  bench.experiments = SampleExperiments();
  const std::string text = BenchToJson(bench);
  const auto read = BenchFromJson(text, "b.json");
  ASSERT_TRUE(read.ok()) << read.status();
  EXPECT_EQ(*read, bench);
  bench.experiments->core_to_core->reason = "one CPU";
  bench.experiments->false_sharing.reset();
  const auto less = BenchFromJson(BenchToJson(bench), "b.json");
  ASSERT_TRUE(less.ok()) << less.status();
  EXPECT_EQ(*less, bench);
  EXPECT_THAT(ErrorOf(absl::StrReplaceAll(text, {{"\"bytes\"", "\"b\""}})),
              HasSubstr("/experiments/false_sharing/distances/0 has no"));
}

TEST(BenchJson, HasTheMachineAndTheNoteOfAnEmulatedCount) {
  Bench bench = SampleBench();
  bench.experiments = SampleExperiments();
  EXPECT_THAT(BenchToJson(bench), Not(HasSubstr("qemu")));
  auto& counters = bench.experiments->instructions->counters;
  for (InstructionCount& count : counters) {
    count.machine = "qemu-aarch64";
    count.note = "works differently";
  }
  const std::string text = BenchToJson(bench);
  EXPECT_THAT(text, HasSubstr("\"machine\": \"qemu-aarch64\""));
  const auto read = BenchFromJson(text, "b.json");
  ASSERT_TRUE(read.ok()) << read.status();
  EXPECT_EQ(*read, bench);
}

TEST(BenchJson, HasLatencyOnlyIfItWasAskedFor) {
  Bench bench = SampleBench();
  EXPECT_THAT(BenchToJson(bench), Not(HasSubstr("latency")));
  bench.latency = SampleLatency();
  const std::string text = BenchToJson(bench);
  const auto read = BenchFromJson(text, "b.json");
  ASSERT_TRUE(read.ok()) << read.status();
  EXPECT_EQ(*read, bench);
  EXPECT_THAT(ErrorOf(absl::StrReplaceAll(text, {{"\"p999\"", "\"p\""}})),
              HasSubstr("/latency/nothing has no \"p999\""));
}

TEST(BenchJson, RefusesWhatItDoesNotKnow) {
  const std::string text = BenchToJson(SampleBench());
  EXPECT_THAT(ErrorOf("{"), HasSubstr("b.json: is not JSON"));
  EXPECT_THAT(ErrorOf(absl::StrReplaceAll(text, {{"-lab/bench", "-lab/b"}})),
              HasSubstr("b.json: /schema must be \"atomics-lab/bench\""));
  EXPECT_THAT(ErrorOf(absl::StrReplaceAll(
                  text, {{"\"version\": 1", "\"version\": 9"}})),
              HasSubstr("/version is of schema version 9"));
  EXPECT_THAT(ErrorOf(absl::StrReplaceAll(text, {{"\"jain\"", "\"j\""}})),
              HasSubstr("/rows/0 has no \"jain\""));
}

}  // namespace
}  // namespace atomics_lab::result
