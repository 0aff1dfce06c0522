#include "tools/asmcheck/promise.h"

#include <string>

#include "gtest/gtest.h"

namespace atomics_lab::asmcheck {
namespace {

TEST(PromiseTest, AStarStandsForAnyCharacters) {
  EXPECT_TRUE(MatchesGlob("aarch64*", "aarch64_lse"));
  EXPECT_TRUE(MatchesGlob("*", ""));
  EXPECT_TRUE(MatchesGlob("a*b*c", "aXbXbXc"));
  EXPECT_FALSE(MatchesGlob("a*b*c", "aXbXbX"));
  EXPECT_FALSE(MatchesGlob("aarch64", "aarch64_lse"));
  EXPECT_FALSE(MatchesGlob("", "a"));
}

TEST(PromiseTest, ManyStarsCostNoMoreThanTheTextIsLong) {
  std::string pattern;
  for (int i = 0; i < 1000; ++i) pattern += "*a";
  EXPECT_FALSE(MatchesGlob(pattern, std::string(900, 'a') + "b"));
}

TEST(PromiseTest, ASubjectNamesAFunctionByItsLastParts) {
  constexpr const char* kFunction = "ns::Counter::Add(unsigned long)";
  EXPECT_TRUE(NamesFunction("Add", kFunction));
  EXPECT_TRUE(NamesFunction("Counter::Add", kFunction));
  EXPECT_TRUE(NamesFunction("ns::Counter::Add", kFunction));
  EXPECT_TRUE(NamesFunction("C*::Add", kFunction));
  EXPECT_FALSE(NamesFunction("dd", kFunction));
  EXPECT_FALSE(NamesFunction("Counter", kFunction));
  EXPECT_FALSE(NamesFunction("Add", "ns::Counter::TryAdd(unsigned long)"));
}

TEST(PromiseTest, FunctionsOfCHaveOneName) {
  EXPECT_TRUE(NamesFunction("increment", "increment"));
  EXPECT_FALSE(NamesFunction("increment", "increment.part.0"));
}

}  // namespace
}  // namespace atomics_lab::asmcheck
