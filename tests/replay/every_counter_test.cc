// Each counter that the explorer can follow, forced a hundred times to each
// value that it can end at.
#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "counters/catalog.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/replay/replay_fixture.h"
#include "tools/replay/plan.h"
#include "tools/replay/replay.h"
#include "tools/replay/turns.h"

namespace atomics_lab::replay {
namespace {

using ::testing::HasSubstr;

constexpr int kTimes = 100;

struct Case {
  Specimen specimen;
  int threads = 0;
  int increments = 0;
};

std::vector<Case> Cases() {
  std::vector<Case> cases;
  for (const Specimen& specimen : Specimens()) {
    cases.push_back({specimen, 2, 2});
    cases.push_back({specimen, 3, 1});
  }
  return cases;
}

class EveryCounter : public testing::TestWithParam<Case> {};

// Why a value cannot be forced: the kernel makes a restartable sequence whole,
// and `add` to memory cannot be split.
std::string ReasonFor(const Specimen& specimen) {
  if (specimen.name == "per_cpu") return "is a restartable sequence";
  // Clang makes the split one's relaxed load and store one instruction as well.
  const bool one_instruction = specimen.name == "racy_plain" ||
                               specimen.name == "racy_volatile" ||
                               specimen.name == "racy_split";
  return one_instruction ? "(add qword ptr [rdi], rsi), and single-stepping"
                         : "no reason is known";
}

void ForceTo(std::uint64_t outcome, const Case& one, const Planner& planner,
             const Turns& turns) {
  for (int i = 0; i < kTimes; ++i) {
    const absl::StatusOr<ForcedRun> run =
        Force(one.specimen.name, planner.job(), turns);
    ASSERT_TRUE(run.ok()) << run.status();
    for (const Difference& difference : run->differences) {
      FAIL() << "instruction " << difference.step << ", "
             << planner.job().program.sites[difference.site].text << ": "
             << difference.what << " should be " << std::hex
             << difference.expected << " and is " << difference.real;
    }
    ASSERT_EQ(run->value, outcome);
  }
}

TEST_P(EveryCounter, IsForcedToWhateverItCanEndAt) {
  const Case& one = GetParam();
  const absl::StatusOr<Planner> planner =
      ExploreCounter(one.specimen.name, one.threads, one.increments);
  if (!planner.ok()) {
    EXPECT_THAT(planner.status().message(), HasSubstr(ReasonFor(one.specimen)));
    return;
  }
  bool forced = false;
  for (const std::uint64_t outcome : planner->outcomes()) {
    const absl::StatusOr<Turns> turns = planner->TurnsTo(outcome);
    if (turns.ok()) {
      ForceTo(outcome, one, *planner, *turns);
      forced = true;
    } else {
      EXPECT_THAT(turns.status().message(), HasSubstr(ReasonFor(one.specimen)));
    }
  }
  EXPECT_TRUE(forced);
}

INSTANTIATE_TEST_SUITE_P(Catalog, EveryCounter, testing::ValuesIn(Cases()),
                         [](const auto& info) {
                           return absl::StrCat(info.param.specimen.name, "_",
                                               info.param.threads, "x",
                                               info.param.increments);
                         });

}  // namespace
}  // namespace atomics_lab::replay
