#include "tools/report/bench_comparison.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/report/sheet.h"
#include "tools/result/bench_comparison.h"

namespace atomics_lab::report {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

result::BenchComparison Sample() {
  return {.target = "x86_64-gcc",
          .p_limit = 0.01,
          .percent_limit = 5,
          .differences = {"kernel: Linux 6.1, now Linux 6.2"},
          .rows = {{.counter = "calm",
                    .threads = 1,
                    .old_to_floor = {.median = 2},
                    .to_floor = {.median = 2.02},
                    .percent = 1,
                    .p = 0.5,
                    .superiority = 0.6},
                   {.counter = "cas_weak",
                    .threads = 2,
                    .old_to_floor = {.median = 20},
                    .to_floor = {.median = 30},
                    .percent = 50,
                    .p = 2.0 / 252,
                    .superiority = 1,
                    .change = result::BenchChange::kSlower}},
          .only_old = {"sharded, threads 4"}};
}

TEST(BenchComparisonSheet, PutsWhatChangedFirst) {
  const std::string text = SheetText(BenchComparisonSheet(Sample()));
  EXPECT_THAT(text,
              AllOf(HasSubstr("2 compared, 1 slower, 0 faster\n"),
                    HasSubstr("+50.0 %  0.0079         1.00     slower\n"),
                    HasSubstr("as before\n")));
  EXPECT_LT(text.find("cas_weak"), text.find("calm"));
}

TEST(BenchComparisonSheet, NamesTheTestAndWhatElseDiffers) {
  EXPECT_THAT(SheetText(BenchComparisonSheet(Sample())),
              AllOf(HasSubstr("Mann-Whitney"),
                    HasSubstr("Differs: kernel: Linux 6.1, now Linux 6.2.\n"),
                    HasSubstr("Only measured before: sharded, threads 4.\n"),
                    Not(HasSubstr("Only measured now"))));
}

TEST(BenchComparisonSheet, HasAColumnForMixesThatDoMoreThanAdd) {
  result::BenchComparison comparison = Sample();
  EXPECT_THAT(SheetText(BenchComparisonSheet(comparison)),
              Not(HasSubstr("mix")));
  comparison.rows[1].mix = "reads1";
  EXPECT_THAT(SheetText(BenchComparisonSheet(comparison)),
              AllOf(HasSubstr("counter   threads     mix"),
                    HasSubstr("cas_weak        2  reads1"),
                    HasSubstr("calm            1    adds")));
  EXPECT_THAT(result::BenchComparisonToJson(comparison),
              HasSubstr("\"mix\": \"reads1\""));
}

TEST(BenchComparisonSheet, HasAColumnForHints) {
  result::BenchComparison comparison = Sample();
  comparison.rows[1].hint = "pause";
  EXPECT_THAT(
      SheetText(BenchComparisonSheet(comparison)),
      AllOf(HasSubstr("counter   threads   hint"),
            HasSubstr("cas_weak        2  pause"),
            HasSubstr("calm            1   none"), Not(HasSubstr("mix"))));
  EXPECT_THAT(result::BenchComparisonToJson(comparison),
              HasSubstr("\"hint\": \"pause\""));
}

TEST(BenchComparisonSheet, IsAMarkdownTableToo) {
  EXPECT_THAT(SheetMarkdown(BenchComparisonSheet(Sample())),
              AllOf(HasSubstr("# What changed on x86"), HasSubstr("| cas")));
}

}  // namespace
}  // namespace atomics_lab::report
