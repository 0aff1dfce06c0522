// What came of forcing real threads through a schedule, or simulated ones.
#ifndef ATOMICS_LAB_TOOLS_RESULT_REPLAY_H_
#define ATOMICS_LAB_TOOLS_RESULT_REPLAY_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "tools/result/exploration.h"

namespace atomics_lab::result {

// Where the real program did otherwise than the explorer foretold.
struct ReplayDifference {
  std::uint64_t run = 0;  // from 1
  std::uint64_t step =
      0;           // instruction of that run, from 1; 0 before the first
  int thread = 0;  // from 1
  std::string instruction;
  std::string function;
  std::uint64_t address = 0;  // of the instruction
  std::string source;         // empty if unknown
  std::string what;           // "rax", "the 8 bytes at 0x7e0000000000"
  Value expected;
  Value real;
};

// That no thread ran, but only the explorer's forecast of it was followed.
struct Simulation {
  std::string why;          // no thread could be stepped; one line
  std::uint64_t value = 0;  // where it ended
};

// How often runs ended at each value.
using ValueCounts = std::map<std::uint64_t, std::uint64_t>;

struct Replay {
  std::string counter;
  std::string target;
  int threads = 0;
  int increments = 0;          // of each thread
  std::uint64_t lossless = 0;  // what nothing lost is
  std::uint64_t outcome = 0;   // that was to be forced
  // Threads from 1. In each turn a thread goes on up to and with its next
  // instruction, or modelled call, that touches shared memory.
  std::vector<int> turns;
  // What each turn did, as it was foretold and done.
  std::vector<WitnessStep> steps;
  // Calls that were stepped as a whole, their insides not compared.
  std::vector<std::string> modelled_calls;
  std::uint64_t wanted_runs = 0;
  ValueCounts forced;  // of all runs that came to their end
  // That were stepped, in all runs; a modelled call counts as one.
  std::uint64_t instructions = 0;
  double seconds = 0;  // that they took, processes started included
  std::optional<ReplayDifference> difference;
  ValueCounts free;  // of runs that nobody forced; empty if none were made
  // If present there were no runs.
  std::optional<Simulation> simulation;
};

// Whether all runs ended as wanted, as foretold at each step.
bool Succeeded(const Replay& replay);

// One object, schema "atomics-lab/replay".
std::string ReplayToJson(const Replay& replay);

}  // namespace atomics_lab::result

#endif  // ATOMICS_LAB_TOOLS_RESULT_REPLAY_H_
