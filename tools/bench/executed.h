// Executed instructions of increments, from what QEMU tells of a run.
#ifndef ATOMICS_LAB_TOOLS_BENCH_EXECUTED_H_
#define ATOMICS_LAB_TOOLS_BENCH_EXECUTED_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "tools/result/experiments.h"

namespace atomics_lab::bench {

// What makes QEMU's user mode print a line for each instruction before it is
// executed, with the function that it is in (QEMU 8.1 and later).
inline constexpr std::string_view kTracingQemu[] = {"QEMU_LOG=exec,nochain",
                                                    "QEMU_ONE_INSN_PER_TB=1"};

// A counter that executes more, from the end of the one before it to the end of
// its second increment, is not waited for. Starting the program is counted with
// the first one: about 1.6 million instructions, nearly all in the dynamic
// linker. An increment takes a few thousand at most.
inline constexpr std::uint64_t kMostExecuted = 10'000'000;

// Reads the lines of a traced run of count_main.cc, and counts the instructions
// of each Add: from its first to its return, both included, with all that it
// calls.
class Executed {
 public:
  explicit Executed(std::vector<std::string> counters,
                    std::uint64_t most = kMostExecuted);

  // A line without its newline. False if a counter has executed more than
  // `most`: the run need not go on.
  bool ReadLine(std::string_view line);

  // One for each counter, in their order, up to and with one that has executed
  // more than `most`; with a reason instead of counts if two increments were
  // not seen from beginning to end.
  std::vector<result::InstructionCount> Counts() const;

  // The last line that told of no instruction: why there are none. Often empty.
  const std::string& other() const { return other_; }

 private:
  struct Counter {
    std::string name;
    std::string add;  // the beginning of its Add's symbol
    std::vector<std::uint64_t> counts;
    std::string note;
  };

  Counter* Begun(std::string_view symbol);
  void ReadSymbol(std::string_view symbol);

  std::vector<Counter> counters_;
  std::uint64_t most_;
  std::uint64_t since_ = 0;     // instructions since a counter's last increment
  Counter* current_ = nullptr;  // whose Add is running
  Counter* last_ = nullptr;     // whose Add ran last
  std::uint64_t count_ = 0;     // its instructions so far
  std::string caller_;          // the symbol of the last line outside of Adds
  std::string other_;
};

}  // namespace atomics_lab::bench

#endif  // ATOMICS_LAB_TOOLS_BENCH_EXECUTED_H_
