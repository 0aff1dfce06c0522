#include "tools/lab/explore_progress.h"

#include <sstream>

#include "gtest/gtest.h"
#include "tools/explore/search.h"

namespace atomics_lab::lab {
namespace {

bool GoOn() { return false; }

explore::Progress At(double seconds) {
  return {
      .states = 1000, .frontier = 30, .memory = 12 << 20, .seconds = seconds};
}

TEST(ProgressPrinter, IsSilentForASecondAndThenPrintsEveryTen) {
  std::ostringstream out;
  ProgressPrinter print(out, false, GoOn);
  EXPECT_TRUE(print(At(0.5)));
  EXPECT_EQ(out.str(), "");
  EXPECT_TRUE(print(At(2)));
  EXPECT_EQ(out.str(), "lab: 1000 states, 500/s, 30 to follow, 12 MiB, 2 s\n");
  print(At(11.9));
  EXPECT_EQ(out.str(), "lab: 1000 states, 500/s, 30 to follow, 12 MiB, 2 s\n");
  print(At(12.5));
  EXPECT_EQ(out.str(),
            "lab: 1000 states, 500/s, 30 to follow, 12 MiB, 2 s\n"
            "lab: 1000 states, 80/s, 30 to follow, 12 MiB, 12 s\n");
}

TEST(ProgressPrinter, RewritesOneLineOnATerminal) {
  std::ostringstream out;
  ProgressPrinter print(out, true, GoOn);
  print(At(2));
  print.End();
  EXPECT_EQ(out.str(),
            "\r1000 states, 500/s, 30 to follow, 12 MiB, 2 s\x1b[K\r\x1b[K");
}

TEST(ProgressPrinter, StopsWhenItIsTold) {
  std::ostringstream out;
  ProgressPrinter print(out, false, [] { return true; });
  EXPECT_FALSE(print(At(0)));
}

}  // namespace
}  // namespace atomics_lab::lab
