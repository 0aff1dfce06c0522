#include "tools/result/schedule.h"

#include <cstddef>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace atomics_lab::result {
namespace {

Schedule Sample() {
  return {.counter = "racy_split",
          .target = "x86_64-gcc",
          .threads = 2,
          .increments = 1,
          .outcome = 1,
          .steps = {{1, "add rsi, qword ptr [rdi]", "read"},
                    {2, "", ""},
                    {1, "", "write"},
                    {2, "mov qword ptr [rdi], rsi", ""}}};
}

std::string Refusal(std::string_view text) {
  return std::string(ScheduleFromJson(text, "file").status().message());
}

// The sample with `from` made `to`.
std::string Changed(std::string_view from, std::string_view to) {
  return absl::StrReplaceAll(ScheduleToJson(Sample()), {{from, to}});
}

TEST(Schedule, IsReadAsItWasWritten) {
  const absl::StatusOr<Schedule> read =
      ScheduleFromJson(ScheduleToJson(Sample()), "file");
  ASSERT_TRUE(read.ok()) << read.status();
  EXPECT_EQ(*read, Sample());
  Schedule open = Sample();
  open.outcome.reset();
  EXPECT_EQ(*ScheduleFromJson(ScheduleToJson(open), "file"), open);
}

TEST(Schedule, StepsMayBeMereThreads) {
  const absl::StatusOr<Schedule> read = ScheduleFromJson(
      R"({"schema": "atomics-lab/schedule", "version": 1, "counter": "c",
          "target": "t", "threads": 3, "increments": 1, "steps": [3, 1, 2]})",
      "file");
  ASSERT_TRUE(read.ok()) << read.status();
  EXPECT_THAT(read->steps, testing::ElementsAre(ScheduleStep{.thread = 3},
                                                ScheduleStep{.thread = 1},
                                                ScheduleStep{.thread = 2}));
}

TEST(Schedule, WhatIsWrongIsNamedWithItsPlace) {
  EXPECT_EQ(Refusal("{"), "file: is not JSON from byte 2 on");
  EXPECT_EQ(Refusal(Changed("lab/schedule", "lab/replay")),
            "file: /schema must be \"atomics-lab/schedule\"");
  EXPECT_EQ(Refusal(Changed("\"version\": 1", "\"version\": 7")),
            "file: /version is of schema version 7; this lab reads version 1");
  EXPECT_EQ(Refusal(Changed("\"thread\": 1", "\"thread\": 3")),
            "file: /steps/0/thread must be a thread, 1 to 2");
  EXPECT_EQ(Refusal(Changed("\"thread\": 1", "\"thread\": 0")),
            "file: /steps/0/thread must be a thread, 1 to 2");
  EXPECT_EQ(Refusal(Changed("\"read\"", "\"reed\"")),
            "file: /steps/0/action must be read, write or read-modify-write");
}

// Each byte lost, and each made another: what is taken is written and read
// again without change.
TEST(Schedule, SurvivesDamage) {
  const std::string good = ScheduleToJson(Sample());
  for (std::size_t i = 0; i < good.size(); ++i) {
    for (const std::string_view instead : {"", "\xff", "\"", "}", "9"}) {
      const std::string text =
          absl::StrCat(good.substr(0, i), instead, good.substr(i + 1));
      const absl::StatusOr<Schedule> read = ScheduleFromJson(text, "file");
      if (!read.ok()) continue;
      EXPECT_EQ(*ScheduleFromJson(ScheduleToJson(*read), "file"), *read)
          << text;
    }
  }
}

}  // namespace
}  // namespace atomics_lab::result
