#include "tools/bench/instructions.h"

#include <sys/wait.h>

#include <atomic>
#include <cerrno>
#include <optional>

#include "counters/probes.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/bench/stepped_process.h"
#include "tools/result/experiments.h"

namespace atomics_lab::bench {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

void ExpectNoChild() {
  EXPECT_EQ(waitpid(-1, nullptr, WNOHANG), -1);
  EXPECT_EQ(errno, ECHILD);
}

bool Permitted() {
  return CanStep() && SteppedProcess([] {}).started();
}

TEST(CountInstructions, CountsTheFirstCallAndALaterOne) {
  if (!Permitted()) GTEST_SKIP() << "no ptrace here";
  const auto told =
      CountInstructions({"fetch_add_relaxed_64", "absl_mutex"}, {});
  ASSERT_THAT(told.counters, SizeIs(2));
  for (const result::InstructionCount& count : told.counters) {
    EXPECT_EQ(count.reason, "");
    EXPECT_GE(count.first, count.later);
  }
  // An add, or a move and an add, and the return; endbr64 in front of some.
  EXPECT_GE(told.counters[0].later, 2U);
  EXPECT_LE(told.counters[0].later, 4U);
  EXPECT_GT(told.counters[1].later, told.counters[0].later);
  ExpectNoChild();
}

TEST(CountInstructions, CountsTheSameEachTime) {
  if (!Permitted()) GTEST_SKIP() << "no ptrace here";
  const auto once = CountInstructions({"sharded", "cas_weak"}, {});
  EXPECT_EQ(once, CountInstructions({"sharded", "cas_weak"}, {}));
}

TEST(CountInstructions, EndsAtAStop) {
  EXPECT_THAT(
      CountInstructions({}, {.progress = {}, .stopped = [] { return true; }})
          .counters,
      IsEmpty());
}

TEST(SteppedProcess, HasNoCountOfACallThatIsNotMade) {
  if (!Permitted()) GTEST_SKIP() << "no ptrace here";
  const void* const code = FindProbe("sharded")->add_code;
  SteppedProcess ends([] {});
  EXPECT_EQ(ends.CountCall(code, 100'000), std::nullopt);
  SteppedProcess goes_on([] {
    for (std::atomic<int> rounds{0};;) ++rounds;
  });
  EXPECT_EQ(goes_on.CountCall(code, 1000), std::nullopt);
}

TEST(SteppedProcess, LeavesNoChild) {
  {
    SteppedProcess left_alone([] {});
  }
  ExpectNoChild();
}

}  // namespace
}  // namespace atomics_lab::bench
