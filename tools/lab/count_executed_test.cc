#include "tools/lab/count_executed.h"

#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/result/experiments.h"

namespace atomics_lab::lab {
namespace {

using ::testing::EndsWith;
using ::testing::SizeIs;

// In place of a traced program: a shell that is given the counters' names, with
// `body` to run for each, in which `at SYMBOL` is an instruction executed.
std::vector<std::string> Program(const std::string& body) {
  return {"/bin/sh", "-c",
          absl::StrCat("at() { echo \"Trace 0: 0x1 [0/0/0/0] $1\"; }\n",
                       "from=atomics_lab_add_once\n", "for name; do\n",
                       "add=_ZN11atomics_lab6probes${#name}${name}3AddE\n",
                       body, "\ndone"),
          "sh"};
}

constexpr char kTwoAdds[] =
    "at $from; at $add; at $add; at $from; at $add; at $from";

TEST(CountExecuted, CountsEachCounter) {
  const auto counts = CountExecuted(Program(kTwoAdds), {"sharded", "cas_weak"});
  ASSERT_TRUE(counts.ok()) << counts.status();
  ASSERT_THAT(*counts, SizeIs(2));
  for (const result::InstructionCount& count : *counts) {
    EXPECT_EQ(count.reason, "");
    EXPECT_EQ(count.first, 2U);
    EXPECT_EQ(count.later, 1U);
  }
  EXPECT_EQ(counts->back().counter, "cas_weak");
}

// Were the endless one waited for, so would this test be.
TEST(CountExecuted, DoesNotWaitForAnAddThatNeverReturns) {
  const auto counts = CountExecuted(
      Program(absl::StrCat("while [ $name = sharded ]; do at $add; done\n",
                           kTwoAdds)),
      {"racy_split", "sharded", "cas_weak"}, /*most=*/100);
  ASSERT_TRUE(counts.ok()) << counts.status();
  ASSERT_THAT(*counts, SizeIs(3));
  EXPECT_EQ((*counts)[0].first, 2U);
  EXPECT_EQ((*counts)[1].counter, "sharded");
  EXPECT_EQ((*counts)[1].reason, "more than 100 instructions, and no end");
  EXPECT_EQ((*counts)[2].first, 2U);
}

TEST(CountExecuted, SaysWhyTheProgramDidNotRun) {
  const auto counts = CountExecuted(
      Program("at $add; echo no such CPU >&2; exit 3"), {"sharded"});
  ASSERT_FALSE(counts.ok());
  EXPECT_THAT(counts.status().message(),
              EndsWith("ended with exit code 3: no such CPU"));
  EXPECT_FALSE(absl::StrContains(counts.status().message(), "\n"));
}

}  // namespace
}  // namespace atomics_lab::lab
