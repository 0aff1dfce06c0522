// Real threads, forced to what they can end at, and held against a forecast
// that is right or wrong.
#include "tools/replay/replay.h"

#include <cstdint>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/replay/replay_fixture.h"
#include "tools/explore/program.h"
#include "tools/isa/micro_op.h"
#include "tools/replay/plan.h"
#include "tools/replay/turns.h"

namespace atomics_lab::replay {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// The seed's program and the turns that lose two of its four increments.
class Replay : public testing::Test {
 protected:
  void SetUp() override {
    const absl::StatusOr<Planner> planner = ExploreCounter("racy_split", 2, 2);
    ASSERT_TRUE(planner.ok()) << planner.status();
    const absl::StatusOr<Turns> turns = planner->TurnsTo(2);
    ASSERT_TRUE(turns.ok()) << turns.status();
    job_ = planner->job();
    turns_ = *turns;
  }

  // The one difference that a run comes to.
  Difference FirstDifference() const {
    const absl::StatusOr<ForcedRun> run = Force("racy_split", job_, turns_);
    EXPECT_TRUE(run.ok()) << run.status();
    if (!run.ok() || run->differences.size() != 1) return {.what = "none"};
    return run->differences.front();
  }

  explore::Job job_;
  Turns turns_;
};

TEST_F(Replay, LosesTheUpdateEachTime) {
  for (int i = 0; i < 100; ++i) {
    const absl::StatusOr<ForcedRun> run = Force("racy_split", job_, turns_);
    ASSERT_TRUE(run.ok()) << run.status();
    ASSERT_THAT(run->differences, IsEmpty());
    ASSERT_EQ(run->value, 2);
  }
}

TEST_F(Replay, NoticesAWrongForecastAtTheInstructionThatDiffers) {
  for (isa::MicroOp& op : job_.program.operations) {
    if (op.kind == isa::MicroOp::Kind::kStore) {
      op.b = isa::Source::Of(std::uint64_t{77});
    }
  }
  const Difference difference = FirstDifference();
  EXPECT_EQ(difference.what, "the 8 bytes at 0x7e0000000000");
  EXPECT_THAT(job_.program.sites[difference.site].text,
              HasSubstr("mov qword ptr [rdi]"));
  EXPECT_EQ(difference.thread, turns_.front());
  EXPECT_EQ(difference.step, 2);  // add rsi, [rdi]; mov [rdi], rsi
  EXPECT_EQ(difference.expected, 77);
  EXPECT_EQ(difference.real, 1);
}

TEST_F(Replay, NoticesARegisterThatDiffers) {
  for (isa::MicroOp& op : job_.program.operations) {
    if (op.operation == isa::Operation::kAdd) {
      op.operation = isa::Operation::kSub;
    }
  }
  const Difference difference = FirstDifference();
  EXPECT_EQ(difference.what, "rsi");
  // The second add: 1 - 0 is 1 + 0. Before it: add, mov, ret.
  EXPECT_EQ(difference.step, 4);
  EXPECT_EQ(difference.expected, 0);
  EXPECT_EQ(difference.real, 2);
}

TEST_F(Replay, NoticesACounterThatWasMadeOtherwise) {
  for (explore::MemoryRegion& region : job_.memory) {
    if (region.name == "counter") region.bytes[1] = 9;
  }
  const Difference difference = FirstDifference();
  EXPECT_EQ(difference.what, "byte 1 of the counter as it was made");
  EXPECT_EQ(difference.step, 0);
}

TEST_F(Replay, SaysAtWhichTurnAScheduleCannotBeFollowed) {
  EXPECT_EQ(Force("racy_split", job_, {0, 0, 0, 0, 0, 1}).status().message(),
            "turn 5: thread 1 makes no more accesses to shared memory");
  EXPECT_EQ(Force("racy_split", job_, {0, 0, 0, 0, 1}).status().message(),
            "turn 6: thread 2 has not finished, and the schedule ends");
}

TEST_F(Replay, SaysWhatCannotBeStarted) {
  const absl::StatusOr<ForcedRun> run = RunForced(
      {.words = {"/no/such/file"}, .turns = turns_}, job_, nullptr, nullptr);
  EXPECT_EQ(run.status().message(),
            "/no/such/file: cannot be run: No such file or directory");
}

TEST_F(Replay, EndsWhereItIsToldTo) {
  // A program that has no thread to show.
  const absl::StatusOr<ForcedRun> run =
      RunForced({.words = {"/bin/sleep", "1000"}, .turns = turns_}, job_,
                nullptr, [] { return true; });
  EXPECT_EQ(run.status().code(), absl::StatusCode::kCancelled);
}

TEST(Planner, SplitsNoInstruction) {
  // One `add` to memory.
  const absl::StatusOr<Planner> planner = ExploreCounter("racy_plain", 2, 2);
  ASSERT_TRUE(planner.ok()) << planner.status();
  for (const std::uint64_t lost : {2, 3}) {
    const absl::Status status = planner->TurnsTo(lost).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
    EXPECT_THAT(status.message(),
                HasSubstr(" cannot be forced: another thread would have to go "
                          "between two accesses of "));
  }
  EXPECT_TRUE(planner->TurnsTo(4).ok());
  const absl::StatusOr<ForcedOutcome> least = planner->LeastThatCanBeForced();
  ASSERT_TRUE(least.ok()) << least.status();
  EXPECT_EQ(least->outcome, 4);
}

TEST(Planner, SaysWhereThreadsEndInstead) {
  const absl::StatusOr<Planner> planner = ExploreCounter("racy_split", 2, 2);
  ASSERT_TRUE(planner.ok()) << planner.status();
  EXPECT_THAT(planner->outcomes(), ElementsAre(2, 3, 4));
  const absl::Status status = planner->TurnsTo(7).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(
      status.message(),
      "no execution ends at 7 where threads go one at a time; they end at "
      "2 or 3 or 4");
}

}  // namespace
}  // namespace atomics_lab::replay
