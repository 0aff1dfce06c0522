#include "tools/collect/exploration.h"

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "counters/counter.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/collect/judge.h"
#include "tools/explore/explore.h"
#include "tools/explore/program.h"
#include "tools/explore/program_fixture.h"
#include "tools/explore/search.h"
#include "tools/result/exploration.h"

namespace atomics_lab::collect {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Pair;
using Verdict = result::ExplorationVerdict;

constexpr Claims kLossless = {.lossless = true, .width_bits = 64};
constexpr Claims kRacy = {.width_bits = 64};
constexpr Claims kWeak = {.lossless_under_tso = true, .width_bits = 64};

result::Exploration Found(std::initializer_list<std::uint64_t> values,
                          bool complete = true) {
  result::Exploration found{.model = "tso",
                            .threads = 2,
                            .increments = 2,
                            .complete = complete,
                            .bound = complete ? "" : "stopped at 9 states"};
  for (std::uint64_t value : values) {
    found.outcomes.push_back({.values = {{.low = value}}});
  }
  return found;
}

TEST(Judge, ProvesWhatNeverLosesAnUpdate) {
  result::Exploration found = Found({4});
  Judge(kLossless, true, found);
  EXPECT_EQ(found.verdict, Verdict::kProved);
  EXPECT_EQ(found.reason, "every execution ends at 4");
  EXPECT_TRUE(found.as_claimed);
}

TEST(Judge, RefutesALosslessCounterThatLosesOne) {
  result::Exploration found = Found({3, 4});
  Judge(kLossless, true, found);
  EXPECT_EQ(found.verdict, Verdict::kRefuted);
  EXPECT_EQ(found.reason, "it can end at 3 where nothing lost is 4");
  EXPECT_FALSE(found.as_claimed);
}

TEST(Judge, SaysWhenNotAllWasSeen) {
  result::Exploration found = Found({4}, false);
  Judge(kLossless, true, found);
  EXPECT_EQ(found.verdict, Verdict::kConsistent);
  EXPECT_THAT(found.reason, HasSubstr("stopped at 9 states"));
  EXPECT_TRUE(found.as_claimed);
}

TEST(Judge, SaysWhenNoExecutionEnded) {
  result::Exploration found = Found({}, false);
  Judge(kLossless, true, found);
  EXPECT_EQ(found.verdict, Verdict::kConsistent);
  EXPECT_EQ(found.reason,
            "no execution was seen to its end: stopped at 9 states");
}

TEST(Judge, SaysNothingOfStuckStatesThatWereNotLookedFor) {
  result::Exploration found = Found({4});
  found.cut = "interrupted";
  Judge(kLossless, true, found);
  EXPECT_EQ(found.reason, "every execution that ends ends at 4");
}

TEST(Judge, WantsARacyCounterToLose) {
  result::Exploration found = Found({2, 3, 4});
  Judge(kRacy, true, found);
  EXPECT_EQ(found.verdict, Verdict::kRefuted);
  EXPECT_TRUE(found.as_claimed);
  found = Found({4});
  Judge(kRacy, true, found);
  EXPECT_EQ(found.verdict, Verdict::kProved);
  EXPECT_FALSE(found.as_claimed);
}

TEST(Judge, LetsARacyCounterKeepUnderAStrongerModelAndAlone) {
  result::Exploration found = Found({4});
  Judge(kRacy, false, found);
  EXPECT_TRUE(found.as_claimed);
  found = Found({2});
  found.threads = 1;
  Judge(kRacy, true, found);
  EXPECT_TRUE(found.as_claimed);
}

TEST(Judge, HoldsAWeakLockToTheModel) {
  result::Exploration found = Found({4});
  Judge(kWeak, true, found);
  EXPECT_TRUE(found.as_claimed);
  found = Found({3, 4});
  Judge(kWeak, true, found);
  EXPECT_FALSE(found.as_claimed);
  found = Found({3, 4});
  found.model = "armv8";
  Judge(kWeak, true, found);
  EXPECT_TRUE(found.as_claimed);
}

TEST(Judge, CountsAStuckCounterAsBroken) {
  for (const Claims& claims : {kLossless, kRacy}) {
    result::Exploration found = Found({4});
    found.stuck.push_back({.kind = "deadlock"});
    Judge(claims, true, found);
    EXPECT_EQ(found.verdict, Verdict::kRefuted);
    EXPECT_EQ(found.reason, "it can get stuck: deadlock");
    EXPECT_FALSE(found.as_claimed);
  }
}

TEST(Judge, WrapsAroundAtTheWidth) {
  result::Exploration found = Found({0});
  found.threads = 1;
  found.increments = 256;
  Judge({.lossless = true, .width_bits = 8}, true, found);
  EXPECT_EQ(found.verdict, Verdict::kProved);
}

TEST(ParseModel, TakesTheThreeAndNamesThem) {
  for (std::string_view name : {"sc", "tso", "armv8"}) {
    const auto model = ParseModel(name);
    ASSERT_TRUE(model.ok());
    EXPECT_EQ(ModelName(*model), name);
  }
  EXPECT_EQ(ParseModel("x86").status().message(),
            "no model 'x86'; the models are: sc, tso, armv8");
}

result::Exploration Told(const explore::Job& job, explore::Model model) {
  const auto found = explore::Explore(
      job, model,
      [](const explore::FinalState& state) -> absl::StatusOr<explore::Outcome> {
        ABSL_ASSIGN_OR_RETURN(const auto x, state.Read(explore::kX, 8));
        return explore::Outcome{x.low};
      },
      {});
  if (!found.ok()) return {.reason = std::string(found.status().message())};
  return DescribeExploration({.counter = "race",
                              .target = "here",
                              .model = model,
                              .threads = 2,
                              .increments = 1,
                              .observed = {"x"}},
                             job, *found);
}

TEST(DescribeExploration, TellsWhoDidWhatWhere) {
  const auto told = Told(explore::RacyJob(2, 1), explore::Model::kSc);
  ASSERT_EQ(told.reason, "");
  EXPECT_EQ(told.model, "sc");
  EXPECT_TRUE(told.complete);
  EXPECT_GT(told.states, 0U);
  ASSERT_EQ(told.outcomes.size(), 2U);
  const result::ExploredOutcome& lost = told.outcomes[0];
  EXPECT_THAT(lost.values, ElementsAre(result::Value{.low = 1}));
  EXPECT_EQ(lost.context_switches, 2);
  ASSERT_EQ(lost.witness.size(), 4U);
  const result::WitnessStep& first = lost.witness.front();
  EXPECT_EQ(first.thread, 1);
  EXPECT_EQ(first.instruction, "load");
  EXPECT_EQ(first.action, "read");
  EXPECT_EQ(first.location, "x");
  EXPECT_EQ(first.read, result::Value{});
  EXPECT_EQ(first.wrote, std::nullopt);
  const result::WitnessStep& last = lost.witness.back();
  EXPECT_EQ(last.action, "write");
  EXPECT_EQ(last.read, std::nullopt);
  EXPECT_EQ(last.wrote, result::Value{.low = 1});
}

TEST(DescribeExploration, ShowsRegistersWhenTheyChange) {
  const auto told = Told(explore::RacyJob(2, 1), explore::Model::kSc);
  ASSERT_EQ(told.outcomes.size(), 2U);
  const auto& witness = told.outcomes[1].witness;  // one after the other
  ASSERT_EQ(witness.size(), 4U);
  EXPECT_THAT(witness[2].registers,
              ElementsAre(Pair("r0", result::Value{.low = 2})));
  EXPECT_THAT(witness[3].registers, IsEmpty());
}

TEST(DescribeExploration, ShowsStoresThatOthersCannotSeeYet) {
  const auto told =
      Told(explore::StoreBufferingJob(false), explore::Model::kTso);
  ASSERT_EQ(told.outcomes.size(), 1U);
  const auto& buffer = told.outcomes[0].witness.front().store_buffer;
  ASSERT_EQ(buffer.size(), 1U);
  EXPECT_EQ(buffer[0].location, "x");
  EXPECT_EQ(buffer[0].value, result::Value{.low = 1});
}

TEST(NotExplorable, KeepsTheReason) {
  const auto told = NotExplorable({.counter = "per_cpu"}, "calls the kernel");
  EXPECT_EQ(told.verdict, Verdict::kNotExplorable);
  EXPECT_EQ(told.reason, "calls the kernel");
  EXPECT_TRUE(told.as_claimed);
}

}  // namespace
}  // namespace atomics_lab::collect
