#include "tools/explore/future_classes.h"

#include "gtest/gtest.h"

namespace atomics_lab::explore {
namespace {

TEST(FutureClassesTest, WhatIsUnitedIsUnitedBothWays) {
  FutureClasses classes;
  EXPECT_TRUE(classes.Unite({1}, {2}));
  EXPECT_FALSE(classes.Unite({1}, {2}));
  EXPECT_FALSE(classes.Unite({2}, {1}));
}

TEST(FutureClassesTest, EachIsTheSameAsItself) {
  FutureClasses classes;
  EXPECT_FALSE(classes.Unite({1, 2}, {1, 2}));
}

TEST(FutureClassesTest, WhatIsTheSameAsOneIsTheSameAsAllOfItsClass) {
  FutureClasses classes;
  EXPECT_TRUE(classes.Unite({1}, {2}));
  EXPECT_TRUE(classes.Unite({3}, {4}));
  EXPECT_TRUE(classes.Unite({2}, {3}));
  EXPECT_FALSE(classes.Unite({1}, {4}));
}

TEST(FutureClassesTest, OthersStayApart) {
  FutureClasses classes;
  EXPECT_TRUE(classes.Unite({1}, {2}));
  EXPECT_TRUE(classes.Unite({3}, {4}));
  EXPECT_TRUE(classes.Unite({1, 1}, {1}));
  EXPECT_TRUE(classes.Unite({2}, {4}));
}

TEST(FutureClassesTest, WhatIsWithdrawnIsApartAgain) {
  FutureClasses classes;
  classes.Unite({1}, {2});
  classes.Keep();
  classes.Unite({2}, {3});
  classes.Unite({3}, {4});
  classes.Withdraw();
  EXPECT_FALSE(classes.Unite({1}, {2}));
  EXPECT_TRUE(classes.Unite({1}, {4}));
  EXPECT_TRUE(classes.Unite({3}, {2}));
}

TEST(FutureClassesTest, WhatIsKeptIsNotWithdrawn) {
  FutureClasses classes;
  classes.Unite({1}, {2});
  classes.Keep();
  classes.Withdraw();
  EXPECT_FALSE(classes.Unite({2}, {1}));
}

TEST(FutureClassesTest, NothingIsLeftBehindClear) {
  FutureClasses classes;
  classes.Unite({1}, {2});
  classes.Keep();
  EXPECT_EQ(classes.size(), 2U);
  classes.Clear();
  EXPECT_EQ(classes.size(), 0U);
  EXPECT_TRUE(classes.Unite({1}, {2}));
}

}  // namespace
}  // namespace atomics_lab::explore
