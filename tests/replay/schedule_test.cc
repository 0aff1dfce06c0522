// Orders that somebody wrote down, followed by a forecast and by real threads.
#include "tools/replay/schedule.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/replay/replay_fixture.h"
#include "tools/replay/plan.h"
#include "tools/replay/replay.h"
#include "tools/replay/turns.h"

namespace atomics_lab::replay {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr std::string_view kAdd = "add qword ptr [rdi], rsi";
constexpr std::string_view kLoad = "add rsi, qword ptr [rdi]";
constexpr std::string_view kStore = "mov qword ptr [rdi], rsi";

ScheduledStep Reads(std::size_t thread, std::string_view instruction) {
  return {
      .thread = thread, .instruction = std::string(instruction), .reads = true};
}

ScheduledStep Writes(std::size_t thread, std::string_view instruction) {
  return {.thread = thread,
          .instruction = std::string(instruction),
          .writes = true};
}

std::vector<ScheduledStep> Threads(const Turns& turns) {
  std::vector<ScheduledStep> steps;
  steps.reserve(turns.size());
  for (const std::size_t thread : turns) steps.push_back({.thread = thread});
  return steps;
}

absl::StatusOr<ForcedOutcome> FollowOneIncrementEach(
    std::string_view counter, const std::vector<ScheduledStep>& steps) {
  const absl::StatusOr<Planner> planner = ExploreCounter(counter, 2, 1);
  if (!planner.ok()) return planner.status();
  return planner->Follow(steps);
}

std::string Refusal(std::string_view counter,
                    const std::vector<ScheduledStep>& steps) {
  return std::string(FollowOneIncrementEach(counter, steps).status().message());
}

TEST(Schedule, SaysWhereItEndsAndRealThreadsAgree) {
  const absl::StatusOr<Planner> planner = ExploreCounter("racy_split", 2, 2);
  ASSERT_TRUE(planner.ok()) << planner.status();
  for (const auto& [turns, end] : std::vector<std::pair<Turns, std::uint64_t>>{
           {{0, 0, 0, 0, 1, 1, 1, 1}, 4},
           {{0, 1, 0, 1, 0, 0, 1, 1}, 3},
           {{0, 1, 0, 1, 0, 1, 0, 1}, 2},
           {{0, 1, 1, 1, 0, 0, 0, 1}, 2},
           {{0, 1, 1, 1, 0, 1, 0, 0}, 3}}) {
    const auto followed = planner->Follow(Threads(turns));
    ASSERT_TRUE(followed.ok()) << followed.status();
    EXPECT_EQ(followed->turns, turns);
    EXPECT_EQ(followed->outcome, end);
    const auto run = Force("racy_split", planner->job(), followed->turns);
    ASSERT_TRUE(run.ok()) << run.status();
    EXPECT_EQ(run->value, followed->outcome);
  }
}

// What the explorer's own turns lead to, each of them.
TEST(Schedule, EndsWhereTheExplorerEnds) {
  for (const std::string_view counter :
       {"racy_split", "racy_plain", "fetch_add_relaxed_64", "tas_spinlock",
        "absl_mutex", "cas_weak"}) {
    const absl::StatusOr<Planner> planner = ExploreCounter(counter, 2, 2);
    ASSERT_TRUE(planner.ok()) << planner.status();
    for (const std::uint64_t outcome : planner->outcomes()) {
      const absl::StatusOr<Turns> turns = planner->TurnsTo(outcome);
      if (!turns.ok()) continue;  // an instruction would have to be split
      const auto followed = planner->Follow(Threads(*turns));
      ASSERT_TRUE(followed.ok()) << counter << ": " << followed.status();
      EXPECT_EQ(followed->outcome, outcome) << counter;
    }
  }
}

TEST(Schedule, AccessesOfOneInstructionAreOneTurn) {
  const absl::StatusOr<ForcedOutcome> followed = FollowOneIncrementEach(
      "racy_plain",
      {Reads(1, kAdd), Writes(1, kAdd), Reads(0, kAdd), Writes(0, kAdd)});
  ASSERT_TRUE(followed.ok()) << followed.status();
  EXPECT_THAT(followed->turns, ElementsAre(1, 0));
  EXPECT_EQ(followed->outcome, 2);
}

TEST(Schedule, NoInstructionIsSplit) {
  const absl::Status status =
      FollowOneIncrementEach("racy_plain", {Reads(0, kAdd), Reads(1, kAdd),
                                            Writes(0, kAdd), Writes(1, kAdd)})
          .status();
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(status.message(),
            "step 3: thread 1 goes on with “add qword ptr [rdi], rsi”, which "
            "it began in step 1, after another thread; single-stepping stops "
            "before an instruction or after it");
}

TEST(Schedule, AStoreThatWaitsIsRefused) {
  const absl::StatusOr<Planner> planner = ExploreCounter("racy_split", 2, 2);
  ASSERT_TRUE(planner.ok()) << planner.status();
  // The second load goes ahead of the first store.
  EXPECT_EQ(
      planner->Follow({{Reads(0, kLoad), Reads(0, kLoad)}}).status().message(),
      "step 2: thread 1 comes to “mov qword ptr [rdi], rsi” and not to "
      "“add rsi, qword ptr [rdi]”; stepped threads go in program order "
      "and have no store buffer");
}

TEST(Schedule, WhereItEndsTooEarlyOrTooLate) {
  EXPECT_EQ(Refusal("racy_split",
                    {Reads(0, kLoad), Writes(0, kStore), Reads(0, kLoad)}),
            "step 3: thread 1 makes no more accesses to shared memory");
  EXPECT_EQ(Refusal("racy_split", {Reads(0, kLoad)}),
            "step 2: thread 1 still has “mov qword ptr [rdi], rsi” before it, "
            "and the schedule ends");
  EXPECT_THAT(Refusal("racy_split", {}), HasSubstr("step 1: thread 1 still"));
}

}  // namespace
}  // namespace atomics_lab::replay
