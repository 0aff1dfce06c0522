// What came of exploring every interleaving of a program of threads.
#ifndef ATOMICS_LAB_TOOLS_RESULT_EXPLORATION_H_
#define ATOMICS_LAB_TOOLS_RESULT_EXPLORATION_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace atomics_lab::result {

// Up to 128 bits, as registers and memory hold them.
struct Value {
  std::uint64_t low = 0;
  std::uint64_t high = 0;

  friend bool operator==(const Value&, const Value&) = default;
};

// A store that other threads cannot see yet.
struct PendingStore {
  std::string location;  // as WitnessStep::location
  int size = 0;          // bytes
  Value value;

  friend bool operator==(const PendingStore&, const PendingStore&) = default;
};

// One thing that a thread did.
struct WitnessStep {
  int thread = 0;             // from 1, as people count
  std::string instruction;    // "lock xadd qword ptr [rdi], rax"
  std::string function;       // demangled; empty if unknown
  std::uint64_t address = 0;  // of the instruction
  std::string source;  // "counters/specimens/fetch_add.h:41"; empty if unknown
  std::string action;  // internal, read, write, read-modify-write
  std::string location;  // "counter", "counter+8"; empty if internal
  int size = 0;          // bytes; 0 if internal
  std::optional<Value> read;
  std::optional<Value> wrote;
  std::string note;  // what an internal step is; mostly empty
  // Those that changed since the thread's step before; of its first step, those
  // that are not 0.
  std::map<std::string, Value> registers;
  std::vector<PendingStore> store_buffer;  // oldest first

  friend bool operator==(const WitnessStep&, const WitnessStep&) = default;
};

// A way in which it can end.
struct ExploredOutcome {
  std::vector<Value> values;  // of Exploration::observed, one each
  int context_switches = 0;   // the fewest that lead there
  std::vector<WitnessStep> witness;

  friend bool operator==(const ExploredOutcome&,
                         const ExploredOutcome&) = default;
};

// A state from which it cannot end.
struct StuckState {
  std::string kind;  // deadlock, livelock
  std::vector<WitnessStep> witness;

  friend bool operator==(const StuckState&, const StuckState&) = default;
};

enum class ExplorationVerdict {
  kProved,        // all executions were seen, and they keep the claim
  kRefuted,       // some execution breaks it, or would if it were made
  kConsistent,    // none of those seen breaks it, but not all were seen
  kNotExplorable  // `reason` says why
};

struct Exploration {
  std::string counter;  // empty for somebody's own functions
  std::string target;   // of those, the file
  std::string model;    // sc, tso, armv8
  int threads = 0;
  int increments = 0;  // calls of each thread
  bool complete = false;
  std::string bound;  // what was left out; empty if complete
  // Why not all stuck states and witnesses were looked for; mostly empty. Says
  // nothing of the outcomes.
  std::string cut;
  std::uint64_t states = 0;
  std::uint64_t steps = 0;
  double seconds = 0;
  std::uint64_t memory_bytes = 0;
  std::vector<std::string> reductions;
  std::vector<std::string> modelled_calls;
  // Two accesses of different sizes to the same bytes, where the model has no
  // order for them and each byte's was assumed; mostly empty.
  std::string mixed_sizes;
  std::vector<std::string> observed;  // names of an outcome's values
  std::string claim;  // "lossless", "may lose updates"; empty if none is made
  ExplorationVerdict verdict = ExplorationVerdict::kNotExplorable;
  // False: the outcomes contradict what the counter claims, either way.
  bool as_claimed = true;
  std::string reason;                     // of the verdict, one line
  std::vector<ExploredOutcome> outcomes;  // ascending
  std::vector<StuckState> stuck;

  friend bool operator==(const Exploration&, const Exploration&) = default;
};

// "proved", "refuted", "consistent within the bound", "not explorable".
std::string_view VerdictName(ExplorationVerdict verdict);

// In decimal, or in hexadecimal ("0x…") from 2^32 on, as pointers are read.
std::string ValueText(const Value& value);

}  // namespace atomics_lab::result

#endif  // ATOMICS_LAB_TOOLS_RESULT_EXPLORATION_H_
