// A race as a machine that a reader drives: every state of a small program of
// threads, and what each thread can do in it.
//
// What many states have in common stands in tables; everything else refers to
// their entries by index, from 0.
#ifndef ATOMICS_LAB_TOOLS_RESULT_STEPPER_H_
#define ATOMICS_LAB_TOOLS_RESULT_STEPPER_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "tools/result/exploration.h"

namespace atomics_lab::result {

using Index = std::uint64_t;

// In the order in which a thread's program has them.
struct StepperInstruction {
  std::string function;       // demangled; empty if unknown
  std::uint64_t address = 0;  // as listed
  std::string text;           // "lock xadd qword ptr [rdi], rax"
  std::string source;  // "counters/specimens/fetch_add.h:41"; empty if unknown

  friend bool operator==(const StepperInstruction&,
                         const StepperInstruction&) = default;
};

// What threads share.
struct StepperPlace {
  std::string name;  // "counter+8"
  std::uint64_t address = 0;
  int size = 0;  // bytes

  friend bool operator==(const StepperPlace&, const StepperPlace&) = default;
};

// An access that a thread has under way.
struct StepperAccess {
  Index instruction = 0;
  bool store = false;
  bool performed = false;      // ahead of one before it that was not
  std::string place;           // empty while its address is not known
  std::optional<Value> value;  // of a load once it was performed

  friend bool operator==(const StepperAccess&, const StepperAccess&) = default;
};

// What a thread is like.
struct StepperThread {
  std::optional<Index> next;  // instruction, the oldest that is not done
  int call = 0;               // from 0
  bool finished = false;
  std::map<std::string, Value> registers;  // those that still matter
  std::vector<PendingStore> store_buffer;  // oldest first
  std::vector<StepperAccess> in_flight;    // of Armv8; in program order

  friend bool operator==(const StepperThread&, const StepperThread&) = default;
};

// Something that a thread does.
struct StepperAction {
  std::optional<Index> instruction;
  std::string action;          // as WitnessStep::action
  std::optional<Index> place;  // unless it is internal
  std::optional<Value> read;
  std::optional<Value> wrote;
  std::string note;  // as WitnessStep::note
  // Instructions before it in its thread's program whose accesses had not been
  // performed: what it overtook.
  std::vector<Index> passes;

  friend bool operator==(const StepperAction&, const StepperAction&) = default;
};

struct StepperMove {
  Index thread = 0;
  Index action = 0;
  Index state = 0;  // after it

  friend bool operator==(const StepperMove&, const StepperMove&) = default;
};

struct StepperState {
  std::vector<Index> threads;  // Stepper::thread_states, one for each thread
  Index memory = 0;
  Index reachable = 0;
  std::vector<StepperMove> moves;  // by thread

  friend bool operator==(const StepperState&, const StepperState&) = default;
};

struct Stepper {
  std::string counter;  // empty for somebody's own functions
  std::string target;   // of those, the file
  std::string model;    // sc, tso, armv8
  int threads = 0;
  int increments = 0;  // calls of each thread
  std::string bound;   // what the graph leaves out; empty if nothing
  std::optional<Value> nothing_lost;  // the final value of a lossless counter
  std::vector<StepperInstruction> instructions;
  std::vector<StepperPlace> places;
  std::vector<Value> outcomes;                // final values, ascending
  std::vector<std::vector<Index>> reachable;  // sets of outcomes, ascending
  std::vector<std::vector<Value>> memories;   // by place
  std::vector<StepperThread> thread_states;
  std::vector<StepperAction> actions;
  std::vector<StepperState> states;  // the first is the start

  friend bool operator==(const Stepper&, const Stepper&) = default;
};

}  // namespace atomics_lab::result

#endif  // ATOMICS_LAB_TOOLS_RESULT_STEPPER_H_
