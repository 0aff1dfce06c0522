#include "tests/golden/compare.h"

#include <string>
#include <string_view>

#include "absl/strings/match.h"
#include "absl/strings/str_replace.h"
#include "gtest/gtest.h"

namespace atomics_lab::golden {
namespace {

constexpr std::string_view kGolden =
    "# GNU C++20 16.2.0\n"
    "\n"
    "a::Add\n"
    "    ldadd x1, x1, [x0]\n"
    "    ret\n"
    "\n"
    "a::Read\n"
    "    ldr x0, [x0]\n";

TEST(CompareTest, TheSameIsTheSame) {
  const Comparison comparison = Compare(kGolden, kGolden, "g.txt");
  EXPECT_TRUE(comparison.same);
  EXPECT_TRUE(comparison.compared);
  EXPECT_EQ(comparison.message, "");
}

TEST(CompareTest, AnotherInstructionIsShownWithItsFunction) {
  const Comparison comparison = Compare(
      kGolden, absl::StrReplaceAll(kGolden, {{"ldr", "ldar"}}), "g.txt");
  EXPECT_FALSE(comparison.same);
  EXPECT_TRUE(absl::StartsWith(comparison.message,
                               "g.txt:8: in a::Read\n"
                               "  was:     ldr x0, [x0]\n"
                               "  is:      ldar x0, [x0]\n"))
      << comparison.message;
}

TEST(CompareTest, AFunctionMoreOrLessIsADifference) {
  const std::string more = std::string(kGolden) + "b::Add\n    ret\n";
  EXPECT_FALSE(Compare(kGolden, more, "g.txt").same);
  EXPECT_FALSE(Compare(more, kGolden, "g.txt").same);
}

TEST(CompareTest, AnotherCompilersListingIsNotComparedAndThatIsSaid) {
  const Comparison comparison =
      Compare(kGolden, "# GNU C++20 17.1.0\n\na::Add\n", "g.txt");
  EXPECT_FALSE(comparison.compared);
  EXPECT_TRUE(comparison.same);
  EXPECT_TRUE(absl::StartsWith(comparison.message, "NOTHING WAS COMPARED: "));
}

TEST(CompareTest, AnEmptyGoldenIsNotComparedAndThatIsSaid) {
  EXPECT_FALSE(Compare("", kGolden, "g.txt").compared);
}

}  // namespace
}  // namespace atomics_lab::golden
