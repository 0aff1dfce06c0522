#include "tools/isa/loop_turn.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "absl/types/span.h"
#include "tools/isa/isa.h"
#include "tools/isa/micro_op.h"
#include "tools/isa/operands.h"
#include "tools/isa/terms.h"
#include "tools/listing/listing.h"

namespace atomics_lab::isa {
namespace {

using listing::Instruction;
using Cell = TurnState::Cell;

// Enough for every loop of a few dozen instructions.
constexpr std::size_t kMostOperations = 20000;
constexpr std::uint64_t kFirstPage = 4096;
// Names of values that nobody knows, beside numbers of instructions.
constexpr std::uint64_t kInterference = std::uint64_t{1} << 32;
constexpr std::uint64_t kOverlap = std::uint64_t{1} << 33;

// True if a comparison is of what two places in memory hold, of which the first
// is another only by name: an expected value that was loaded by another address
// is taken to have been loaded from where it is expected.
bool ComparesMemory(const Terms& terms, TermNumber truth) {
  if (!terms.IsOperation(truth, Operation::kEqual)) return false;
  const Term& a = terms.at(terms.at(truth).a);
  const Term& b = terms.at(terms.at(truth).b);
  return a.kind == Term::Kind::kMemory && b.kind == Term::Kind::kMemory &&
         a.constant == b.constant;
}

const Cell* FindCell(const std::vector<Cell>& cells, TermNumber address) {
  const auto found = std::find_if(
      cells.rbegin(), cells.rend(),
      [address](const Cell& cell) { return cell.address == address; });
  return found == cells.rend() ? nullptr : &*found;
}

}  // namespace

LoopTurns::LoopTurns(listing::Architecture architecture,
                     absl::Span<const Instruction> loop, bool linked)
    : architecture_(architecture),
      loop_(loop),
      linked_(linked),
      lowered_(loop.size()) {
  effects_.reserve(loop.size());
  for (const Instruction& instruction : loop) {
    effects_.push_back(IsaFor(architecture).Classify(instruction));
  }
}

TurnState LoopTurns::Start() {
  TurnState state;
  for (std::size_t i = 0; i < kMostRegisters; ++i) {
    state.registers[i] = terms_.Initial(static_cast<RegisterNumber>(i));
  }
  return state;
}

// Reading a variable on the stack, or the thread's own, waits for nobody.
bool LoopTurns::reads_shared(std::size_t index) const {
  const Effect& effect = effects_[index];
  const bool reads = effect.role == Role::kLoad ||
                     effect.role == Role::kLoadLinked ||
                     effect.role == Role::kAtomicReadModifyWrite;
  const listing::Operand* memory = MemoryOperand(loop_[index]);
  return reads && effect.shared && memory != nullptr && memory->segment.empty();
}

bool LoopTurns::JumpsBackInside(std::size_t index) {
  return std::ranges::any_of(
      LoweredAt(index).operations, [&](const MicroOp& op) {
        const bool jumps = op.kind == MicroOp::Kind::kBranch ||
                           op.kind == MicroOp::Kind::kJump;
        return jumps && op.target > loop_.front().address &&
               op.target <= loop_[index].address;
      });
}

bool LoopTurns::compares() const {
  return std::ranges::any_of(effects_, [](const Effect& effect) {
    return effect.role == Role::kAtomicReadModifyWrite ||
           effect.role == Role::kLoadLinked;
  });
}

std::vector<TurnState> LoopTurns::Turns(const TurnState& start,
                                        const Limits& limits) {
  std::vector<TurnState> turns;
  aside_.clear();
  Walk first = {.state = start};
  first.state.choices.clear();
  first.state.inputs.clear();
  first.state.own_conditions.clear();
  first.state.visited.reset();
  first.state.watches = false;
  first.state.interfered = false;
  first.state.swapped = false;
  aside_.push_back(std::move(first));
  while (!aside_.empty() && turns.size() < kMostTurns) {
    Walk walk = std::move(aside_.back());
    aside_.pop_back();
    if (Follow(walk, limits)) turns.push_back(std::move(walk.state));
  }
  return turns;
}

bool LoopTurns::Follow(Walk& walk, const Limits& limits) {
  while (walk.instruction < loop_.size()) {
    const std::size_t at = walk.instruction;
    const Lowered& lowered = LoweredAt(at);
    if (!lowered.followed) return false;
    walk.state.visited.set(at);
    if (lowered.guessed) Guess(at, walk.state);
    Step step = Step::kNext;
    while (step == Step::kNext && walk.operation < lowered.operations.size()) {
      if (++operations_ > kMostOperations) return false;
      const MicroOp& op = lowered.operations[walk.operation++];
      step = Do(op, lowered, walk, limits);
      if (step != Step::kJumped) continue;
      if (op.target == loop_.front().address) return at + 1 == loop_.size();
      if (!Enter(walk, at, op.target)) return false;
    }
    if (step == Step::kEnded) return false;
    if (step == Step::kNext &&
        !Enter(walk, at, loop_[at].address + loop_[at].bytes.size())) {
      return false;
    }
  }
  return false;
}

// Goes to another instruction, if the turn has not been there.
bool LoopTurns::Enter(Walk& walk, std::size_t from,
                      std::uint64_t address) const {
  std::size_t next = from + 1;
  if (next == loop_.size() || loop_[next].address != address) {
    const auto found =
        std::ranges::lower_bound(loop_, address, {}, &Instruction::address);
    if (found == loop_.end() || found->address != address) return false;
    next = static_cast<std::size_t>(found - loop_.begin());
  }
  walk.instruction = next;
  walk.operation = 0;
  return !walk.state.visited[next];
}

LoopTurns::Step LoopTurns::Do(const MicroOp& op, const Lowered& lowered,
                              Walk& walk, const Limits& limits) {
  TurnState& state = walk.state;
  switch (op.kind) {
    case MicroOp::Kind::kCompute: {
      state.registers[op.result] = Computed(op, state);
      return Step::kNext;
    }
    case MicroOp::Kind::kLoad:
      return Load(op, lowered, walk, limits) ? Step::kNext : Step::kEnded;
    case MicroOp::Kind::kStore:
      return Store(op, lowered, walk, limits);
    case MicroOp::Kind::kBranch:
      return Branch(op, walk, limits);
    case MicroOp::Kind::kJump:
      return Step::kJumped;
    case MicroOp::Kind::kFence:
    case MicroOp::Kind::kClearExclusive:
      return Step::kNext;
    default:
      return Step::kEnded;
  }
}

TermNumber LoopTurns::Held(TermNumber address, int size, std::size_t index) {
  const listing::Operand* memory = MemoryOperand(loop_[index]);
  if (memory != nullptr && !memory->segment.empty()) {
    return terms_.ThreadMemory(address, size);
  }
  return terms_.Memory(address, size, reads_shared(index));
}

TermNumber LoopTurns::LoadFrom(TermNumber address, int size,
                               const Lowered& lowered, Walk& walk,
                               const Limits& limits) {
  TurnState& state = walk.state;
  const Cell* written = FindCell(state.written, address);
  const Cell* loaded = FindCell(state.loaded, address);
  const bool observed = written != nullptr || loaded != nullptr;
  if (limits.interference && lowered.compares && observed) {
    state.interfered = true;
    return terms_.Unknown(kInterference + walk.instruction, address);
  }
  if (loaded == nullptr) state.loaded.push_back({address, size, 0});
  if (written == nullptr) {
    if (loaded == nullptr || loaded->size <= size) {
      return Known(Held(address, size, walk.instruction), state);
    }
    // A part of what was read before.
    return terms_.Of(
        Operation::kCopy, 8 * size,
        Known(Held(address, loaded->size, walk.instruction), state));
  }
  if (written->size == size) return Known(written->value, state);
  if (written->size > size) {
    return terms_.Of(Operation::kCopy, 8 * size, Known(written->value, state));
  }
  return terms_.Unknown(kOverlap + static_cast<std::uint64_t>(size), address,
                        written->value);
}

bool LoopTurns::Load(const MicroOp& op, const Lowered& lowered, Walk& walk,
                     const Limits& limits) {
  const TermNumber address = Value(op.a, walk.state);
  // A way that would read through a null pointer is none.
  if (terms_.ConstantOf(address).value_or(kFirstPage) < kFirstPage) {
    return false;
  }
  walk.state.inputs.push_back(address);
  const int size = std::min<int>(op.size, 8);
  const TermNumber low = LoadFrom(address, size, lowered, walk, limits);
  if (op.size == 16) {
    const TermNumber above =
        terms_.Of(Operation::kAdd, 64, address, terms_.Constant(8));
    walk.state.registers[op.result_high] =
        LoadFrom(above, size, lowered, walk, limits);
  }
  walk.state.registers[op.result] = low;
  return true;
}

LoopTurns::Step LoopTurns::Store(const MicroOp& op, const Lowered& lowered,
                                 Walk& walk, const Limits& limits) {
  if (op.atomicity == Atomicity::kNone) return Step::kEnded;
  if (lowered.condition.has_value()) {
    // What is put aside goes on behind the store: there it stored nothing.
    const TermNumber truth =
        terms_.Truth(Value(*lowered.condition, walk.state));
    const bool observed = ComparesMemory(terms_, truth) ||
                          ExpectsWhatWasTested(op, lowered, walk.state);
    const auto stored = observed
                            ? Take(!limits.interference, truth, walk, limits)
                            : Choose(truth, walk, limits);
    if (!stored.has_value()) return Step::kEnded;
    if (!*stored) return Step::kNext;
    // That it succeeds after all is another turn.
    if (walk.state.interfered) return Step::kEnded;
    walk.state.swapped = true;
  }
  TurnState& state = walk.state;
  const TermNumber address = Value(op.a, state);
  const auto write = [&](TermNumber to, int size, TermNumber value) {
    std::erase_if(state.written,
                  [to](const Cell& cell) { return cell.address == to; });
    state.written.push_back(
        {to, size, terms_.Of(Operation::kCopy, 8 * size, value)});
    state.inputs.push_back(value);
  };
  write(address, std::min<int>(op.size, 8), Value(op.b, state));
  if (op.size == 16) {
    write(terms_.Of(Operation::kAdd, 64, address, terms_.Constant(8)), 8,
          Value(op.c, state));
  }
  // Nobody else writes, so an exclusive store succeeds.
  if (op.atomicity == Atomicity::kExclusive) {
    state.registers[op.result] = terms_.Constant(0);
  }
  return Step::kNext;
}

LoopTurns::Step LoopTurns::Branch(const MicroOp& op, Walk& walk,
                                  const Limits& limits) {
  // What is put aside goes on behind the branch.
  const auto taken =
      Choose(terms_.Truth(Value(op.a, walk.state)), walk, limits);
  if (!taken.has_value()) return Step::kEnded;
  return *taken ? Step::kJumped : Step::kNext;
}

}  // namespace atomics_lab::isa
