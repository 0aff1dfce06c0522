#include "tools/explore/armv8_machine.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "tools/explore/armv8_order.h"
#include "tools/explore/where.h"
#include "tools/isa/micro_op.h"

namespace atomics_lab::explore {
namespace {

using Kind = isa::MicroOp::Kind;
using Outcome = ScriptEntry::Outcome;

// So many operations without shared memory are taken for an endless loop.
constexpr int kMostSettledOperations = 1 << 20;

// After so many, what is own and read again is tried as shared.
constexpr int kMostOwnOperations = 1 << 12;

// What follows the last event that was performed is fetched again.
void ForgetTail(Script& script) {
  while (!script.empty() && script.back().outcome != Outcome::kPerformed) {
    script.pop_back();
  }
}

}  // namespace

Armv8Machine::Armv8Machine(const Job& job, const Armv8Options& options)
    : options_(options), threads_(job) {
  for (const Thread& thread : job.threads) threads_.ProfileOf(thread);
}

Armv8Machine::Loaded Armv8Machine::Load(LocalState state) const {
  const Words& words = *states_[state];
  const Position at = PositionOf(words);
  Loaded loaded;
  Decode(words, threads_.LiveAt(at.profile, at.operation, at.call),
         loaded.settled, loaded.script);
  return loaded;
}

LocalState Armv8Machine::Intern(const explore::Settled& settled,
                                const Script& script) {
  Words words =
      Encode(settled, script,
             threads_.LiveAt(settled.profile, settled.operation, settled.call));
  const auto number = static_cast<LocalState>(states_.size());
  const auto [found, added] = numbers_.try_emplace(std::move(words), number);
  if (added) {
    states_.push_back(&found->first);
    choices_.emplace_back();
    words_ += found->first.size();
  }
  return found->second;
}

Window Armv8Machine::Replay(const Loaded& loaded) const {
  Window window(threads_, loaded.settled, loaded.script);
  while (window.Scripted() && !window.wrong()) {
    if (window.Step() != Window::Stop::kNone) break;
  }
  return window;
}

absl::Status Armv8Machine::CheckNext(const Window& window) const {
  const isa::MicroOp& op = window.next();
  const explore::Settled& settled = window.settled();
  if (op.kind == Kind::kLoad || op.kind == Kind::kStore) {
    return threads_.CheckAccess(settled.profile, settled.operation,
                                window.Read(op.a).value);
  }
  return absl::OkStatus();
}

// Others may turn out to write what is own: see Job::own_is_placed. If they do
// not, calling it shared costs states and is as exact.
bool Armv8Machine::WaitsForOwn(const Window& window) const {
  const isa::MicroOp& op = window.next();
  return threads_.OwnIsPlaced() && op.kind == Kind::kLoad &&
         threads_.IsOwn(window.settled().profile, window.Read(op.a).value,
                        op.size);
}

absl::Status Armv8Machine::Bad(const Window& window) const {
  const Program& program = threads_.program();
  const isa::MicroOp& op = window.next();
  const bool named = op.kind == Kind::kTrap && op.target < program.traps.size();
  return absl::InvalidArgumentError(
      absl::StrCat(Where(program, window.operation()), ": ",
                   named ? program.traps[op.target]
                         : "traps or leads nowhere; all code must be known"));
}

absl::StatusOr<Window> Armv8Machine::SettleFront(const Loaded& loaded) const {
  Window window(threads_, loaded.settled, loaded.script);
  window.Settle();
  // It stays at the head of a loop, so that a second visit is known for one.
  std::optional<Window> head;
  for (int i = 0; i < kMostSettledOperations; ++i) {
    if (window.settled().call >=
        threads_.thread(window.settled().profile).calls) {
      return window;
    }
    if (absl::Status bad = CheckNext(window); !bad.ok()) return bad;
    if (i > kMostOwnOperations && WaitsForOwn(window)) {
      return Escaped(absl::StrCat(Where(threads_.program(), window.operation()),
                                  ": waits for its own memory to change"),
                     {window.Read(window.next().a).value, window.next().size});
    }
    if (threads_.IsLoopHead(window.operation())) head = window;
    if (!window.CanSettle()) return head.has_value() ? *head : window;
    const bool access =
        window.next().kind == Kind::kLoad || window.next().kind == Kind::kStore;
    if (access) head.reset();
    const Window::Stop stop = window.Step();
    if (stop == Window::Stop::kBad) return Bad(window);
    window.Settle();
  }
  return absl::InvalidArgumentError(
      absl::StrCat(Where(threads_.program(), window.settled().operation),
                   " is in a loop that never touches shared memory"));
}

absl::StatusOr<LocalState> Armv8Machine::Normalise(const Loaded& loaded) {
  Window window = Replay(loaded);
  if (window.wrong() || !window.NotePlaces()) return kNoState;
  ABSL_ASSIGN_OR_RETURN(Window front,
                        SettleFront({loaded.settled, window.script()}));
  const auto at = static_cast<std::ptrdiff_t>(front.at());
  const Script& script = front.script();
  Script rest(script.begin() + at, script.end());
  ForgetTail(rest);
  explore::Settled settled = front.settled();
  // A script tells which way the registers at its start led.
  if (rest.empty() && settled.call < threads_.thread(settled.profile).calls) {
    threads_.same_future().Settle(settled.operation, settled.registers);
  }
  return Intern(settled, rest);
}

absl::StatusOr<LocalState> Armv8Machine::Start(const Thread& thread) {
  Loaded loaded;
  loaded.settled.profile = threads_.ProfileOf(thread);
  loaded.settled.operation = thread.entry;
  for (const RegisterValue& value : thread.registers) {
    loaded.settled.registers[value.reg] = value.value;
  }
  for (const MemoryRegion& region : thread.own) {
    for (std::size_t i = 0; i < region.bytes.size(); ++i) {
      if (region.bytes[i] == 0) continue;
      const std::uint64_t at = region.address + i;
      loaded.settled.own[at / 8 * 8] |= std::uint64_t{region.bytes[i]}
                                        << (at % 8 * 8);
    }
  }
  if (!threads_.OwnIsPrivate()) loaded.settled.own.clear();
  return Normalise(loaded);
}

absl::Status Armv8Machine::CheckEscape(std::uint32_t profile,
                                       const Move& move) const {
  if (threads_.OwnIsPlaced() || move.kind != Move::Kind::kWrite ||
      move.size < 8) {
    return absl::OkStatus();
  }
  if (threads_.PointsToOwn(profile, move.value.low) ||
      threads_.PointsToOwn(profile, move.value.high)) {
    return absl::Status(kEscaped,
                        "an own address is stored where other threads see it");
  }
  return absl::OkStatus();
}

absl::StatusOr<Step> Armv8Machine::Next(LocalState state, std::size_t move,
                                        const Value& read) {
  const Plan& plan = choices_[state].plans[move];
  const Move& made = choices_[state].moves[move];
  Loaded loaded = Load(state);
  if (absl::Status bad = CheckEscape(loaded.settled.profile, made); !bad.ok()) {
    return bad;
  }
  loaded.script = plan.script;
  if (plan.performs) {
    ScriptEntry& entry = loaded.script[plan.entry];
    entry.outcome = Outcome::kPerformed;
    if (made.kind == Move::Kind::kRead) entry.value = read;
    if (plan.forwards) entry.value = plan.value;
    entry.forwarded = plan.forwards_unknown;
  }
  ABSL_ASSIGN_OR_RETURN(LocalState next, Normalise(loaded));
  return Step{.next = next};
}

bool Armv8Machine::Finished(LocalState state) const {
  const Position at = PositionOf(*states_[state]);
  return at.call >= threads_.thread(at.profile).calls;
}

bool Armv8Machine::Settled(LocalState state) const {
  return Load(state).script.empty();
}

LocalView Armv8Machine::View(LocalState state) const {
  const Loaded loaded = Load(state);
  LocalView view;
  view.operation =
      Finished(state)
          ? static_cast<std::uint32_t>(threads_.program().operations.size())
          : loaded.settled.operation;
  view.call = loaded.settled.call;
  for (std::size_t i = 0; i < loaded.settled.registers.size(); ++i) {
    const std::uint64_t value = loaded.settled.registers[i];
    if (value == 0) continue;
    view.registers.push_back({static_cast<isa::RegisterNumber>(i), value});
  }
  const Window window = Replay(loaded);
  for (const Event& event : window.events()) {
    if (event.own) continue;
    view.in_flight.push_back(
        {.operation = event.operation,
         .is_store = event.is_store,
         .performed = event.performed,
         .placed = event.placed,
         .valued = event.is_store ? event.valued : event.performed,
         .address = event.address,
         .size = event.size,
         .value = event.value});
    if (!event.is_store || event.performed || !event.valued || !event.placed) {
      continue;
    }
    view.store_buffer.push_back({event.address, event.size, event.value});
  }
  return view;
}

std::string Armv8Machine::Bound() const {
  std::string bound;
  const auto add = [&](bool happened, const std::string& what) {
    if (!happened) return;
    absl::StrAppend(&bound, bound.empty() ? "" : ", ", what);
  };
  add(ways_cut_, "so many ways to guess");
  add(window_filled_,
      absl::StrCat("a window of ", options_.window, " accesses"));
  add(back_edge_waited_, "back edges wait");
  add(part_waited_, "loads of parts of a pending store wait");
  return bound;
}

std::vector<std::string> Armv8Machine::Reductions() const {
  std::vector<std::string> reductions;
  if (merged_) reductions.emplace_back("repeated iterations merged");
  if (stopped_at_waiting_) {
    reductions.emplace_back("what must wait not fetched");
  }
  return reductions;
}

std::size_t Armv8Machine::Memory() const {
  return words_ * sizeof(std::uint64_t) + states_.size() * 256;
}

std::unique_ptr<Machine> MakeArmv8Machine(const Job& job) {
  return std::make_unique<Armv8Machine>(job);
}

}  // namespace atomics_lab::explore
