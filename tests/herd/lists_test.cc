// Lists of diy7's tests on which the explorer and herd7 must agree: all of each
// list, or a few.
#include "tests/herd/lists.h"

#include <cstddef>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "tests/herd/compare.h"

namespace atomics_lab::herd {
namespace {

class EveryList : public ::testing::TestWithParam<List> {
 protected:
  static int Stride() {
    return std::string_view(std::getenv("TESTS")) == "few" ? GetParam().stride
                                                           : 1;
  }
};

TEST_P(EveryList, HasTheSameFinalStates) {
  const std::string folder =
      absl::StrCat(std::getenv("TEST_TMPDIR"), "/", GetParam().name);
  std::filesystem::create_directories(folder);
  const auto tests = Generate(GetParam(), Stride(), folder);
  ASSERT_TRUE(tests.ok()) << tests.status();
  const auto verdicts = Compare(*tests, folder);
  ASSERT_TRUE(verdicts.ok()) << verdicts.status();
  const auto stride = static_cast<std::size_t>(Stride());
  EXPECT_EQ(verdicts->size(), (GetParam().tests + stride - 1) / stride);
  for (const Verdict& verdict : *verdicts) {
    EXPECT_EQ(verdict.kind, Verdict::Kind::kAgree)
        << verdict.test << ": " << verdict.detail;
  }
}

INSTANTIATE_TEST_SUITE_P(Diy7, EveryList,
                         ::testing::ValuesIn(Lists().begin(), Lists().end()),
                         [](const auto& list) {
                           return std::string(list.param.name);
                         });

// Each list holds as many tests as it says, so all of them together do.
TEST(Lists, HoldEnoughTestsOfEachArchitecture) {
  std::map<std::string_view, std::size_t> tests;
  for (const List& list : Lists()) tests[list.architecture] += list.tests;
  EXPECT_GE(tests["AArch64"], 1400u);
  EXPECT_GE(tests["X86_64"], 260u);
}

}  // namespace
}  // namespace atomics_lab::herd
