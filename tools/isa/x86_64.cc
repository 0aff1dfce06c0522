// x86-64: roles of instructions.
//
// Sources: Intel SDM (325462) vol. 3A, "Locked Atomic Operations" (bus locking,
// the implicit lock of XCHG) and "Memory Ordering" (what locked instructions
// and fences order); vol. 2 for what each instruction does to memory; System V
// ABI AMD64 supplement 3.2 (rsp, rbp) and ELF TLS (fs).
#include "tools/isa/x86_64.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "absl/algorithm/container.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "tools/isa/isa.h"
#include "tools/isa/operands.h"
#include "tools/listing/flow.h"
#include "tools/listing/listing.h"

namespace atomics_lab::isa {
namespace {

using listing::Flow;
using listing::Instruction;
using listing::Operand;

constexpr std::array<std::string_view, 3> kFences = {"mfence", "lfence",
                                                     "sfence"};
// RAO-INT: one step each, without any order.
constexpr std::array<std::string_view, 4> kRemoteAtomics = {"aadd", "aand",
                                                            "aor", "axor"};
// Accesses to the stack through rsp, which no operand names.
constexpr std::array<std::string_view, 4> kStackStores = {"push", "pushf",
                                                          "pushfq", "enter"};
constexpr std::array<std::string_view, 4> kStackLoads = {"pop", "popf", "popfq",
                                                         "leave"};

// What only brings values to where they are needed.
constexpr std::array<std::string_view, 8> kMoves = {
    "mov", "movzx", "movsx", "movsxd", "movabs", "movq", "lea", "nop"};

// "xadd" of "lock xadd": prefixes come before, each with a space.
std::string_view Opcode(std::string_view mnemonic) {
  const std::size_t space = mnemonic.rfind(' ');
  return space == std::string_view::npos ? mnemonic
                                         : mnemonic.substr(space + 1);
}

bool IsLocked(const Instruction& instruction) {
  const std::string_view opcode = Opcode(instruction.mnemonic);
  const bool cmpccxadd =
      absl::StartsWith(opcode, "cmp") && absl::EndsWith(opcode, "xadd");
  return absl::StrContains(instruction.mnemonic, "lock ") || cmpccxadd ||
         opcode == "xchg";
}

// Vol. 3A: loads are not reordered with a locked instruction or MFENCE either
// way; LFENCE keeps all later accesses behind earlier loads, SFENCE later
// stores behind earlier stores and is not ordered with loads.
Effect Fence(std::string_view opcode) {
  return {.role = Role::kFence,
          .acquire = opcode != "sfence",
          .release = opcode != "lfence" && opcode != "sfence",
          .store_store = opcode == "sfence"};
}

// Adds or sets nothing.
bool ChangesNothing(const Instruction& instruction) {
  return std::ranges::any_of(instruction.operands, [](const Operand& operand) {
    return operand.kind == Operand::Kind::kImmediate && operand.immediate == 0;
  });
}

Effect MemoryEffect(const Isa& isa, FramePointer frame,
                    const Instruction& instruction) {
  const Operand* memory = MemoryOperand(instruction);
  if (memory == nullptr) return {};
  const bool on_stack = IsOnStack(isa, frame, *memory);
  if (IsLocked(instruction)) {
    // `lock or [rsp], 0` is written for its ordering.
    if (on_stack && ChangesNothing(instruction)) return Fence("mfence");
    return {.role = Role::kAtomicReadModifyWrite,
            .acquire = true,
            .release = true,
            .shared = !on_stack};
  }
  if (absl::c_linear_search(kRemoteAtomics, Opcode(instruction.mnemonic))) {
    return {.role = Role::kAtomicReadModifyWrite, .shared = true};
  }
  const Role role = MemoryRole(instruction);
  const bool thread_local_storage = !memory->segment.empty();
  return {.role = role,
          .shared = role != Role::kOther && !on_stack && !thread_local_storage};
}

// `xor eax, eax`: the way to write a zero.
bool IsZeroing(const Instruction& instruction) {
  return instruction.mnemonic == "xor" && instruction.operands.size() == 2 &&
         !instruction.operands[0].reg.empty() &&
         instruction.operands[0].reg == instruction.operands[1].reg;
}

bool MovesStackPointer(const Instruction& instruction) {
  return !instruction.operands.empty() && instruction.operands[0].reg == "rsp";
}

class X86_64Isa : public Isa {
 public:
  using Isa::Classify;

  Effect Classify(FramePointer frame,
                  const Instruction& instruction) const override {
    const std::string_view opcode = Opcode(instruction.mnemonic);
    if (absl::c_linear_search(kFences, opcode)) return Fence(opcode);
    if (absl::c_linear_search(kStackStores, opcode)) {
      return {.role = Role::kStore};
    }
    if (absl::c_linear_search(kStackLoads, opcode)) {
      return {.role = Role::kLoad};
    }
    if (const Role role = ControlRole(FlowOf(instruction));
        role != Role::kOther) {
      return {.role = role};
    }
    return MemoryEffect(*this, frame, instruction);
  }

  Flow FlowOf(const Instruction& instruction) const override {
    return listing::FlowOf(listing::Architecture::kX86_64,
                           instruction.mnemonic);
  }

  bool OnlyArranges(const Instruction& instruction) const override {
    const std::string_view opcode = Opcode(instruction.mnemonic);
    return absl::c_linear_search(kMoves, opcode) ||
           absl::StartsWith(opcode, "set") ||
           absl::StartsWith(opcode, "cmov") || opcode == "endbr64" ||
           IsZeroing(instruction) || MovesStackPointer(instruction);
  }

  std::string Spelling(FramePointer frame,
                       const Instruction& instruction) const override {
    const Operand* memory = MemoryOperand(instruction);
    const bool on_stack = memory != nullptr && IsOnStack(*this, frame, *memory);
    return absl::StrCat(instruction.mnemonic, on_stack && IsLocked(instruction)
                                                  ? " on the stack"
                                                  : "");
  }

  // Only loads of less than 32 bits have a name of their own.
  std::string_view WithoutWidth(std::string_view mnemonic) const override {
    return mnemonic == "movzx" ? "mov" : mnemonic;
  }

  std::string_view frame_pointer() const override { return "rbp"; }
  std::string_view stack_pointer() const override { return "rsp"; }
};

}  // namespace

const Isa& X86_64() {
  static const X86_64Isa isa;
  return isa;
}

}  // namespace atomics_lab::isa
