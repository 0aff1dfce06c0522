// What each instruction of a loop does, as far as that is known.
#include <algorithm>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/types/span.h"
#include "tools/elf/by_architecture.h"
#include "tools/isa/aarch64_registers.h"
#include "tools/isa/isa.h"
#include "tools/isa/loop_turn.h"
#include "tools/isa/lower.h"
#include "tools/isa/micro_op.h"
#include "tools/isa/operands.h"
#include "tools/isa/place.h"
#include "tools/isa/terms.h"
#include "tools/isa/unlowered.h"
#include "tools/isa/x86_64_registers.h"
#include "tools/listing/listing.h"

namespace atomics_lab::isa {
namespace {

using listing::Instruction;

// Where everything lies that a linker has still to place.
constexpr std::uint64_t kUnlinked = std::uint64_t{1} << 62;

// False of what another thread could see that the loop has got on, and of what
// may do anything.
bool MayBeFollowed(const Effect& effect) {
  return effect.role != Role::kStore && effect.role != Role::kReadModifyWrite &&
         effect.role != Role::kCall && effect.role != Role::kReturn;
}

// What `cmpxchg` selects by what it stores; absent if it selects otherwise.
std::optional<Source> SelectedBy(const MicroOp& store,
                                 absl::Span<const MicroOp> operations) {
  const auto made =
      std::find_if(operations.rbegin(), operations.rend(), [&](const auto& op) {
        return op.kind == MicroOp::Kind::kCompute &&
               Source::Of(op.result) == store.b;
      });
  if (made == operations.rend() || made->operation != Operation::kSelect) {
    return std::nullopt;
  }
  return made->a;
}

// What is 0 if a compare-and-swap stores nothing.
std::optional<Source> ConditionOf(const Instruction& instruction,
                                  absl::Span<const MicroOp> operations) {
  for (const MicroOp& op : operations) {
    if (op.kind != MicroOp::Kind::kStore ||
        op.atomicity != Atomicity::kReadModifyWrite) {
      continue;
    }
    if (op.condition.kind != Source::Kind::kNone) return op.condition;
    if (absl::StrContains(instruction.mnemonic, "cmpxchg")) {
      return SelectedBy(op, operations);
    }
  }
  return std::nullopt;
}

// Flags that no loop waits by; leaving them out saves most of the arithmetic.
bool IsIdleFlag(listing::Architecture architecture, RegisterNumber reg) {
  return elf::ByArchitecture(reg == kAf || reg == kPf, false)[architecture];
}

void DropUnused(listing::Architecture architecture,
                std::vector<MicroOp>& operations) {
  const RegisterNumber first_temporary = elf::ByArchitecture(
      RegisterNumber{kTemporaries}, aarch64::kFirstTemporary)[architecture];
  std::bitset<kMostRegisters> used;
  std::vector<MicroOp> kept;
  kept.reserve(operations.size());
  for (auto op = operations.rbegin(); op != operations.rend(); ++op) {
    const bool idle = op->kind == MicroOp::Kind::kCompute &&
                      (IsIdleFlag(architecture, op->result) ||
                       (op->result >= first_temporary && !used[op->result]));
    if (idle) continue;
    for (const Source& source : {op->a, op->b, op->c, op->condition}) {
      if (source.kind == Source::Kind::kRegister) used.set(source.reg);
    }
    kept.push_back(*op);
  }
  operations.assign(kept.rbegin(), kept.rend());
}

}  // namespace

const LoopTurns::Lowered& LoopTurns::LoweredAt(std::size_t index) {
  Lowered& lowered = lowered_[index];
  if (!lowered.done) Lower(index, lowered);
  return lowered;
}

void LoopTurns::Lower(std::size_t index, Lowered& lowered) const {
  const Instruction& instruction = loop_[index];
  lowered.done = true;
  if (instruction.unknown) return;
  if (HintOf(instruction).empty() && !MayBeFollowed(effects_[index])) return;
  Place place;
  const listing::Operand* memory = MemoryOperand(instruction);
  if (!linked_ && memory != nullptr && memory->base == "rip") {
    place.reference = kUnlinked;
  }
  absl::StatusOr<std::vector<MicroOp>> operations =
      isa::Lower(architecture_, instruction, place);
  if (!operations.ok()) {
    lowered.guessed = ComputesOnly(instruction, effects_[index]);
    lowered.followed = lowered.guessed;
    return;
  }
  lowered.followed = true;
  lowered.operations = *std::move(operations);
  DropUnused(architecture_, lowered.operations);
  lowered.condition = ConditionOf(instruction, lowered.operations);
  lowered.compares = lowered.condition.has_value() ||
                     effects_[index].role == Role::kLoadLinked;
}

void LoopTurns::Guess(std::size_t index, TurnState& state) {
  const Instruction& instruction = loop_[index];
  const UsedRegisters used = UsedBy(architecture_, instruction);
  TermNumber all = terms_.Constant(0);
  for (const RegisterNumber reg : used.reads) {
    all = terms_.Unknown(index, all, Known(state.registers[reg], state));
  }
  if (effects_[index].role == Role::kLoad) {
    const TermNumber held = terms_.Memory(all, 8, reads_shared(index));
    state.inputs.push_back(all);
    all = terms_.Unknown(index, held);
  }
  for (const RegisterNumber reg : used.writes) {
    state.registers[reg] = terms_.Unknown(index, all, terms_.Constant(reg));
  }
}

}  // namespace atomics_lab::isa
