#include "tools/result/merge.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/result/result.h"
#include "tools/result/sample.h"

namespace atomics_lab::result {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

// The sample as a partial result of `target`.
Results PartialOf(std::string_view target) {
  Results partial = SampleResults();
  partial.targets[0].name = target;
  for (Row& row : partial.rows) row.target = target;
  return partial;
}

std::vector<std::string> RowNames(const Results& results) {
  std::vector<std::string> names;
  names.reserve(results.rows.size());
  for (const Row& row : results.rows) {
    names.push_back(absl::StrCat(row.counter, "/", row.target));
  }
  return names;
}

TEST(Merge, OrdersRowsByCounterAndThenAsThePartialsCame) {
  const absl::StatusOr<Results> merged =
      Merge({PartialOf("b"), PartialOf("a"), PartialOf("c")});
  ASSERT_TRUE(merged.ok()) << merged.status();
  EXPECT_THAT(RowNames(*merged),
              ElementsAre("racy_split/b", "racy_split/a", "racy_split/c",
                          "fetch_add_relaxed_64/b", "fetch_add_relaxed_64/a",
                          "fetch_add_relaxed_64/c"));
}

TEST(Merge, KeepsEveryTargetAndTheCountersOnce) {
  const absl::StatusOr<Results> merged =
      Merge({PartialOf("b"), PartialOf("a")});
  ASSERT_TRUE(merged.ok()) << merged.status();
  ASSERT_EQ(merged->targets.size(), 2U);
  EXPECT_EQ(merged->targets[0].name, "b");
  EXPECT_EQ(merged->targets[1].name, "a");
  EXPECT_EQ(merged->counters, SampleResults().counters);
  EXPECT_EQ(merged->environment, SampleResults().environment);
}

TEST(Merge, KeepsTheCostsOfTheFirst) {
  Results second = PartialOf("a");
  second.costs->file = "another.json";
  EXPECT_EQ(Merge({PartialOf("b"), second})->costs, SampleResults().costs);
  Results without = PartialOf("c");
  without.costs.reset();
  EXPECT_EQ(Merge({without, second})->costs, std::nullopt);
}

TEST(Merge, ReturnsASinglePartialAsItIs) {
  EXPECT_EQ(*Merge({SampleResults()}), SampleResults());
}

TEST(Merge, KeepsTheOtherRowsOfATargetWithoutAny) {
  Results bare = PartialOf("bare");
  bare.rows.clear();
  const absl::StatusOr<Results> merged = Merge({bare, PartialOf("a")});
  ASSERT_TRUE(merged.ok()) << merged.status();
  EXPECT_THAT(RowNames(*merged),
              ElementsAre("racy_split/a", "fetch_add_relaxed_64/a"));
}

TEST(Merge, RefusesNothing) {
  EXPECT_EQ(Merge({}).status().code(), absl::StatusCode::kInvalidArgument);
}

TEST(Merge, RefusesPartialsWithDifferentCounters) {
  Results other = PartialOf("other");
  other.counters.pop_back();
  const absl::Status error = Merge({PartialOf("a"), other}).status();
  EXPECT_EQ(error.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(error.message(), HasSubstr("the results of other list other"));
}

TEST(Merge, RefusesCountersWhoseClaimsDiffer) {
  Results other = PartialOf("other");
  other.counters[0].lossless = true;
  EXPECT_FALSE(Merge({PartialOf("a"), other}).ok());
}

TEST(Merge, RefusesATargetThatComesTwice) {
  const absl::Status error = Merge({PartialOf("a"), PartialOf("a")}).status();
  EXPECT_EQ(error.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(error.message(), HasSubstr("target a has results twice"));
}

}  // namespace
}  // namespace atomics_lab::result
