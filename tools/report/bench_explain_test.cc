#include "tools/report/bench_explain.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/report/sheet.h"
#include "tools/result/bench.h"

namespace atomics_lab::report {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

result::BenchRow RowOf(const std::string& counter, int threads, double ns) {
  result::BenchRow row;
  row.counter = counter;
  row.threads = threads;
  row.repetitions.resize(1);
  row.ns.median = ns;
  row.to_floor.median = ns / 2;
  return row;
}

TEST(BenchExplained, GivesEachSentenceItsNumber) {
  result::Bench bench;
  bench.rows = {RowOf("fetch_add_relaxed_64", 1, 6),
                RowOf("fetch_add_relaxed_64", 2, 30),
                RowOf("fetch_add_relaxed_64", 4, 90),
                RowOf("absl_mutex", 2, 120),
                RowOf("sharded", 2, 7.5),
                RowOf("sharded_unpadded", 2, 60)};
  EXPECT_THAT(
      SheetText(BenchExplained(bench)),
      AllOf(HasSubstr("Alone, an atomic add costs 3.00 times a plain one: 6.00 "
                      "ns."),
            HasSubstr("When 2 threads add to the same number, each add costs "
                      "5.00 times"),
            HasSubstr("Under absl::Mutex the same costs 4.00 times the atomic "
                      "add: 120 ns."),
            HasSubstr("(sharded), an add costs 7.50 ns, and the atomic add to "
                      "one number 4.00 times"),
            HasSubstr("(sharded_unpadded) that costs 8.00 times as much")));
}

TEST(BenchExplained, SpeaksOfNoRowWithAHint) {
  result::Bench bench;
  bench.rows = {RowOf("fetch_add_relaxed_64", 1, 6)};
  bench.rows[0].hint = "pause";
  EXPECT_THAT(SheetText(BenchExplained(bench)),
              HasSubstr("Not measured: fetch_add_relaxed_64, threads 1."));
}

TEST(BenchExplained, SaysWhatWasNotMeasured) {
  result::Bench bench;
  bench.rows = {RowOf("fetch_add_relaxed_64", 1, 6)};
  EXPECT_THAT(SheetText(BenchExplained(bench)),
              AllOf(HasSubstr("Alone, an atomic add"),
                    HasSubstr("Not measured: more than one thread.")));
  bench.rows.push_back(RowOf("absl_mutex", 2, 120));
  EXPECT_THAT(SheetText(BenchExplained(bench)),
              HasSubstr("Not measured: fetch_add_relaxed_64, threads 2."));
}

}  // namespace
}  // namespace atomics_lab::report
