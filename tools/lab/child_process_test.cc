#include "tools/lab/child_process.h"

#include "absl/status/status.h"
#include "gtest/gtest.h"

namespace atomics_lab::lab {
namespace {

TEST(RunToItsEnd, ReturnsTheExitCode) {
  const auto code = RunToItsEnd({"/bin/sh", "-c", "exit 3"});
  ASSERT_TRUE(code.ok()) << code.status();
  EXPECT_EQ(*code, 3);
}

TEST(RunToItsEnd, SaysWhatCannotBeRun) {
  EXPECT_EQ(RunToItsEnd({"/no/such/program"}).status().code(),
            absl::StatusCode::kNotFound);
}

TEST(RunToItsEnd, SaysThatASignalEndedIt) {
  EXPECT_EQ(RunToItsEnd({"/bin/sh", "-c", "kill -9 $$"}).status().message(),
            "/bin/sh: ended by signal 9");
}

}  // namespace
}  // namespace atomics_lab::lab
