#include "tools/process/child.h"

#include <sys/prctl.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>

#include "absl/status/status.h"
#include "gtest/gtest.h"

namespace atomics_lab::process {
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

TEST(Start, PreparesTheChild) {
  const auto child =
      Start({"/bin/sh", "-c", "exit 5"}, [] { return chdir("/") == 0; });
  ASSERT_TRUE(child.ok()) << child.status();
  EXPECT_EQ(WaitForEnd(*child, "it").value_or(-1), 5);
}

TEST(Start, SaysWhyAChildWasNotPrepared) {
  const auto child = Start({"/bin/sh", "-c", "exit 5"},
                           [] { return chdir("/no/such/folder") == 0; });
  EXPECT_EQ(child.status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(child.status().message(),
            "/bin/sh: cannot be prepared: No such file or directory");
  EXPECT_EQ(waitpid(-1, nullptr, 0), -1) << "the child that failed is left";
}

// Starts a program that never ends, tells which, and ends without a word to it.
[[noreturn]] void StartAndDie(int tell) {
  const auto child = Start({"/bin/sh", "-c", "while :; do :; done"});
  const bool told = child.ok() && write(tell, &*child, sizeof *child) ==
                                      static_cast<ssize_t>(sizeof *child);
  raise(told ? SIGKILL : SIGABRT);
  _exit(1);
}

// Orphans become this process's children, so that it can wait for their end:
// were the program left alive, there would be none.
TEST(Start, WhatIsStartedEndsWithWhatStartedIt) {
  ASSERT_EQ(prctl(PR_SET_CHILD_SUBREAPER, 1), 0);
  std::array<int, 2> ends = {};
  ASSERT_EQ(pipe(ends.data()), 0);
  const pid_t parent = fork();
  if (parent == 0) StartAndDie(ends[1]);
  pid_t child = 0;
  ASSERT_EQ(read(ends[0], &child, sizeof child),
            static_cast<ssize_t>(sizeof child));
  int status = 0;
  ASSERT_EQ(waitpid(parent, &status, 0), parent);
  ASSERT_EQ(waitpid(child, &status, 0), child);
  EXPECT_TRUE(WIFSIGNALED(status));
  EXPECT_EQ(WTERMSIG(status), SIGKILL);
}

// The signal would never come to a child whose parent is gone already.
TEST(EndWith, EndsAtOnceWithoutTheParent) {
  const pid_t child = fork();
  if (child == 0) {
    EndWith(getpid());  // not what forked it
    _exit(0);
  }
  EXPECT_EQ(WaitForEnd(child, "it").value_or(-1), 126);
}

}  // namespace
}  // namespace atomics_lab::process
