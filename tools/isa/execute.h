// Runs the micro-operations of one instruction, alone: no other thread, no
// memory model. What tests hold against an emulator of whole processors.
#ifndef ATOMICS_LAB_TOOLS_ISA_EXECUTE_H_
#define ATOMICS_LAB_TOOLS_ISA_EXECUTE_H_

#include <array>
#include <cstdint>
#include <functional>
#include <optional>

#include "absl/types/span.h"
#include "tools/isa/micro_op.h"

namespace atomics_lab::isa {

struct MachineState {
  std::array<std::uint64_t, kMostRegisters> registers{};
  // Memory, in pieces of 1 to 8 bytes, little-endian.
  std::function<std::uint64_t(std::uint64_t address, int size)> read;
  std::function<void(std::uint64_t address, int size, std::uint64_t value)>
      write;
  bool exclusive = false;  // the monitor: an exclusive store succeeds
};

// What a source stands for.
std::uint64_t Get(const MachineState& state, const Source& source);

// Where control goes: absent to the next instruction, else MicroOp::target of
// the branch, jump or call that was taken; kReturned for a return, kTrapped for
// a trap.
std::optional<std::uint64_t> Execute(absl::Span<const MicroOp> operations,
                                     MachineState& state);
inline constexpr std::uint64_t kReturned = ~std::uint64_t{0};
inline constexpr std::uint64_t kTrapped = kReturned - 1;

}  // namespace atomics_lab::isa

#endif  // ATOMICS_LAB_TOOLS_ISA_EXECUTE_H_
