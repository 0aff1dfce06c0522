#include "tools/lab/bench_request.h"

#include <chrono>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_join.h"
#include "counters/catalog.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/bench/locks.h"
#include "tools/lab/options.h"

namespace atomics_lab::lab {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::string ErrorOf(const Options& options) {
  const auto request = ParseBenchRequest(options, 2);
  EXPECT_FALSE(request.ok());
  const std::string message(request.status().message());
  EXPECT_FALSE(absl::StrContains(message, "\n"));
  return message;
}

TEST(EveryThreadCount, GoesToTwiceTheCpus) {
  EXPECT_THAT(EveryThreadCount(1), ElementsAre(1, 2));
  EXPECT_THAT(EveryThreadCount(2), ElementsAre(1, 2, 4));
  EXPECT_THAT(EveryThreadCount(6), ElementsAre(1, 2, 4, 6, 8, 12));
}

TEST(ParseBenchRequest, TakesAllIfNothingIsSaid) {
  const auto request = ParseBenchRequest({}, 2);
  ASSERT_TRUE(request.ok()) << request.status();
  EXPECT_EQ(request->counters.size(), Specimens().size());
  EXPECT_THAT(request->threads, ElementsAre(1, 2, 4));
  EXPECT_TRUE(request->pinned);
}

TEST(ParseBenchRequest, TakesEachOnce) {
  const auto request = ParseBenchRequest(
      {.counters = "sharded,cas_weak,sharded", .thread_counts = "4,1,4"}, 2);
  ASSERT_TRUE(request.ok()) << request.status();
  EXPECT_THAT(request->counters, ElementsAre("sharded", "cas_weak"));
  EXPECT_THAT(request->threads, ElementsAre(1, 4));
}

TEST(ParseBenchRequest, TakesEachMixOnceInTheOrderOfNames) {
  const auto adds = ParseBenchRequest({}, 2);
  ASSERT_TRUE(adds.ok()) << adds.status();
  EXPECT_THAT(adds->mixes, ElementsAre("adds"));
  const auto request =
      ParseBenchRequest({.mix = "reads10,adds,batches16,adds,reads1"}, 2);
  ASSERT_TRUE(request.ok()) << request.status();
  EXPECT_THAT(request->mixes,
              ElementsAre("reads10", "adds", "batches16", "reads1"));
}

TEST(ParseBenchRequest, TakesEachHintOnceInTheOrderOfNames) {
  const auto none = ParseBenchRequest({}, 2);
  ASSERT_TRUE(none.ok()) << none.status();
  EXPECT_THAT(none->hints, ElementsAre("none"));
  const std::string hint(bench::Hints().back());
  const auto request = ParseBenchRequest({.hint = hint + ",none," + hint}, 2);
  ASSERT_TRUE(request.ok()) << request.status();
  EXPECT_THAT(request->hints, ElementsAre(hint, "none"));
}

TEST(ParseBenchRequest, RefusesHintsInOneLine) {
  const std::string all = absl::StrJoin(bench::Hints(), ", ");
  const std::string hint(bench::Hints().back());
  EXPECT_EQ(ErrorOf({.hint = "none," + hint + "x"}),
            "no hint '" + hint + "x'; near to it: " + hint +
                "; on this architecture there are " + all);
  EXPECT_EQ(ErrorOf({.hint = ","}),
            "no hint ','; on this architecture there are " + all);
  EXPECT_EQ(ErrorOf({.counters = "sharded,std_mutex", .hint = "none," + hint}),
            "--hint=" + hint +
                ": none of the counters is a spinning lock; those that are: "
                "tas_spinlock, ttas_spinlock, ticket_lock, mcs_lock, clh_lock");
  EXPECT_TRUE(
      ParseBenchRequest({.counters = "sharded", .hint = "none"}, 2).ok());
}

TEST(ParseBenchRequest, LatencyNeedsALock) {
  const auto request =
      ParseBenchRequest({.counters = "sharded,std_mutex", .latency = true}, 2);
  ASSERT_TRUE(request.ok()) << request.status();
  EXPECT_TRUE(request->latency);
  EXPECT_FALSE(ParseBenchRequest({}, 2)->latency);
  EXPECT_THAT(ErrorOf({.counters = "sharded", .latency = true}),
              HasSubstr("--latency: none of the counters is a lock; those that "
                        "are: absl_mutex, std_mutex, "));
}

TEST(ParseBenchRequest, QuickHasABudgetAndFullHasNone) {
  const auto quick = ParseBenchRequest({.quick = true}, 2);
  const auto full = ParseBenchRequest({.full = true}, 2);
  ASSERT_TRUE(quick.ok() && full.ok());
  EXPECT_GT(quick->budget, std::chrono::seconds(0));
  EXPECT_LT(quick->budget, quick->deadline);
  EXPECT_LT(quick->deadline, std::chrono::seconds(60));
  EXPECT_EQ(full->budget + full->deadline, std::chrono::seconds(0));
  EXPECT_LT(quick->repetitions, full->repetitions);
}

TEST(ParseBenchRequest, ExperimentsLeaveCountersToBeNamed) {
  const auto alone = ParseBenchRequest(
      {.experiments = "false_sharing,core_to_core,false_sharing"}, 2);
  ASSERT_TRUE(alone.ok()) << alone.status();
  EXPECT_THAT(alone->experiments, ElementsAre("false_sharing", "core_to_core"));
  EXPECT_THAT(alone->counters, IsEmpty());
  const auto beside =
      ParseBenchRequest({.counters = "all", .experiments = "core_to_core"}, 2);
  ASSERT_TRUE(beside.ok()) << beside.status();
  EXPECT_EQ(beside->counters.size(), Specimens().size());
}

TEST(ParseBenchRequest, RefusesExperimentsInOneLine) {
  EXPECT_EQ(ErrorOf({.experiments = "core_to_cor"}),
            "no experiment 'core_to_cor'; near to it: core_to_core; there are "
            "core_to_core, false_sharing, instructions");
  EXPECT_THAT(ErrorOf({.experiments = "z"}), HasSubstr("'z'; there are core"));
  EXPECT_THAT(ErrorOf({.experiments = ","}), HasSubstr("no experiment ','"));
  EXPECT_THAT(ErrorOf({.compare = "b.json", .experiments = "core_to_core"}),
              HasSubstr("speak of counters"));
  EXPECT_THAT(ErrorOf({.experiments = "core_to_core", .explain = true}),
              HasSubstr("speak of counters"));
}

TEST(ParseBenchRequest, RefusesInOneLine) {
  EXPECT_THAT(ErrorOf({.counters = "fetch_add_relaxed_46"}),
              HasSubstr("no counter 'fetch_add_relaxed_46'; near to it: "
                        "fetch_add_relaxed_64, "));
  EXPECT_THAT(ErrorOf({.counters = ""}), HasSubstr("no counter is named"));
  EXPECT_THAT(ErrorOf({.counters = ","}), HasSubstr("no counter is named"));
  EXPECT_THAT(ErrorOf({.thread_counts = ""}), HasSubstr("no number is named"));
  for (const char* wrong : {"0", "100000", "-1", "many", "1,0"}) {
    EXPECT_THAT(ErrorOf({.thread_counts = wrong}),
                HasSubstr("is no number of threads from 1 to 1024"));
  }
  EXPECT_EQ(ErrorOf({.mix = "adds,reads01"}),
            "no mix 'reads01'; near to it: reads1, reads10; --mix takes adds, "
            "reads1, reads10, batches16 and sectionN (N from 1 to 100000), "
            "with commas between");
  EXPECT_THAT(ErrorOf({.mix = "section100001"}),
              HasSubstr("no mix 'section100001'"));
  EXPECT_THAT(ErrorOf({.counters = "sharded", .mix = "adds,section5"}),
              HasSubstr("--mix=section5: none of the counters is a lock; those "
                        "that are: absl_mutex, std_mutex, "));
  EXPECT_THAT(ErrorOf({.mix = ""}), HasSubstr("no mix ''; --mix takes"));
  EXPECT_THAT(ErrorOf({.affinity = "tight"}), HasSubstr("pinned or free"));
  EXPECT_THAT(ErrorOf({.quick = true, .full = true}), HasSubstr("not both"));
}

TEST(CheckWritable, RefusesWhatCannotBeAFile) {
  EXPECT_TRUE(CheckWritable(::testing::TempDir() + "/b.json").ok());
  EXPECT_THAT(std::string(CheckWritable(::testing::TempDir()).message()),
              HasSubstr("is a folder"));
  EXPECT_THAT(std::string(CheckWritable("/no/such/b.json").message()),
              HasSubstr("/no/such/b.json: cannot be written"));
}

}  // namespace
}  // namespace atomics_lab::lab
