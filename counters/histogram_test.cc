#include "counters/histogram.h"

#include "gtest/gtest.h"

namespace atomics_lab {
namespace {

TEST(HistogramTest, RunsIsTheSumOfTheCounts) {
  EXPECT_EQ(Runs({}), 0u);
  EXPECT_EQ(Runs({{4, 998}, {3, 2}}), 1000u);
}

TEST(HistogramTest, CompactListsValuesFromTheLargest) {
  EXPECT_EQ(Compact({}), "");
  EXPECT_EQ(Compact({{2, 1}, {4, 998}, {3, 2}}), "4:998,3:2,2:1");
}

TEST(HistogramTest, TableAlignsItsColumns) {
  EXPECT_EQ(Table({{10, 998}, {9, 2}}),
            "10  998   99.80 %\n"
            " 9    2    0.20 %\n");
}

TEST(HistogramTest, TableOfOneValueSays100Percent) {
  EXPECT_EQ(Table({{4, 7}}), "4  7  100.00 %\n");
}

TEST(HistogramTest, TableOfNoRunsIsEmpty) { EXPECT_EQ(Table({}), ""); }

}  // namespace
}  // namespace atomics_lab
