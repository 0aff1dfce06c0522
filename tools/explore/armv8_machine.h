// A thread under the Armv8 memory model, as linear extensions of
// ordered-before.
//
// The machine performs a thread's events one by one, each once those are
// performed that the model orders before it (armv8_order.h); memory holds what
// was performed. So a path is a linear extension of ordered-before of one
// candidate execution, and the axioms hold on it:
//  - external: every edge of ordered-before goes forwards. Those between
//    threads do because memory is one, and Exp-haz-ob because a foreign write
//    ends the way if a later load of its location was performed before an
//    earlier one.
//  - internal: stores to a location are performed in program order; a load
//    takes its value from the last earlier store of its own thread, or waits
//    until that is performed and reads memory. (What an atomic operation will
//    store it may take before it is known; what needs the value then waits.)
//  - atomic: a foreign write ends the way between the two halves of a pair; of
//    a `cas` that may not have its second half, the ways in which it has.
// Conversely a valid execution's ordered-before is acyclic, and each of its
// linear extensions is a path, but for what is left out below.
//
// Left out, because another path has the same outcome:
//  - Two loads of the same bytes, no own store to them between, are performed
//    in program order. What orders the earlier one also orders the later one,
//    and no write can come between them (Exp-haz-ob): the earlier one may move.
//  - An iteration that leads back to the head of a loop with live registers as
//    they were (or so that the rest is the same: same_future.h), and stored
//    nothing but what an atomic operation had just read, is not followed in
//    advance: the execution without it has the same outcome. Likewise if
//    registers only took from a load of the iteration what they had from an
//    earlier one of the same bytes that nothing else saw: the later load can
//    stand for the earlier. (The earlier one may be the read of a failed `cas`.
//    Either it also fails on the later value, or that is what it was compared
//    with, and both iterations can go.) Armv8Options::merge_iterations turns
//    it off, and armv8_loops_test.cc compares random loops with and without.
//  - Fetching stops where nothing further can be performed: after an
//    unperformed acquire load, or a fence that has to wait; or where all that
//    can follow, as far as addresses are known beforehand
//    (reachable_accesses.h), is an access to just the bytes of an access that
//    is still to be performed, or a load of bytes that no thread ever stores.
//    A store has to wait for such an access, and so has a load, unless an own
//    store is forwarded to it; what only a forwarded value or one that never
//    changes enables waits likewise. (Armv8Options::stop_at_waiting)
//
// A state is what is settled (everything before was performed) and a script of
// what came of the accesses and guesses up to the last event that was
// performed out of order; all else is fetched again when it is asked for.
// So a spin loop that reads the same again is in the same state again.
//
// Private own memory takes part as events that are performed as soon as they
// may be: nobody sees when.
//
// Dropped, and named by Bound() where it happens: what a window of so many
// accesses cuts off, or a number of ways to guess from one state; loads that
// only partly overlap a pending store wait for it.
//
// Errors are those of settled operations: a wrong guess may lead anywhere.
#ifndef ATOMICS_LAB_TOOLS_EXPLORE_ARMV8_MACHINE_H_
#define ATOMICS_LAB_TOOLS_EXPLORE_ARMV8_MACHINE_H_

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "absl/container/node_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "tools/explore/armv8_state.h"
#include "tools/explore/armv8_threads.h"
#include "tools/explore/armv8_window.h"
#include "tools/explore/machine.h"
#include "tools/explore/program.h"

namespace atomics_lab::explore {

struct Armv8Options {
  // Accesses to shared memory that a thread has in flight at most.
  std::size_t window = 16;
  // Do not fetch past a jump back before all earlier events are performed.
  // Fewer states; not proven to keep all outcomes.
  bool back_edges_wait = false;
  // Leave out iterations that change nothing (above). Without, every iteration
  // is followed as far as the window goes.
  bool merge_iterations = true;
  // Do not fetch what must wait anyway (above).
  bool stop_at_waiting = true;
};

class Armv8Machine : public Machine {
 public:
  // Requires: `job` outlives the machine.
  explicit Armv8Machine(const Job& job, const Armv8Options& options = {});

  absl::StatusOr<LocalState> Start(const Thread& thread) override;
  absl::StatusOr<absl::Span<const Move>> Moves(LocalState state) override;
  absl::StatusOr<Step> Next(LocalState state, std::size_t move,
                            const Value& read) override;
  absl::StatusOr<LocalState> AfterForeignWrite(LocalState state,
                                               std::uint64_t address,
                                               int size) override;
  bool Finished(LocalState state) const override;
  bool Settled(LocalState state) const override;
  LocalView View(LocalState state) const override;
  std::string Bound() const override;
  bool OrdersMixedSizes() const override { return false; }
  std::vector<std::string> Reductions() const override;
  std::size_t Memory() const override;

 private:
  // A move, and what becomes of the script by it.
  struct Plan {
    Script script;
    std::size_t entry = 0;
    bool performs = true;  // false: only the script's choices are made
    bool forwards = false;
    bool forwards_unknown = false;  // the value is not known yet
    Value value;                    // forwarded
  };
  struct Choices {
    bool made = false;
    std::vector<Move> moves;
    std::vector<Plan> plans;
  };
  struct Loaded {
    explore::Settled settled;
    Script script;
  };

  Loaded Load(LocalState state) const;
  Window Replay(const Loaded& loaded) const;
  LocalState Intern(const explore::Settled& settled, const Script& script);
  absl::StatusOr<LocalState> Normalise(const Loaded& loaded);
  absl::StatusOr<Window> SettleFront(const Loaded& loaded) const;
  absl::Status CheckNext(const Window& window) const;
  bool WaitsForOwn(const Window& window) const;
  // What an operation that nothing follows says of itself.
  absl::Status Bad(const Window& window) const;

  // A way along which fetching goes on.
  struct Ahead {
    Window window;
    bool guessed = false;
    int operations = 0;  // fetched so far
  };
  using Ways = std::vector<Ahead>;

  bool AllMustWait(const Window& window) const;
  void FetchAll(const Loaded& loaded, Choices& choices);
  void Fetch(Ahead ahead, Ways& ways, Choices& choices);
  bool GoesBackTooSoon(const Window& window);
  static void Guess(Ahead ahead, Ways& ways);
  void Offer(const Window& window, bool guessed, Choices& choices);
  void OfferLoad(const Window& window, Move move, Choices& choices);
  void OfferEnd(const Window& window, Choices& choices) const;
  absl::Status CheckEscape(std::uint32_t profile, const Move& move) const;

  const Armv8Options options_;
  Armv8Threads threads_;
  std::vector<const Words*> states_;
  absl::node_hash_map<Words, LocalState> numbers_;
  std::deque<Choices> choices_;
  std::size_t words_ = 0;
  bool merged_ = false;
  bool stopped_at_waiting_ = false;
  bool window_filled_ = false;
  bool ways_cut_ = false;
  bool back_edge_waited_ = false;
  bool part_waited_ = false;
};

// With the default options. Requires: `job` outlives the machine.
std::unique_ptr<Machine> MakeArmv8Machine(const Job& job);

}  // namespace atomics_lab::explore

#endif  // ATOMICS_LAB_TOOLS_EXPLORE_ARMV8_MACHINE_H_
