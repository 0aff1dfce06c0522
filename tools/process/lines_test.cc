#include "tools/process/lines.h"

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace atomics_lab::process {
namespace {

using ::testing::ElementsAre;

TEST(ReadLines, ReadsBothStreamsAndReturnsTheExitCode) {
  std::vector<std::string> lines;
  const auto code = ReadLines(
      {"/bin/sh", "-c", "echo one; echo; echo two >&2; printf three; exit 3"},
      [&lines](std::string_view line) {
        lines.emplace_back(line);
        return true;
      });
  ASSERT_TRUE(code.ok()) << code.status();
  EXPECT_EQ(*code, 3);
  EXPECT_THAT(lines, ElementsAre("one", "", "two", "three"));
}

// Were one of the two left alive, reading would have no end.
TEST(ReadLines, KillsWhatNeedNotGoOnAndWhatThatStarted) {
  std::vector<std::string> lines;
  const auto code = ReadLines({"/bin/sh", "-c", "yes & yes no >&2; exit 0"},
                              [&lines](std::string_view line) {
                                lines.emplace_back(line);
                                return lines.size() < 3;
                              });
  EXPECT_EQ(code.status().code(), absl::StatusCode::kCancelled);
  EXPECT_EQ(lines.size(), 3U);
}

bool GoOn(std::string_view /*line*/) { return true; }

TEST(ReadLines, SaysWhatCannotBeRun) {
  EXPECT_EQ(ReadLines({"/no/such/program"}, GoOn).status().code(),
            absl::StatusCode::kNotFound);
}

TEST(ReadLines, SaysThatASignalEndedIt) {
  EXPECT_EQ(ReadLines({"/bin/sh", "-c", "kill -9 $$"}, GoOn).status().message(),
            "/bin/sh: ended by signal 9");
}

}  // namespace
}  // namespace atomics_lab::process
