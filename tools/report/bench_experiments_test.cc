#include "tools/report/bench_experiments.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/report/sheet.h"
#include "tools/result/bench.h"
#include "tools/result/bench_sample.h"
#include "tools/result/experiments.h"

namespace atomics_lab::report {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

result::Bench Sample() {
  result::Bench bench = result::SampleBench();
  bench.experiments = result::SampleExperiments();
  return bench;
}

std::string TextOf(const result::Bench& bench) {
  std::string text;
  for (const Sheet& sheet : ExperimentSheets(bench)) {
    absl::StrAppend(&text, SheetText(sheet));
  }
  return text;
}

TEST(ExperimentSheets, AreThoseThatWereAskedFor) {
  result::Bench bench = Sample();
  EXPECT_THAT(ExperimentSheets(bench), SizeIs(3));
  bench.experiments->core_to_core.reset();
  EXPECT_THAT(ExperimentSheets(bench), SizeIs(2));
  bench.experiments.reset();
  EXPECT_THAT(ExperimentSheets(bench), IsEmpty());
}

TEST(ExperimentSheets, SayWhereItWasMeasuredIfNothingElseDoes) {
  result::Bench bench = Sample();
  EXPECT_THAT(TextOf(bench), Not(HasSubstr("A CPU")));
  bench.rows.clear();
  EXPECT_THAT(TextOf(bench),
              AllOf(HasSubstr("one way\nA CPU; "), HasSubstr("GCC 14.2.0")));
}

TEST(ExperimentSheets, PairsAreATriangle) {
  EXPECT_THAT(TextOf(Sample()), AllOf(HasSubstr("CPU     0    1\n"
                                                "1    25.0\n"
                                                "5     110  112\n"),
                                      HasSubstr("Runs of 20.0 ms.")));
}

TEST(ExperimentSheets, NameTheNearestAndTheFarthestPair) {
  EXPECT_THAT(
      TextOf(Sample()),
      AllOf(HasSubstr("Nearest, between CPU 0 and CPU 1: 25.0 ns one way "
                      "(quartiles 24.0 to 27.0; 3 repetitions)."),
            HasSubstr("Farthest, between CPU 1 and CPU 5: 112 ns one way")));
}

TEST(ExperimentSheets, TwoCpusAreOneNumber) {
  result::Bench bench = Sample();
  result::CoreToCore& told = *bench.experiments->core_to_core;
  told.cpus.pop_back();
  told.pairs.resize(1);
  EXPECT_THAT(TextOf(bench),
              AllOf(HasSubstr("Between CPU 0 and CPU 1: 25.0 ns one way"),
                    Not(HasSubstr("Nearest"))));
}

TEST(ExperimentSheets, SayAtWhichDistanceTheCostFalls) {
  EXPECT_THAT(
      TextOf(Sample()),
      AllOf(HasSubstr("bytes apart    ns     quartiles  × 128 bytes     "
                      "quartiles  reps\n"
                      "32           40.0  38.0 to 42.0         8.00  7.50 to "
                      "8.50     3\n"),
            HasSubstr("The cost falls at 64 bytes: 5.50 ns an increment "
                      "instead of 40.0 ns at 32 bytes.")));
}

TEST(ExperimentSheets, SayIfTheCostFallsNowhere) {
  result::Bench bench = Sample();
  auto& distances = bench.experiments->false_sharing->distances;
  for (result::DistanceCost& cost : distances) cost.ns.median = 5;
  EXPECT_THAT(TextOf(bench), HasSubstr("does not fall at any distance"));
}

TEST(ExperimentSheets, CountInstructions) {
  EXPECT_THAT(TextOf(Sample()),
              AllOf(HasSubstr("sharded         120           9\n"),
                    HasSubstr("per_cpu           –           –\n"),
                    HasSubstr("per_cpu: does not end.\n")));
}

TEST(ExperimentSheets, SayWhatTheyCountedUnderAnEmulator) {
  result::Bench bench = {.target = "aarch64_lse-gcc"};
  bench.experiments = result::Experiments();
  bench.experiments->instructions =
      result::Instructions{.counters = {{.counter = "sharded",
                                         .machine = "qemu-a -cpu b",
                                         .first = 7,
                                         .note = "a note"},
                                        {.counter = "per_cpu",
                                         .machine = "qemu-a -cpu b",
                                         .reason = "no end"}}};
  EXPECT_THAT(
      TextOf(bench),
      AllOf(HasSubstr("On aarch64_lse-gcc\n"),
            HasSubstr("sharded  qemu-a -cpu b           7           0\n"),
            HasSubstr("sharded on qemu-a -cpu b: a note.\n"),
            HasSubstr("per_cpu on qemu-a -cpu b: no end.\n"),
            HasSubstr("which says nothing about time")));
  EXPECT_THAT(TextOf(Sample()), Not(HasSubstr("nothing about time")));
}

TEST(ExperimentSheets, SayWhyThereAreNoNumbers) {
  result::Bench bench = Sample();
  bench.experiments->core_to_core = result::CoreToCore{.reason = "one CPU"};
  bench.experiments->false_sharing = result::FalseSharing{.reason = "no CPU"};
  bench.experiments->instructions = result::Instructions{.reason = "ptrace"};
  EXPECT_THAT(TextOf(bench), HasSubstr("Not measured: ptrace.\n"));
  EXPECT_THAT(TextOf(bench), AllOf(HasSubstr("Not measured: one CPU.\n"),
                                   HasSubstr("Not measured: no CPU.\n")));
}

TEST(ExperimentSheets, SayWhatWasStoppedBeforeItsFirstNumber) {
  result::Bench bench = Sample();
  for (auto& pair : bench.experiments->core_to_core->pairs) {
    pair = {.from = pair.from, .to = pair.to, .ns = {}, .repetitions = 0};
  }
  for (auto& cost : bench.experiments->false_sharing->distances) {
    cost = {.bytes = cost.bytes, .ns = {}, .to_greatest = {}, .repetitions = 0};
  }
  EXPECT_THAT(TextOf(bench), AllOf(HasSubstr("Not measured: it was stopped"),
                                   Not(HasSubstr("falls at"))));
}

}  // namespace
}  // namespace atomics_lab::report
