// What was found out about the machine that counters are measured on.
#ifndef ATOMICS_LAB_TOOLS_RESULT_EXPERIMENTS_H_
#define ATOMICS_LAB_TOOLS_RESULT_EXPERIMENTS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tools/result/spread.h"

namespace atomics_lab::result {

// The experiments' names, in results and on the command line.
inline constexpr std::string_view kCoreToCore = "core_to_core";
inline constexpr std::string_view kFalseSharing = "false_sharing";
inline constexpr std::string_view kInstructions = "instructions";
inline constexpr std::string_view kExperiments[] = {kCoreToCore, kFalseSharing,
                                                    kInstructions};

// Spreads are over repetitions; they are zeros where there was none.

struct CorePair {
  int from = 0;  // the system's numbers of CPUs
  int to = 0;
  Spread ns;  // nanoseconds that a cache line takes from one to the other
  int repetitions = 0;  // fewer than planned if stopped

  friend bool operator==(const CorePair&, const CorePair&) = default;
};

struct CoreToCore {
  std::string reason;  // why there are no numbers; empty if there are
  std::vector<int> cpus;
  double run_seconds = 0;       // how long each run lasts
  std::vector<CorePair> pairs;  // each once, `from` before `to` in `cpus`

  friend bool operator==(const CoreToCore&, const CoreToCore&) = default;
};

// Two counters so many bytes apart, each added to by a thread of its own.
struct DistanceCost {
  int bytes = 0;
  Spread ns;           // nanoseconds of an increment
  Spread to_greatest;  // ns / ns at the greatest distance
  int repetitions = 0;

  friend bool operator==(const DistanceCost&, const DistanceCost&) = default;
};

struct FalseSharing {
  std::string reason;                   // likewise
  std::vector<int> cpus;                // the two
  double run_seconds = 0;               // how long each run lasts
  std::vector<DistanceCost> distances;  // ascending

  friend bool operator==(const FalseSharing&, const FalseSharing&) = default;
};

// Instructions of an uncontended increment: from the first of Add to its
// return, both included, with all that it calls.
struct InstructionCount {
  std::string counter;
  // The emulator that executed it: "qemu-aarch64 -cpu cortex-a57"; empty if it
  // was stepped through natively.
  std::string machine;
  std::string reason;       // why it has no counts; empty if it has
  std::uint64_t first = 0;  // of a thread's first increment
  std::uint64_t later = 0;  // of its second
  // What the process made the counter do instead of what its header describes
  // (Probe::note); empty if nothing, or if it was not asked.
  std::string note;

  friend bool operator==(const InstructionCount&,
                         const InstructionCount&) = default;
};

struct Instructions {
  std::string reason;  // why no counter has counts; empty if one may have
  std::vector<InstructionCount> counters;

  friend bool operator==(const Instructions&, const Instructions&) = default;
};

// Those that were asked for.
struct Experiments {
  std::optional<CoreToCore> core_to_core;
  std::optional<FalseSharing> false_sharing;
  std::optional<Instructions> instructions;

  friend bool operator==(const Experiments&, const Experiments&) = default;
};

}  // namespace atomics_lab::result

#endif  // ATOMICS_LAB_TOOLS_RESULT_EXPERIMENTS_H_
