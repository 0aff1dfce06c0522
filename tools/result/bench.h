// What an increment costs: measurements of counters under contention.
#ifndef ATOMICS_LAB_TOOLS_RESULT_BENCH_H_
#define ATOMICS_LAB_TOOLS_RESULT_BENCH_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tools/result/experiments.h"
#include "tools/result/latency.h"
#include "tools/result/result.h"
#include "tools/result/spread.h"  // IWYU pragma: export

namespace atomics_lab::result {

// The mix of threads that only add. Others have names of their own
// (tools/bench/mix.h).
inline constexpr std::string_view kAdds = "adds";

// A spinning lock as the catalog has it, which gives the processor no hint
// while it waits. Hints have names of their own (counters/hints.h).
inline constexpr std::string_view kNoHint = "none";

// Three runs of the same length and mix, one after the other: floor, baseline,
// counter. Times are nanoseconds that a thread spends on one of its operations:
// on an increment; where the mix has reads, on an add or a read.
struct BenchRepetition {
  int number = 0;  // from 1
  double ns = 0;
  double floor_ns = 0;     // of a plain add to memory of the thread's own
  double baseline_ns = 0;  // of the counter that BenchPlan::baseline names
  std::vector<std::uint64_t> increments;  // of each thread, and its reads

  friend bool operator==(const BenchRepetition&,
                         const BenchRepetition&) = default;
};

// A repetition that something else disturbed: its floor is not the others'.
struct MovedFloor {
  int repetition = 0;  // its number
  double percent = 0;  // against the median floor; negative if it was faster

  friend bool operator==(const MovedFloor&, const MovedFloor&) = default;
};

// One counter under one number of threads with one mix and, of a spinning lock,
// one hint. Medians are over
// repetitions, all of them, disturbed or not; ratios are formed within each
// repetition.
struct BenchRow {
  std::string counter;
  int threads = 0;
  std::string mix = std::string(kAdds);     // what each thread did
  std::string hint = std::string(kNoHint);  // that the counter gave; its
                                            // baseline gives none
  std::string note;  // what the counter did otherwise than usual; mostly empty
  std::vector<BenchRepetition> repetitions;  // fewer than planned if stopped
  Spread ns;
  Spread floor_ns;
  Spread baseline_ns;
  Spread to_floor;     // ns / floor_ns
  Spread to_baseline;  // ns / baseline_ns
  // Of the threads' increments, the medians: Jain's index (1: all threads got
  // on alike; 1/threads: one did all), and the slowest thread's share of all
  // increments (fair is 1/threads).
  double jain = 0;
  double slowest_share = 0;
  std::vector<MovedFloor> disturbed;

  friend bool operator==(const BenchRow&, const BenchRow&) = default;
};

// What measuring costs by itself: the loop around the increments, empty.
struct BenchHarness {
  Spread ns;        // for each increment that it would make
  Spread to_floor;  // of the floor, which is measured beside it
  int repetitions = 0;

  friend bool operator==(const BenchHarness&, const BenchHarness&) = default;
};

// The busy wait of mixes that stay inside a lock; zeros if there were none.
struct BenchWait {
  double step_ns = 0;  // the median of its calibrations
  double percent = 0;  // the range of their middle half, of the median

  friend bool operator==(const BenchWait&, const BenchWait&) = default;
};

struct BenchPlan {
  std::string baseline;    // "absl_mutex"
  std::string affinity;    // "pinned": a CPU for each thread, or "free"
  double run_seconds = 0;  // how long each run lasts
  int repetitions = 0;     // of each row
  // Counters that are no locks, which have no rows of mixes that stay inside.
  std::vector<std::string> left_out;
  BenchWait wait;
  // Counters that are no spinning locks, which have no rows with a hint.
  std::vector<std::string> without_hint;

  friend bool operator==(const BenchPlan&, const BenchPlan&) = default;
};

// Where it was measured. What the system does not tell is empty or 0.
struct BenchEnvironment {
  Environment machine;
  std::string topology;             // "1 socket × 2 cores × 1 thread"
  std::vector<std::string> caches;  // "L1 data 48 KiB", in the system's order
  std::string governor;             // of CPU 0: "performance"
  double mhz = 0;                   // of CPU 0, as the kernel last saw it
  std::vector<std::string> mitigations;  // "spectre_v2: Mitigation: …"
  bool rseq = false;                     // whether the C library registered it
  std::string compiler;                  // of the measured code: "GCC 14.2.0"
  std::vector<std::string> flags;        // of the target

  friend bool operator==(const BenchEnvironment&,
                         const BenchEnvironment&) = default;
};

struct Bench {
  std::string target;
  BenchEnvironment environment;
  BenchPlan plan;
  bool interrupted = false;  // rows may lack repetitions
  BenchHarness harness;
  // Of one counter together, threads ascending, then mixes, then hints, as they
  // were named.
  std::vector<BenchRow> rows;
  std::optional<Experiments> experiments;  // if any was asked for
  std::optional<Latency> latency;          // likewise

  friend bool operator==(const Bench&, const Bench&) = default;
};

}  // namespace atomics_lab::result

#endif  // ATOMICS_LAB_TOOLS_RESULT_BENCH_H_
