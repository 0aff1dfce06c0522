// Every interleaving of threads' moves over one memory.
#ifndef ATOMICS_LAB_TOOLS_EXPLORE_SEARCH_H_
#define ATOMICS_LAB_TOOLS_EXPLORE_SEARCH_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "tools/explore/machine.h"
#include "tools/explore/program.h"

namespace atomics_lab::explore {

enum class Model { kSc, kTso, kArmv8 };

// Everything that is left when all threads have finished.
class FinalState {
 public:
  virtual ~FinalState() = default;
  // What memory holds. Errors: InvalidArgument if no region holds it.
  virtual absl::StatusOr<Value> Read(std::uint64_t address, int size) const = 0;
  virtual std::uint64_t Register(std::size_t thread,
                                 isa::RegisterNumber reg) const = 0;
};

// What a final state means to the asker: the numbers that tell outcomes apart.
using Outcome = std::vector<std::uint64_t>;
using Observe = std::function<absl::StatusOr<Outcome>(const FinalState& state)>;

// One line of a story: what a thread did, and what it held afterwards.
struct WitnessStep {
  std::size_t thread = 0;
  Move move;
  Value read;            // of kRead and kReadModifyWrite
  bool written = false;  // of kReadModifyWrite
  Value value;           // what was written
  LocalView after;       // of the thread
};

struct Reached {
  Outcome outcome;
  // Empty unless Limits::witnesses, or if it was cut off (Exploration::cut).
  std::vector<WitnessStep> witness;
  // The fewest that any witness has among the states that were found.
  int context_switches = 0;
};

// A state from which no execution ends.
struct Stuck {
  enum class Kind { kDeadlock, kLivelock };
  Kind kind = Kind::kDeadlock;
  std::vector<WitnessStep> witness;
};

struct Progress {
  std::uint64_t states = 0;
  std::uint64_t steps = 0;
  std::uint64_t frontier = 0;  // states found and not yet followed
  std::size_t memory = 0;      // bytes
  double seconds = 0;
};

struct Limits {
  // Bytes, for all that grows with the search: where it would need more in
  // this pass or the next, it stops.
  std::size_t memory = std::size_t{4} << 30;
  std::uint64_t states = ~std::uint64_t{0};
  bool witnesses = true;
  // Thread symmetry: threads that start in the same state are sorted. Exact:
  // exchanging them maps executions onto executions. Used only where the
  // observation does not ask for threads' registers.
  bool symmetry = true;
  // Called every few thousand states of each pass, between passes, and at the
  // end. False stops the pass, and the search returns what it knows.
  std::function<bool(const Progress&)> progress;
};

struct Exploration {
  std::vector<Reached> outcomes;  // by outcome, ascending
  std::vector<Stuck> stuck;       // at most one of each kind
  // True: these are all. Otherwise `bound` says what was left out:
  // "stopped at 4.0 GiB", "interrupted", "a window of 16 accesses".
  bool complete = false;
  // More than one of them stands with a comma between.
  std::string bound;
  // True: all states were looked at for whether they are stuck, so that an
  // empty `stuck` says that none is. Never where a stop is among `bound`.
  bool stuck_known = false;
  // How many of `outcomes` and `stuck` have no witness, though one was wanted.
  std::size_t without_witness = 0;
  // Why what comes after the outcomes (stuck states, witnesses) was not
  // finished: "interrupted", "stopped at 4.0 GiB". Says nothing of `complete`,
  // which is about outcomes.
  std::string cut;
  std::vector<std::string> reductions;  // those in force: "thread symmetry"
  // Two accesses of different sizes to the same bytes, if there are any and the
  // model has no order for them (Job::takes_mixed_sizes). Mostly empty.
  std::string mixed_sizes;
  Progress spent;
};

// Errors: those of Machine and Observe; RESOURCE_EXHAUSTED never (a limit is a
// bound, not an error).
// Guarantees: deterministic, but for `seconds` and for what a stop by memory,
// time or the user cuts off.
absl::StatusOr<Exploration> Search(const Job& job, Machine& machine,
                                   const Observe& observe,
                                   const Limits& limits);

}  // namespace atomics_lab::explore

#endif  // ATOMICS_LAB_TOOLS_EXPLORE_SEARCH_H_
