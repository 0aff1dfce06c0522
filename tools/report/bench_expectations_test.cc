#include "tools/report/bench_expectations.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/report/sheet.h"
#include "tools/result/bench_expectations.h"

namespace atomics_lab::report {
namespace {

using ::testing::ElementsAre;

TEST(BenchExpectationsSheetTest, SaysOfEachWhatCameOut) {
  const Sheet sheet = BenchExpectationsSheet(
      {.target = "x86_64-gcc",
       .expectations = {{.text = "a at 1: to floor at most 2",
                         .repetitions = 9,
                         .value = {.median = 1.5, .lower = 1.25, .upper = 1.75},
                         .met = true},
                        {.text = "b at 2: speedup at least 1.8",
                         .repetitions = 9,
                         .value = {.median = 1, .lower = 1, .upper = 1}},
                        {.text = "c at 9: to floor at most 2"}}});
  EXPECT_THAT(sheet.head, ElementsAre("What was expected of x86_64-gcc",
                                      "1 met, 2 missed"));
  ASSERT_EQ(sheet.cells.size(), 4U);
  EXPECT_THAT(sheet.cells[1], ElementsAre("a at 1: to floor at most 2", "1.50",
                                          "1.25 … 1.75", "9", "met"));
  EXPECT_EQ(sheet.cells[2].back(), "MISSED");
  EXPECT_EQ(sheet.cells[3].back(), "not measured");
}

}  // namespace
}  // namespace atomics_lab::report
