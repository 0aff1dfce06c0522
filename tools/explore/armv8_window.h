// A thread's instructions in flight, fetched in program order from what is
// settled, along a script.
#ifndef ATOMICS_LAB_TOOLS_EXPLORE_ARMV8_WINDOW_H_
#define ATOMICS_LAB_TOOLS_EXPLORE_ARMV8_WINDOW_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "tools/explore/armv8_events.h"
#include "tools/explore/armv8_order.h"
#include "tools/explore/armv8_state.h"
#include "tools/explore/armv8_threads.h"
#include "tools/isa/micro_op.h"

namespace atomics_lab::explore {

// What a register holds while loads are still to come. An unknown value has
// hashes of how it is computed; a predicted one is what it will be if the
// guesses are right.
struct FlightRegister {
  std::uint64_t value = 0;
  std::uint64_t identity = 0;    // every load is its own
  std::uint64_t shape = 0;       // loads of the same bytes look the same
  std::uint64_t difference = 0;  // of a subtraction: names its two sides
  int bits = 64;                 // others are 0
  bool known = true;
  bool predicted = false;
  EventSet from = 0;  // syntactic dependency

  bool Certain() const { return known || predicted; }
};

// Hashes one word more.
inline std::uint64_t Mix(std::uint64_t hash, std::uint64_t word) {
  hash = (hash ^ word) * 0x9e3779b97f4a7c15;
  return hash ^ (hash >> 29);
}

// Names the question whether two values are equal.
std::uint64_t EqualityOf(int bits, const FlightRegister& a,
                         const FlightRegister& b);

// Names the opposite of a truth value.
std::uint64_t NegationOf(const FlightRegister& truth);

class Window {
 public:
  enum class Stop {
    kNone,   // went one operation on
    kGuess,  // a branch or choice that the script does not know: see Guesses
    kEnd,    // all calls are done
    kBad,    // jumps nowhere, or traps
    kFull,   // holds kMostEvents
  };

  // Requires: `threads` outlives it.
  Window(const Armv8Threads& threads, const Settled& settled, Script script);

  // Executes the next operation.
  Stop Step();
  // After kGuess: how many ways there are, and to go one of them.
  std::uint64_t Guesses() const;
  void Guess(std::uint64_t way);

  // True while the script given at the start has not been used up.
  bool Scripted() const { return at_ < scripted_; }
  // The script and the program do not fit together: a guess was wrong.
  bool wrong() const { return wrong_; }
  // True if it came back to the head of a loop, and nothing that can follow
  // could not have followed the first time: see armv8_machine.h.
  bool WentInCircle();

  // Notes in the script which events have no address yet. False if one that
  // came to be known shows that the way leads nowhere.
  bool NotePlaces();

  const std::vector<Event>& events() const { return events_; }
  const Script& script() const { return script_; }
  Script& script() { return script_; }
  std::size_t at() const { return at_; }
  const isa::MicroOp& next() const;
  const Settled& settled() const { return settled_; }
  std::uint32_t operation() const { return operation_; }
  int call() const { return call_; }
  const FencesBefore& fences() const { return fences_; }
  EventSet barrier() const { return barrier_; }
  int monitor_event() const { return monitor_event_; }
  const FlightRegister& Read(isa::RegisterNumber reg) const {
    return registers_[reg];
  }
  FlightRegister Read(const isa::Source& source) const;

  // True if the next operation can be passed for good: everything that it does
  // was performed. Requires: no events.
  bool CanSettle() const;
  // What stands now is settled: events are forgotten. Requires: they were
  // performed.
  void Settle();

 private:
  struct Visit {
    std::uint32_t operation = 0;
    int call = 0;
    std::vector<FlightRegister> registers;
    std::size_t events = 0;
    int monitor_event = kNoEvent;
    EventSet control = 0;
    EventSet guessed = 0;
    std::size_t asked = 0;
  };
  // A condition whose answer was guessed.
  struct Asked {
    std::uint64_t identity = 0;
    EventSet from = 0;
  };
  struct Fact {
    std::uint64_t identity = 0;
    std::uint64_t value = 0;
  };

  ScriptEntry& Take();
  bool HasEntry() const { return at_ < script_.size(); }
  void Write(isa::RegisterNumber reg, const FlightRegister& value);
  FlightRegister Compute(const isa::MicroOp& op) const;
  void Learn(const FlightRegister& what, std::uint64_t value);
  bool MonitorAllows(const isa::MicroOp& op) const;

  Stop Load(const isa::MicroOp& op);
  Stop Store(const isa::MicroOp& op);
  Stop ExclusiveStore(const isa::MicroOp& op);
  Stop ConditionalStore(const isa::MicroOp& op);
  Stop Branch(const isa::MicroOp& op);
  Stop Choose(const isa::MicroOp& op);
  Stop Return();
  Stop Go(std::uint64_t operation);
  void PassFence(isa::Fence fence);

  void SettleOwnStore(const Event& store);
  void BuryCall();

  Event MakeEvent(const isa::MicroOp& op) const;
  void AddStore(const isa::MicroOp& op, int pair, bool guessed);
  void AddEvent(const Event& event);
  EventSet TakeForwarded(Event& load, ScriptEntry& entry) const;
  void PerformOwnLoad(Event& load);
  bool OwnByte(std::uint64_t address, std::uint8_t& byte) const;

  bool OnlySilentStores(const Visit& visit) const;
  bool ValueAlike(isa::RegisterNumber reg, const FlightRegister& was,
                  const FlightRegister& is) const;
  bool Alike(const Visit& visit) const;
  bool FailsLikewise(const Visit& visit, std::size_t load) const;
  bool AskedOnly(const Visit& before, const Visit& after, std::size_t load,
                 std::uint64_t equality) const;
  bool DiffersByRead(const Visit& before, const Visit& after,
                     std::size_t load) const;
  bool DiffersByFailure(const Visit& before, const Visit& after,
                        std::size_t load) const;
  bool Renamed(const Visit& visit, EventSet before, EventSet now) const;

  const Armv8Threads* threads_;
  Settled settled_;  // its registers are not kept while events are in flight
  std::vector<FlightRegister> registers_;  // those that the threads use
  std::uint32_t operation_ = 0;
  int call_ = 0;
  Script script_;
  std::size_t at_ = 0;
  std::size_t scripted_ = 0;
  std::vector<Event> events_;
  // Shared by copies of the window: a visit is ten kilobytes and never changes.
  std::vector<std::shared_ptr<const Visit>> visits_;
  std::vector<Fact> facts_;
  std::vector<Asked> asked_;
  int monitor_event_ = kNoEvent;
  EventSet control_ = 0;
  EventSet guessed_ = 0;  // the conditions of branches that were guessed
  EventSet addresses_ = 0;
  EventSet barrier_ = 0;
  FencesBefore fences_;
  bool wrong_ = false;
};

}  // namespace atomics_lab::explore

#endif  // ATOMICS_LAB_TOOLS_EXPLORE_ARMV8_WINDOW_H_
