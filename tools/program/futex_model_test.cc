// The model of the kernel: modelled_calls.h says what it does.
#include <string>
#include <vector>

#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/explore/in_order_machines.h"
#include "tools/explore/machine.h"
#include "tools/explore/search.h"
#include "tools/program/function_job.h"
#include "tools/program/image.h"
#include "tools/program/instruction_set.h"
#include "tools/program/sleepers.h"

namespace atomics_lab::program {
namespace {

using ::testing::Contains;
using ::testing::SizeIs;

constexpr char kThisProgram[] = "/proc/self/exe";

// The sleepers must be in this program.
const std::vector<void (*)(SharedWord*)> kKept = {
    SleeperWaits, SleeperWakesOne, SleeperWakesAll,
    SleeperSets,  SleeperAnswers,  SleeperAsks};

absl::StatusOr<explore::Exploration> Explore(
    const std::vector<std::string>& functions) {
  ABSL_ASSIGN_OR_RETURN(const auto image, OpenImage(kThisProgram));
  const InstructionSet set = InstructionSetOf(image.architecture);
  FunctionRequest request;
  request.file = kThisProgram;
  request.cells = {"word"};
  request.observe = {{.variable = "word", .size = 4}};
  for (const std::string& function : functions) {
    request.threads.push_back(
        {.function = function,
         .registers = {{.reg = set.register_name(set.calls.arguments[0]),
                        .variable = "word"}}});
  }
  ABSL_ASSIGN_OR_RETURN(const auto made, MakeFunctionJob(request, set));
  const auto machine = explore::MakeScMachine(made.job);
  return explore::Search(made.job, *machine, made.observe, {});
}

// How many kinds of stuck states there are; -1 if it was not found out.
int StuckIn(const std::vector<std::string>& functions) {
  const auto explored = Explore(functions);
  EXPECT_TRUE(explored.ok()) << explored.status();
  if (!explored.ok() || !explored->stuck_known) return -1;
  return static_cast<int>(explored->stuck.size());
}

TEST(FutexModel, AWakeUpEndsASleep) {
  EXPECT_EQ(StuckIn({"SleeperWaits", "SleeperWakesOne"}), 0);
}

TEST(FutexModel, WithoutOneTheSleeperSleepsOn) {
  EXPECT_EQ(StuckIn({"SleeperWaits", "SleeperSets"}), 1);
}

TEST(FutexModel, OneWakeUpIsNotForTwo) {
  EXPECT_EQ(StuckIn({"SleeperWaits", "SleeperWaits", "SleeperWakesOne"}), 1);
  EXPECT_EQ(StuckIn({"SleeperWaits", "SleeperWaits", "SleeperWakesAll"}), 0);
}

// Who was woken may not have noticed when its waker lies down itself.
TEST(FutexModel, AWakeUpIsNotTakenBackByAnotherSleep) {
  EXPECT_EQ(StuckIn({"SleeperAsks", "SleeperAnswers"}), 0);
}

TEST(FutexModel, SleepersAreAlikeToBeginWith) {
  const auto explored =
      Explore({"SleeperWaits", "SleeperWaits", "SleeperWakesAll"});
  ASSERT_TRUE(explored.ok()) << explored.status();
  EXPECT_THAT(explored->outcomes, SizeIs(1));
  EXPECT_THAT(explored->reductions, Contains("thread symmetry"));
}

}  // namespace
}  // namespace atomics_lab::program
