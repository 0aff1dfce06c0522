#include "tools/report/exploration_text.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/result/exploration.h"

namespace atomics_lab::report {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

result::Exploration Refuted() {
  return {.counter = "racy_split",
          .target = "x86_64-gcc",
          .model = "tso",
          .threads = 2,
          .increments = 2,
          .complete = true,
          .states = 168,
          .claim = "may lose updates",
          .verdict = result::ExplorationVerdict::kRefuted,
          .reason = "it can end at 2 where nothing lost is 4",
          .outcomes = {{.values = {{.low = 2}}, .context_switches = 3}}};
}

TEST(ExplorationText, SaysWhatWasAskedAndWhatCameOfIt) {
  const std::string text = ExplorationText(Refuted());
  EXPECT_THAT(text, StartsWith("racy_split on x86_64-gcc, under x86-TSO: 2 "
                               "threads × 2 increments\n"
                               "lossless: refuted — it can end at 2 where "
                               "nothing lost is 4\n"
                               "as claimed: may lose updates\n"
                               "complete: 168 states"));
  EXPECT_THAT(text, HasSubstr("\nends at 2, at least 3 switches of thread\n"));
}

TEST(ExplorationText, NamesTheBoundAndTheContradiction) {
  result::Exploration found = Refuted();
  found.complete = false;
  found.bound = "interrupted";
  found.as_claimed = false;
  const std::string text = ExplorationText(found);
  EXPECT_THAT(text, HasSubstr("bounded (interrupted): 168 states"));
  EXPECT_THAT(text, HasSubstr("NOT AS CLAIMED: "));
  EXPECT_THAT(text, HasSubstr("not every execution"));
}

TEST(ExplorationText, AVerdictNamesTheLocksThatItTakesAtTheirWord) {
  result::Exploration found = Refuted();
  found.verdict = result::ExplorationVerdict::kProved;
  found.modelled_calls = {"absl::Mutex::lock", "absl::Mutex::unlock"};
  EXPECT_THAT(ExplorationText(found),
              HasSubstr("lossless: proved, assuming that absl::Mutex excludes "
                        "— "));
  found.modelled_calls = {"sched_yield"};
  EXPECT_THAT(ExplorationText(found), Not(HasSubstr("assuming")));
}

TEST(ExplorationText, AVerdictNamesAccessesThatTheModelHasNoOrderFor) {
  result::Exploration found = Refuted();
  found.modelled_calls = {"absl::Mutex::lock"};
  found.mixed_sizes = "f at 0x10 (ldr x0, [x1]) of 8 bytes and g";
  const std::string text = ExplorationText(found);
  EXPECT_THAT(text,
              HasSubstr(", assuming that absl::Mutex excludes and that "
                        "accesses of different sizes to the same bytes are "
                        "ordered as those of one size — "));
  EXPECT_THAT(text, HasSubstr("different sizes: f at 0x10 (ldr x0, [x1])"));
}

TEST(ExplorationText, ShowsHowThreadsGetStuck) {
  result::Exploration found = Refuted();
  found.stuck = {{.kind = "livelock",
                  .witness = {{.thread = 2,
                               .instruction = "pause",
                               .action = "internal",
                               .note = "spins"}}}};
  EXPECT_THAT(ExplorationText(found), HasSubstr("never ends: livelock\n\n"));
  EXPECT_THAT(ExplorationText(found), HasSubstr("│ pause"));
  EXPECT_THAT(ExplorationMarkdown(found), HasSubstr("\n```\nthread 1"));
}

TEST(ExplorationText, NamesTheVariablesOfAFileAndMakesNoClaim) {
  result::Exploration found = Refuted();
  found.counter.clear();
  found.claim.clear();
  found.observed = {"x", "y"};
  found.outcomes[0].values = {{.low = 1}, {.low = 0}};
  EXPECT_THAT(ExplorationText(found), HasSubstr("ends at x=1 y=0,"));
  EXPECT_THAT(ExplorationText(found), Not(HasSubstr("lossless")));
}

}  // namespace
}  // namespace atomics_lab::report
