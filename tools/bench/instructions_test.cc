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

#if defined(__x86_64__)
// Three instructions, however this file is compiled.
asm(".globl atomics_lab_three_instructions\n"
    "atomics_lab_three_instructions:\n"
    "nop\n"
    "nop\n"
    "ret\n");
extern "C" void atomics_lab_three_instructions();

TEST(SteppedProcess, CountsEveryInstructionOfACall) {
  SteppedProcess process([] {
    atomics_lab_three_instructions();
    atomics_lab_three_instructions();
  });
  if (!process.started()) return;  // CountInstructions says so: see below
  const auto* const code =
      reinterpret_cast<const void*>(&atomics_lab_three_instructions);
  EXPECT_EQ(process.CountCall(code, 1'000'000), 3U);
  EXPECT_EQ(process.CountCall(code, 1'000'000), 3U);
  EXPECT_EQ(process.CountCall(code, 1'000'000), std::nullopt);
}
#endif

bool Permitted() {
  return CanStep() && SteppedProcess([] {}).started();
}

TEST(CountInstructions, CountsTheFirstCallAndALaterOne) {
  const auto told =
      CountInstructions({"fetch_add_relaxed_64", "absl_mutex"}, {});
  if (!Permitted()) {
    EXPECT_NE(told.reason, "");
    EXPECT_THAT(told.counters, IsEmpty());
    return;
  }
  ASSERT_THAT(told.counters, SizeIs(2));
  for (const result::InstructionCount& count : told.counters) {
    EXPECT_EQ(count.reason, "");
    EXPECT_GE(count.first, count.later);
  }
  EXPECT_GE(told.counters[0].later, 2U);  // an add and the return
  EXPECT_GT(told.counters[1].later, told.counters[0].later);
  ExpectNoChild();
}

TEST(CountInstructions, CountsTheSameEachTime) {
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
  if (!Permitted()) return;  // nothing starts
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
