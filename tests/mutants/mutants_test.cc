// A counter's machine code is broken in one point of the file that was tested,
// and the explorer must find exactly the outcomes that this allows.
#include "tests/mutants/mutants.h"

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/mutants/patch.h"
#include "tools/explore/explore.h"
#include "tools/explore/search.h"
#include "tools/isa/weaken.h"
#include "tools/listing/binary.h"
#include "tools/listing/listing.h"
#include "tools/program/counter_job.h"
#include "tools/program/explore_counter.h"
#include "tools/program/instruction_set.h"

namespace atomics_lab::mutants {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::ElementsAreArray;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::TestWithParam;

std::string SuiteOf(std::string_view target) {
  return absl::StrCat("tests/mutants/suite_", target);
}

// Under the memory model of the file's architecture.
absl::StatusOr<program::ExploredCounter> Explored(const std::string& file,
                                                  const Mutant& mutant) {
  ABSL_ASSIGN_OR_RETURN(const auto binary, listing::Binary::Open(file));
  const explore::Model model =
      binary.architecture() == listing::Architecture::kX86_64
          ? explore::Model::kTso
          : explore::Model::kArmv8;
  explore::Limits limits;
  limits.witnesses = false;
  limits.states = 4'000'000;
  return program::ExploreCounter(
      file, program::InstructionSetOf(binary.architecture()),
      {.specimen = std::string(mutant.counter),
       .increments = mutant.increments},
      [model](const explore::Job& job) {
        return explore::MakeMachine(model, job);
      },
      limits);
}

std::vector<std::uint64_t> Values(const program::ExploredCounter& explored) {
  std::vector<std::uint64_t> values;
  values.reserve(explored.exploration.outcomes.size());
  for (const explore::Reached& reached : explored.exploration.outcomes) {
    values.push_back(reached.outcome[0]);
  }
  return values;
}

absl::StatusOr<program::ExploredCounter> ExploredBroken(const Mutant& mutant) {
  const std::string copy = absl::StrCat(std::getenv("TEST_TMPDIR"), "/mutant");
  ABSL_RETURN_IF_ERROR(WriteMutant(
      SuiteOf(mutant.target),
      absl::StrCat("atomics_lab::probes::", mutant.counter, "::Add"),
      mutant.edits, copy));
  return Explored(copy, mutant);
}

void ExpectExtent(Extent extent, const explore::Exploration& exploration) {
  if (extent == Extent::kAll || exploration.complete) {
    EXPECT_TRUE(exploration.complete) << exploration.bound;
  } else {
    EXPECT_EQ(exploration.bound, "a window of 16 accesses");
  }
}

class EveryMutant : public TestWithParam<Mutant> {};

TEST_P(EveryMutant, HasTheForeseenOutcomes) {
  const auto explored = ExploredBroken(GetParam());
  ASSERT_TRUE(explored.ok()) << explored.status();
  ASSERT_EQ(explored->not_explorable, "");
  ExpectExtent(GetParam().extent, explored->exploration);
  EXPECT_THAT(Values(*explored), ElementsAreArray(GetParam().outcomes));
  EXPECT_EQ(!explored->exploration.stuck.empty(), GetParam().hangs);
}

TEST_P(EveryMutant, LosesNothingUnbroken) {
  const auto explored = Explored(SuiteOf(GetParam().target), GetParam());
  ASSERT_TRUE(explored.ok()) << explored.status();
  ASSERT_EQ(explored->not_explorable, "");
  ExpectExtent(GetParam().extent, explored->exploration);
  EXPECT_THAT(
      Values(*explored),
      ElementsAre(2 * static_cast<std::uint64_t>(GetParam().increments)));
  EXPECT_THAT(explored->exploration.stuck, IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(Catalog, EveryMutant,
                         ::testing::ValuesIn(Mutants().begin(),
                                             Mutants().end()),
                         [](const auto& mutant) {
                           return std::string(mutant.param.name);
                         });

// Two threads that draw the same ticket are both served, and serve one number
// too many: the next one to come waits for one that is gone.
TEST(ExploreMutant, NamesTheOperationThatNeverEndsAfterwards) {
  const auto explored =
      ExploredBroken({.name = "ticket_lock_without_lock",
                      .target = "x86_64-gcc",
                      .counter = "ticket_lock",
                      .edits = {{"lock xadd", isa::Weakening::kUnlocked}}});
  ASSERT_TRUE(explored.ok()) << explored.status();
  EXPECT_THAT(
      explored->not_explorable,
      AllOf(HasSubstr("ticket_lock::Read"), HasSubstr("does not come to an")));
}

}  // namespace
}  // namespace atomics_lab::mutants
