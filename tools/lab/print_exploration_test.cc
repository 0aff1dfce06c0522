#include "tools/lab/print_exploration.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"
#include "tools/lab/options.h"
#include "tools/outcome/check.h"
#include "tools/result/exploration.h"

namespace atomics_lab::lab {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

result::Exploration Told() {
  return {.target = "f.o",
          .model = "sc",
          .threads = 1,
          .increments = 1,
          .complete = true,
          .observed = {"x"},
          .outcomes = {{.values = {{.low = 4}}}, {.values = {{.low = 5}}}}};
}

std::vector<outcome::Check> Checks() {
  return {{.kind = "forbidden",
           .text = "x=5",
           .state = outcome::Check::State::kBroken,
           .outcomes = {1}}};
}

TEST(CheckedExplorationIn, ShowsOnlyOutcomesThatBreakACheck) {
  const std::string text =
      CheckedExplorationIn(Format::kText, Told(), Checks());
  EXPECT_THAT(text, HasSubstr("ends at x=5, at least"));
  EXPECT_THAT(text, Not(HasSubstr("ends at x=4, at least")));
  EXPECT_THAT(text, HasSubstr("\nall outcomes: x=4; x=5\n"
                              "BROKEN: forbidden 'x=5': it can end at x=5\n"));
}

TEST(CheckedExplorationIn, FencesTheChecksInMarkdown) {
  EXPECT_THAT(CheckedExplorationIn(Format::kMarkdown, Told(), Checks()),
              HasSubstr("```\nall outcomes: x=4; x=5\nBROKEN: "));
}

TEST(CheckedExplorationIn, HasAllOutcomesAndTheChecksInJson) {
  auto checks = Checks();
  checks[0].text = "x=5\xff";
  const auto json = nlohmann::json::parse(
      CheckedExplorationIn(Format::kJson, Told(), checks));
  EXPECT_EQ(json["outcomes"].size(), 2);
  ASSERT_EQ(json["checks"].size(), 1);
  EXPECT_EQ(json["checks"][0]["kind"], "forbidden");
  EXPECT_EQ(json["checks"][0]["condition"], "x=5\xef\xbf\xbd");
  EXPECT_EQ(json["checks"][0]["state"], "BROKEN");
  EXPECT_EQ(json["checks"][0]["outcomes"], nlohmann::json({1}));
}

}  // namespace
}  // namespace atomics_lab::lab
