#include "tools/text/near_names.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace atomics_lab::text {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(EditDistanceTest, CountsInsertionsDeletionsAndReplacements) {
  EXPECT_EQ(EditDistance("lock", "lock", 3), 0u);
  EXPECT_EQ(EditDistance("lock", "lok", 3), 1u);
  EXPECT_EQ(EditDistance("lok", "lock", 3), 1u);
  EXPECT_EQ(EditDistance("kitten", "sitting", 3), 3u);
  EXPECT_EQ(EditDistance("", "ab", 3), 2u);
}

TEST(EditDistanceTest, AnExchangeOfNeighboursIsOne) {
  EXPECT_EQ(EditDistance("mian", "main", 3), 1u);
  EXPECT_EQ(EditDistance("main", "mian", 1), 1u);
  EXPECT_EQ(EditDistance("ab", "ba", 1), 1u);
  EXPECT_EQ(EditDistance("abc", "cba", 3), 2u);
  EXPECT_EQ(EditDistance("badc", "abcd", 2), 2u);
}

TEST(EditDistanceTest, StopsAtTheLimit) {
  EXPECT_EQ(EditDistance("kitten", "sitting", 2), 3u);
  EXPECT_EQ(EditDistance("abcdef", "", 2), 3u);
}

TEST(NearNamesTest, PutsTheNearestFirstAndNothingTwice) {
  NearNames near("absl::Mutex::lok");
  near.Consider("absl::Mutex::unlock", "absl::Mutex::unlock()");
  near.Consider("absl::Mutex::lock", "absl::Mutex::lock()");
  near.Consider("absl::Mutex::lock", "absl::Mutex::lock()");
  near.Consider("printf", "printf");
  EXPECT_THAT(near.Nearest(),
              ElementsAre("absl::Mutex::lock()", "absl::Mutex::unlock()"));
}

TEST(NearNamesTest, PutsTheShortestOfThoseThatAreAsNearFirst) {
  NearNames near("mian");
  near.Consider("min", "a::b<c>::min()");
  near.Consider("main", "main");
  EXPECT_THAT(near.Nearest(), ElementsAre("main", "a::b<c>::min()"));
}

TEST(NearNamesTest, KnowsAPartOfAName) {
  NearNames near("Increment");
  near.Consider("ns::SplitIncrement64", "ns::SplitIncrement64");
  EXPECT_THAT(near.Nearest(), ElementsAre("ns::SplitIncrement64"));
}

TEST(NearNamesTest, KeepsOnlyAFew) {
  NearNames near("name");
  for (char c = 'a'; c <= 'z'; ++c) {
    near.Consider(std::string("nam") + c, std::string("nam") + c);
  }
  EXPECT_EQ(near.Nearest().size(), NearNames::kMost);
  EXPECT_EQ(near.Nearest().front(), "name");
}

TEST(NearNamesTest, SuggestsNothingForNonsense) {
  NearNames near("zzzzzzzz");
  near.Consider("main", "main");
  EXPECT_THAT(near.Nearest(), IsEmpty());
}

}  // namespace
}  // namespace atomics_lab::text
