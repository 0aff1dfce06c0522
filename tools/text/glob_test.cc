#include "tools/text/glob.h"

#include <string>

#include "gtest/gtest.h"

namespace atomics_lab::text {
namespace {

TEST(GlobTest, AStarStandsForAnyCharacters) {
  EXPECT_TRUE(MatchesGlob("aarch64*", "aarch64_lse"));
  EXPECT_TRUE(MatchesGlob("*", ""));
  EXPECT_TRUE(MatchesGlob("a*b*c", "aXbXbXc"));
  EXPECT_FALSE(MatchesGlob("a*b*c", "aXbXbX"));
  EXPECT_FALSE(MatchesGlob("aarch64", "aarch64_lse"));
  EXPECT_FALSE(MatchesGlob("", "a"));
}

TEST(GlobTest, AnotherCharacterMayStandForAny) {
  EXPECT_TRUE(MatchesGlob("int*?", "int*, long", '?'));
  EXPECT_FALSE(MatchesGlob("int*?", "int, long", '?'));
}

TEST(GlobTest, ManyStarsCostNoMoreThanTheTextIsLong) {
  std::string pattern;
  for (int i = 0; i < 1000; ++i) pattern += "*a";
  EXPECT_FALSE(MatchesGlob(pattern, std::string(900, 'a') + "b"));
}

}  // namespace
}  // namespace atomics_lab::text
