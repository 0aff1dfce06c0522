#include "tools/lab/wanted_outcome.h"

#include <string>

#include "absl/status/status.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/result/exploration.h"

namespace atomics_lab::lab {
namespace {

using ::testing::HasSubstr;

result::Exploration Explored(bool complete) {
  result::Exploration told;
  told.complete = complete;
  for (const unsigned value : {2u, 3u}) {
    told.outcomes.push_back({.values = {{.low = value}, {.low = 0}}});
  }
  return told;
}

TEST(KeepWantedOutcomeTest, KeepsTheOneThatIsNamed) {
  result::Exploration told = Explored(true);
  EXPECT_TRUE(KeepWantedOutcome("3,0", told).ok());
  ASSERT_EQ(told.outcomes.size(), 1);
  EXPECT_EQ(told.outcomes[0].values[0], (result::Value{.low = 3}));
}

TEST(KeepWantedOutcomeTest, KeepsAllWhereNothingIsWanted) {
  result::Exploration told = Explored(true);
  EXPECT_TRUE(KeepWantedOutcome("", told).ok());
  EXPECT_EQ(told, Explored(true));
}

TEST(KeepWantedOutcomeTest, SaysWhatThereIsAndWhetherThatIsAll) {
  result::Exploration told = Explored(true);
  EXPECT_THAT(std::string(KeepWantedOutcome("7", told).message()),
              HasSubstr("no execution ends there; they end at 2,0 or 3,0"));
  told = Explored(false);
  EXPECT_THAT(std::string(KeepWantedOutcome("3", told).message()),
              HasSubstr("and not all were; they end at 2,0 or 3,0"));
}

}  // namespace
}  // namespace atomics_lab::lab
