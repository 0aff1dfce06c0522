// What is measured, how often and how long.
#ifndef ATOMICS_LAB_TOOLS_BENCH_PLAN_H_
#define ATOMICS_LAB_TOOLS_BENCH_PLAN_H_

#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

#include "tools/bench/mix.h"
#include "tools/bench/subject.h"
#include "tools/result/bench.h"

namespace atomics_lab::bench {

// What one row of a report measures.
struct PlannedRow {
  const Subject* counter = nullptr;  // with its hint
  int threads = 0;
  Mix mix;

  friend bool operator==(const PlannedRow&, const PlannedRow&) = default;
};

struct Plan {
  // Rows: each counter under each number of threads with each mix and hint.
  std::vector<const Subject*> counters;  // without hints
  std::vector<int> threads;
  int repetitions = 1;               // of each row
  std::chrono::nanoseconds time{0};  // of each run
  bool pinned = true;
  std::vector<Mix> mixes = {Mix{}};
  std::vector<std::string> hints = {std::string(result::kNoHint)};

  // Of one counter together, in that of one number of threads, and in that of
  // one mix. A mix with sections has rows only of locks, a hint only of
  // spinning locks.
  std::vector<PlannedRow> rows() const;
  // The counters that have no sections, if a mix has them.
  std::vector<const Subject*> left_out() const;
  // The counters that give no hint, if one is planned.
  std::vector<const Subject*> without_hint() const;
  // Whether single increments of locks are timed as well.
  bool latency = false;

  // The rows whose increments are timed one by one: those of locks that only
  // add.
  std::vector<PlannedRow> latency_rows() const;
  // One for each of them in each repetition, and one of a timed nothing.
  std::size_t latency_runs() const;
  // Three for each row in each repetition, and two for the harness.
  std::size_t runs() const;
  // About what making and joining all threads costs, those of latency too.
  std::chrono::nanoseconds start_and_end() const;
};

// The longest run that keeps all of a plan's runs within `budget`, but at least
// `least` and at most `most`. The time to start and end them counts.
std::chrono::nanoseconds TimeWithin(const Plan& plan,
                                    std::chrono::nanoseconds budget,
                                    std::chrono::nanoseconds least,
                                    std::chrono::nanoseconds most);

}  // namespace atomics_lab::bench

#endif  // ATOMICS_LAB_TOOLS_BENCH_PLAN_H_
