// A thread as the search sees it: a state that is a number, and moves.
//
// Each memory model is one Machine (sc_machine, tso_machine, armv8_machine). It
// holds whatever the model gives to a single thread: registers, private memory,
// store buffer, exclusive monitor, instructions in flight. The search holds
// what threads share, one memory with one value at each place, and interleaves
// moves. Local states are interned, and what a machine computes for one of them
// it computes once.
#ifndef ATOMICS_LAB_TOOLS_EXPLORE_MACHINE_H_
#define ATOMICS_LAB_TOOLS_EXPLORE_MACHINE_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "tools/explore/escape.h"
#include "tools/explore/move.h"
#include "tools/explore/program.h"

namespace atomics_lab::explore {

class Machine {
 public:
  virtual ~Machine() = default;

  // The state in which a thread starts. Threads that start in the same state
  // are interchangeable.
  // Errors, here and below (InvalidArgument, one line): the thread computes
  // forever without touching shared memory, jumps nowhere, traps, accesses
  // memory that no region holds or across its alignment; kEscaped (escape.h),
  // see Job.
  virtual absl::StatusOr<LocalState> Start(const Thread& thread) = 0;

  // What a thread in `state` can do next. Empty when it has finished.
  // Guarantees: stays valid until the machine is destroyed.
  virtual absl::StatusOr<absl::Span<const Move>> Moves(LocalState state) = 0;

  // The state after `state`'s move number `move`, which read `read` (ignored
  // for kInternal and kWrite; bytes above the size are 0).
  virtual absl::StatusOr<Step> Next(LocalState state, std::size_t move,
                                    const Value& read) = 0;

  // The state after another thread's write reached memory: an exclusive
  // monitor is lost, or kNoState if no execution goes on this way.
  virtual absl::StatusOr<LocalState> AfterForeignWrite(LocalState state,
                                                       std::uint64_t address,
                                                       int size) = 0;

  // False if no write of another thread changes `state`: AfterForeignWrite
  // need not be asked.
  virtual bool Hears(LocalState) const { return true; }

  // True when the thread has done all its calls and holds nothing back: its
  // stores are in memory.
  virtual bool Finished(LocalState state) const = 0;

  // True if every step up to here is settled: nothing that it guessed can
  // still turn out wrong. A thread that cannot go on from a settled state is
  // stuck; one that cannot go on from another guessed wrong.
  virtual bool Settled(LocalState state) const = 0;

  virtual LocalView View(LocalState state) const = 0;

  // What it does not follow: "a window of 16 accesses". Empty if the model is
  // explored whole.
  virtual std::string Bound() const { return ""; }

  // What it left out because another path has the same outcome, each in a few
  // words: "repeated iterations merged".
  virtual std::vector<std::string> Reductions() const { return {}; }

  // False if the model has no order between accesses of different sizes to the
  // same bytes: see Job::takes_mixed_sizes.
  virtual bool OrdersMixedSizes() const { return true; }

  // Bytes that its states take.
  virtual std::size_t Memory() const = 0;
};

}  // namespace atomics_lab::explore

#endif  // ATOMICS_LAB_TOOLS_EXPLORE_MACHINE_H_
