#include "tools/bench/latency.h"

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "counters/probes.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/bench/latency_histogram.h"
#include "tools/bench/locks.h"
#include "tools/bench/plan.h"
#include "tools/bench/subject.h"
#include "tools/bench/tick_clock.h"
#include "tools/result/latency.h"

namespace atomics_lab::bench {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

Plan OfOneLock() {
  return {.counters = {FindSubject("sharded"), FindSubject("ticket_lock")},
          .threads = {1, 2},
          .repetitions = 2,
          .time = std::chrono::microseconds(50),
          .latency = true};
}

TEST(TimeUntil, TimesEveryIncrement) {
  const std::atomic<bool> stop{true};
  for (const std::string_view name : Locks()) {
    const Subject& lock = *FindSubject(name);
    const ErasedObject object = lock.make();
    LatencyHistogram histogram;
    TimeUntil(stop, lock, object.get(), histogram);
    EXPECT_EQ(histogram.count(), std::uint64_t{kBatch}) << name;
    EXPECT_EQ(lock.read(object.get()), histogram.count()) << name;
    EXPECT_GT(histogram.most(), 0U) << name;
  }
}

TEST(TickRate, OneThreadsTicksDoNotGoBack) {
  const TickRate rate;
  std::uint64_t before = TickNow();
  for (int i = 0; i < 1000; ++i) {
    const std::uint64_t now = TickNow();
    EXPECT_GE(now, before);
    before = now;
  }
  EXPECT_GT(rate.NsOfATick(), 0);
}

TEST(Plan, LatencyIsOfLocksThatOnlyAdd) {
  Plan plan = OfOneLock();
  const auto rows = plan.latency_rows();
  ASSERT_THAT(rows, SizeIs(2));
  EXPECT_EQ(rows[0].counter, FindSubject("ticket_lock"));
  EXPECT_EQ(rows[1].threads, 2);
  EXPECT_EQ(plan.latency_runs(), 1 + 2 * rows.size());
  plan.hints.emplace_back(Hints().back());
  EXPECT_THAT(plan.latency_rows(), SizeIs(4));
  plan.latency = false;
  EXPECT_THAT(plan.latency_rows(), IsEmpty());
  EXPECT_EQ(plan.latency_runs(), 0U);
}

TEST(MeasureLatency, HasPercentilesInOrderForEachRow) {
  std::size_t done = 0;
  const result::Latency all = MeasureLatency(
      OfOneLock(), {.progress = [&done](std::size_t now) { done = now; }});
  EXPECT_EQ(done, OfOneLock().latency_runs());
  EXPECT_EQ(all.clock, kTickClock);
  EXPECT_GE(all.nothing.count, std::uint64_t{kBatch});
  ASSERT_THAT(all.rows, SizeIs(2));
  for (const result::LatencyRow& row : all.rows) {
    EXPECT_EQ(row.counter, "ticket_lock");
    EXPECT_EQ(row.repetitions, 2);
    EXPECT_GE(row.ns.count,
              static_cast<std::uint64_t>(2 * row.threads * kBatch));
    EXPECT_LE(row.ns.p50, row.ns.p99);
    EXPECT_LE(row.ns.p99, row.ns.p999);
    EXPECT_LE(row.ns.p999, row.ns.most);
    EXPECT_GT(row.ns.most, 0);
  }
}

TEST(MeasureLatency, StoppedBeforeItHasEmptyRows) {
  const result::Latency all =
      MeasureLatency(OfOneLock(), {.stopped = [] { return true; }});
  ASSERT_THAT(all.rows, SizeIs(2));
  EXPECT_EQ(all.rows[1].repetitions, 0);
  EXPECT_EQ(all.rows[1].ns, result::Percentiles{});
}

}  // namespace
}  // namespace atomics_lab::bench
