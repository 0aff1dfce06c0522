// Branches, fences, system registers, hints and traps.
// Source: Arm ARM DDI 0487, C6.2, under each mnemonic.
#include <cstdint>
#include <optional>
#include <string_view>

#include "absl/strings/strip.h"
#include "absl/types/span.h"
#include "tools/isa/aarch64_lowering.h"
#include "tools/isa/aarch64_registers.h"
#include "tools/isa/micro_op.h"
#include "tools/listing/listing.h"

namespace atomics_lab::isa::aarch64 {
namespace {

constexpr std::uint64_t kInstructionSize = 4;

std::uint64_t Target(Lowering& to) {
  return to.Reference().value_or(to.operands().back().immediate);
}

void AppendBranch(Source condition, Lowering& to) {
  MicroOp branch;
  branch.kind = MicroOp::Kind::kBranch;
  branch.a = condition;
  branch.target = Target(to);
  to.Append(branch);
}

bool Jump(Lowering& to) {
  if (!to.Are("i")) return false;
  MicroOp jump;
  jump.kind = MicroOp::Kind::kJump;
  jump.target = Target(to);
  to.Append(jump);
  return true;
}

// A function known by name only has no address.
bool Call(Lowering& to) {
  if (!to.Are("i")) return false;
  const listing::Instruction& instruction = to.instruction();
  const bool named =
      instruction.target.has_value() && !instruction.target_address.has_value();
  MicroOp call;
  call.kind = MicroOp::Kind::kCall;
  call.target = Target(to);
  if (named) call.target = 0;
  to.Set(kLink, Source::Of(instruction.address + kInstructionSize));
  to.Append(call);
  return true;
}

bool Return(Lowering& to) {
  const bool by_link =
      to.operands().empty() || (to.Are("r") && to.Reg(0) == Register{kLink});
  if (!by_link) return false;
  MicroOp op;
  op.kind = MicroOp::Kind::kReturn;
  to.Append(op);
  return true;
}

bool BranchIfZero(Lowering& to) {
  if (!to.Are("ri")) return false;
  AppendBranch(
      to.Compute(Operation::kEqual, to.Reg(0).bits, Read(to.Reg(0)), 0), to);
  return true;
}

bool BranchIfNotZero(Lowering& to) {
  if (!to.Are("ri")) return false;
  AppendBranch(to.Compute(Operation::kCopy, to.Reg(0).bits, Read(to.Reg(0))),
               to);
  return true;
}

template <Operation operation>
bool TestBit(Lowering& to) {
  if (!to.Are("rii")) return false;
  const Source down = to.Compute(Operation::kShiftRight, to.Reg(0).bits,
                                 Read(to.Reg(0)), to.Imm(1));
  // kEqual with 0 is "clear"; kAnd with 1 is "set".
  AppendBranch(
      to.Compute(operation, 1, down, operation == Operation::kEqual ? 0 : 1),
      to);
  return true;
}

bool AppendFence(Fence fence, Lowering& to) {
  MicroOp op;
  op.kind = MicroOp::Kind::kFence;
  op.fence = fence;
  to.Append(op);
  return true;
}

// `sy`, `ishld`, `nshst`: the reach makes no difference among the threads of
// one process.
std::optional<Fence> FenceOf(std::string_view option) {
  if (option == "sy") return Fence::kFull;
  if (option == "ld") return Fence::kLoad;
  if (option == "st") return Fence::kStore;
  if (!absl::ConsumePrefix(&option, "ish") &&
      !absl::ConsumePrefix(&option, "nsh") &&
      !absl::ConsumePrefix(&option, "osh")) {
    return std::nullopt;
  }
  if (option.empty()) return Fence::kFull;
  if (option == "ld") return Fence::kLoad;
  return option == "st" ? std::optional(Fence::kStore) : std::nullopt;
}

bool DataMemoryBarrier(Lowering& to) {
  const auto fence =
      to.Are("n") ? FenceOf(to.operands()[0].name) : std::nullopt;
  return fence.has_value() && AppendFence(*fence, to);
}

// A `dsb` of loads or stores alone holds back more than a Fence can say.
bool DataSynchronizationBarrier(Lowering& to) {
  const auto fence =
      to.Are("n") ? FenceOf(to.operands()[0].name) : std::nullopt;
  return fence == Fence::kFull && AppendFence(*fence, to);
}

bool InstructionBarrier(Lowering& to) {
  const bool plain =
      to.operands().empty() || (to.Are("n") && to.operands()[0].name == "sy");
  return plain && AppendFence(Fence::kInstruction, to);
}

bool ReadSystem(Lowering& to) {
  if (!to.Are("rn") || to.operands()[1].name != "tpidr_el0") return false;
  to.Set(to.Reg(0), Source::Of(kThreadPointer));
  return true;
}

bool WriteSystem(Lowering& to) {
  if (!to.Are("nr") || to.operands()[0].name != "tpidr_el0") return false;
  to.Set(kThreadPointer, Read(to.Reg(1)));
  return true;
}

bool ClearExclusive(Lowering& to) {
  MicroOp op;
  op.kind = MicroOp::Kind::kClearExclusive;
  to.Append(op);
  return true;
}

bool Trap(Lowering& to) {
  MicroOp op;
  op.kind = MicroOp::Kind::kTrap;
  to.Append(op);
  return true;
}

// Pointer authentication leaves pointers alone on machines without it, as a
// hint does.
bool Nothing(Lowering&) { return true; }

constexpr Rule kRules[] = {
    {"b", Jump},
    {"bl", Call},
    {"ret", Return},
    {"cbz", BranchIfZero},
    {"cbnz", BranchIfNotZero},
    {"tbz", TestBit<Operation::kEqual>},
    {"tbnz", TestBit<Operation::kAnd>},
    {"dmb", DataMemoryBarrier},
    {"dsb", DataSynchronizationBarrier},
    {"isb", InstructionBarrier},
    {"mrs", ReadSystem},
    {"msr", WriteSystem},
    {"clrex", ClearExclusive},
    {"brk", Trap},
    {"hlt", Trap},
    {"udf", Trap},
    {"nop", Nothing},
    {"hint", Nothing},
    {"yield", Nothing},
    {"wfe", Nothing},
    {"sev", Nothing},
    {"sevl", Nothing},
    {"csdb", Nothing},
    {"esb", Nothing},
    {"bti", Nothing},
    {"paciasp", Nothing},
    {"pacibsp", Nothing},
    {"paciaz", Nothing},
    {"pacibz", Nothing},
    {"pacia1716", Nothing},
    {"pacib1716", Nothing},
    {"autiasp", Nothing},
    {"autibsp", Nothing},
    {"autiaz", Nothing},
    {"autibz", Nothing},
    {"autia1716", Nothing},
    {"autib1716", Nothing},
    {"xpaclri", Nothing},
};

}  // namespace

absl::Span<const Rule> ControlRules() { return kRules; }

bool LowerConditionalBranch(Lowering& to) {
  std::string_view condition = to.mnemonic();
  if (!absl::ConsumePrefix(&condition, "b.") || !to.Are("i")) return false;
  const std::optional<Source> holds = Condition(condition, to);
  if (!holds.has_value()) return false;
  AppendBranch(*holds, to);
  return true;
}

}  // namespace atomics_lab::isa::aarch64
