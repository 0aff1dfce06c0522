// Every counter of the catalogue under the memory model of the machine that it
// was compiled for: racy ones lose updates, in the ways that are theirs, and
// all others lose none.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "counters/catalog.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/explore/expectation.h"
#include "tools/explore/explore.h"
#include "tools/explore/search.h"
#include "tools/listing/binary.h"
#include "tools/listing/listing.h"
#include "tools/program/counter_job.h"
#include "tools/program/explore_counter.h"
#include "tools/program/instruction_set.h"

namespace atomics_lab::program {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

struct Shape {
  int threads;
  int increments;
};

constexpr Shape kShapes[] = {{2, 2}, {3, 1}};

absl::StatusOr<explore::Model> OwnModel() {
  ABSL_ASSIGN_OR_RETURN(const auto binary,
                        listing::Binary::Open(std::getenv("SUITE")));
  return binary.architecture() == listing::Architecture::kX86_64
             ? explore::Model::kTso
             : explore::Model::kArmv8;
}

// The search stops after `states` states.
absl::StatusOr<ExploredCounter> ExploreNamed(std::string_view name,
                                             const Shape& shape, int width_bits,
                                             std::uint64_t states = 2'000'000) {
  ABSL_ASSIGN_OR_RETURN(const auto model, OwnModel());
  explore::Limits limits;
  limits.witnesses = false;
  limits.states = states;
  const bool x86 = model == explore::Model::kTso;
  return ExploreCounter(
      std::getenv("SUITE"),
      InstructionSetOf(x86 ? listing::Architecture::kX86_64
                           : listing::Architecture::kAArch64),
      {.specimen = std::string(name),
       .threads = shape.threads,
       .increments = shape.increments,
       .width_bits = width_bits},
      [&](const explore::Job& job) { return explore::MakeMachine(model, job); },
      limits,
      [&](const explore::Job& job) {
        return explore::MakeNarrowMachine(model, job);
      });
}

std::vector<std::uint64_t> Values(const ExploredCounter& explored) {
  std::vector<std::uint64_t> values;
  values.reserve(explored.exploration.outcomes.size());
  for (const explore::Reached& reached : explored.exploration.outcomes) {
    values.push_back(reached.outcome[0]);
  }
  return values;
}

// Whether a list of the environment names "specimen@2x2".
bool IsListed(const char* list, std::string_view specimen, const Shape& shape) {
  const std::vector<std::string> names = absl::StrSplit(std::getenv(list), ',');
  return std::ranges::count(names, absl::StrCat(specimen, "@", shape.threads,
                                                "x", shape.increments)) != 0;
}

class EveryCounter : public ::testing::TestWithParam<Specimen> {};

TEST_P(EveryCounter, LosesUpdatesIfAndOnlyIfItSaysSo) {
  const Specimen& specimen = GetParam();
  const auto model = OwnModel();
  ASSERT_TRUE(model.ok()) << model.status();
  for (const Shape& shape : kShapes) {
    SCOPED_TRACE(absl::StrCat(shape.threads, " threads of ", shape.increments));
    const bool bounded = IsListed("BOUNDED", specimen.name, shape);
    const auto explored =
        ExploreNamed(specimen.name, shape, specimen.claims.width_bits,
                     bounded ? 1'000'000 : 2'000'000);
    ASSERT_TRUE(explored.ok()) << explored.status();
    if (specimen.name == "per_cpu") {
      EXPECT_THAT(explored->not_explorable,
                  HasSubstr("a restartable sequence"));
      continue;
    }
    if (IsListed("NOT_LOWERED", specimen.name, shape)) {
      EXPECT_THAT(explored->not_explorable, HasSubstr("no lowering for"));
      continue;
    }
    ASSERT_EQ(explored->not_explorable, "");
    EXPECT_EQ(explored->exploration.complete, !bounded)
        << explored->exploration.bound;
    EXPECT_THAT(explored->exploration.stuck, IsEmpty());
    EXPECT_EQ(Contradiction(specimen.claims, *model,
                            {.threads = shape.threads,
                             .increments = shape.increments,
                             .values = Values(*explored),
                             .complete = explored->exploration.complete}),
              "");
  }
}

INSTANTIATE_TEST_SUITE_P(Catalog, EveryCounter,
                         ::testing::ValuesIn(Specimens().begin(),
                                             Specimens().end()),
                         [](const auto& specimen) {
                           return std::string(specimen.param.name);
                         });

// The same comparison as above, with the same explorations.
TEST(Comparison, CatchesACounterThatIsHeldAgainstWhatIsNotTrue) {
  const auto model = OwnModel();
  ASSERT_TRUE(model.ok()) << model.status();
  const auto held_against = [&](std::string_view name, bool lossless) {
    const auto explored = ExploreNamed(name, {2, 2}, 64);
    if (!explored.ok()) return std::string(explored.status().message());
    return Contradiction({.lossless = lossless}, *model,
                         {.threads = 2,
                          .increments = 2,
                          .values = Values(*explored),
                          .complete = explored->exploration.complete});
  };
  EXPECT_EQ(held_against("racy_split", false), "");
  EXPECT_EQ(held_against("racy_split", true),
            "claims to lose nothing, and 2 of 4 come out");
  EXPECT_EQ(held_against("fetch_add_relaxed_64", true), "");
  EXPECT_EQ(held_against("fetch_add_relaxed_64", false),
            "claims to lose updates, and never does");
}

TEST(ExploreCounter, FindsTheThreeOutcomesOfTheTwoByTwoRace) {
  const auto explored = ExploreNamed("racy_split", {2, 2}, 64);
  ASSERT_TRUE(explored.ok()) << explored.status();
  EXPECT_THAT(Values(*explored), ElementsAre(2, 3, 4));
}

TEST(ExploreCounter, NamesWhatItModelled) {
  const auto explored = ExploreNamed("futex_mutex", {2, 1}, 64);
  ASSERT_TRUE(explored.ok()) << explored.status();
  EXPECT_THAT(explored->modelled_calls, ElementsAre("syscall(SYS_futex)"));
}

TEST(ExploreCounter, RefusesAnUnknownSpecimen) {
  const auto explored = ExploreNamed("no_such", {2, 1}, 64);
  EXPECT_EQ(explored.status().code(), absl::StatusCode::kNotFound);
  EXPECT_THAT(std::string(explored.status().message()),
              HasSubstr("atomics_lab::probes::no_such::Add"));
}

TEST(ExploreCounter, RefusesAnImpossibleNumberOfIncrements) {
  const auto explored = ExploreNamed("racy_split", {2, 0}, 64);
  ASSERT_TRUE(explored.ok()) << explored.status();
  EXPECT_EQ(explored->not_explorable,
            "0 increments: each thread makes at least 1");
}

}  // namespace
}  // namespace atomics_lab::program
