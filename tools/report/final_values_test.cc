#include "tools/report/final_values.h"

#include <optional>
#include <string_view>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/report/sample_results.h"
#include "tools/result/exploration.h"
#include "tools/result/result.h"

namespace atomics_lab::report {
namespace {

using result::Results;
using ::testing::ElementsAre;
using ::testing::FieldsAre;
using ::testing::IsEmpty;
using ::testing::Optional;

constexpr std::string_view kNative = "x86_64-gcc";
constexpr std::string_view kEmulated = "aarch64_outline-gcc";

std::optional<FinalValues> RacyOn(Results& results, std::string_view target) {
  return FinalValuesOf(results, RowOf(results, "racy_split", target));
}

// racy_split's on the machine's own processor.
result::Exploration& Native(Results& results) {
  return results.explorations.front();
}

TEST(FinalValuesOf, TellsWhatIsPossibleAndWasNotSeen) {
  Results results = ExploredResults();
  EXPECT_THAT(RacyOn(results, kNative),
              Optional(FieldsAre(ElementsAre(2), IsEmpty(), IsEmpty(),
                                 IsEmpty(), true)));
  EXPECT_THAT(RacyOn(results, kEmulated),
              Optional(FieldsAre(ElementsAre(3, 2), IsEmpty(), IsEmpty(),
                                 IsEmpty(), true)));
}

TEST(FinalValuesOf, TellsWhatAnEmulatorCannotShow) {
  Results results = ExploredResults();
  Native(results).outcomes.erase(Native(results).outcomes.begin());
  EXPECT_THAT(RacyOn(results, kEmulated),
              Optional(FieldsAre(ElementsAre(3), ElementsAre(2), IsEmpty(),
                                 IsEmpty(), true)));
  EXPECT_THAT(RacyOn(results, kNative),
              Optional(FieldsAre(IsEmpty(), IsEmpty(), ElementsAre(2),
                                 IsEmpty(), true)));
}

// Then an emulator may show all that is possible.
TEST(FinalValuesOf, SaysSoOnlyOfAnotherProcessorThatIsKnown) {
  Results results = ExploredResults();
  Native(results).outcomes.erase(Native(results).outcomes.begin());
  const auto can_show_all = [](Results& changed) {
    return RacyOn(changed, kEmulated)->cannot_show.empty();
  };
  Results searched_in_part = results;
  Native(searched_in_part).complete = false;
  EXPECT_TRUE(can_show_all(searched_in_part));

  Results emulated = results;
  emulated.targets[0].runs[0].machine = kA57;
  EXPECT_TRUE(can_show_all(emulated));

  Results one_architecture = results;
  one_architecture.targets[1].architecture = "x86_64";
  EXPECT_TRUE(can_show_all(one_architecture));

  Results ran_natively = results;
  RowOf(ran_natively, "racy_split", kEmulated).outcomes[0].machine = "native";
  EXPECT_TRUE(can_show_all(ran_natively));

  EXPECT_FALSE(can_show_all(results));
}

TEST(FinalValuesOf, TellsWhatWasSeenAndIsForbidden) {
  Results results = ExploredResults();
  RowOf(results, "racy_split", kNative).outcomes[0].histogram = {{1, 1},
                                                                 {7, 0}};
  EXPECT_THAT(RacyOn(results, kNative),
              Optional(FieldsAre(ElementsAre(4, 3, 2), IsEmpty(), IsEmpty(),
                                 ElementsAre(1), true)));
}

TEST(FinalValuesOf, ForbidsNothingWhereNotAllWasExplored) {
  Results results = ExploredResults();
  EXPECT_THAT(
      FinalValuesOf(results, RowOf(results, "fetch_add_relaxed_64", kEmulated)),
      Optional(FieldsAre(IsEmpty(), IsEmpty(), IsEmpty(), IsEmpty(), false)));
}

TEST(FinalValuesOf, SaysNothingOfWhatWasNotAsked) {
  Results unexplored = SampleResults();
  EXPECT_EQ(RacyOn(unexplored, kNative), std::nullopt);

  Results another_program = ExploredResults();
  Native(another_program).threads = 3;
  EXPECT_EQ(RacyOn(another_program, kNative), std::nullopt);

  Results not_run = ExploredResults();
  RowOf(not_run, "racy_split", kNative).outcomes.clear();
  EXPECT_EQ(RacyOn(not_run, kNative), std::nullopt);

  Results two_values = ExploredResults();
  Native(two_values).outcomes[0].values.emplace_back();
  EXPECT_EQ(RacyOn(two_values, kNative), std::nullopt);
}

}  // namespace
}  // namespace atomics_lab::report
