// States in which a random AArch64 instruction does something.
#ifndef ATOMICS_LAB_TOOLS_ISA_AARCH64_RANDOM_STATE_H_
#define ATOMICS_LAB_TOOLS_ISA_AARCH64_RANDOM_STATE_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <random>

#include "tools/isa/aarch64_agreement.h"
#include "tools/isa/agreement.h"
#include "tools/isa/execute.h"

namespace atomics_lab::isa {

inline constexpr std::uint64_t kAArch64Data = 0x400000;
inline constexpr std::size_t kAArch64DataSize = 0x18000;

// The processor's registers as its emulator passes them: x0 to x30, sp, nzcv,
// pc, tpidr_el0, v0 to v31.
struct AArch64Registers {
  std::array<std::uint64_t, 31> x{};
  std::uint64_t sp = 0;
  std::uint64_t nzcv = 0;
  std::uint64_t pc = 0;
  std::uint64_t thread = 0;
  std::array<std::array<std::uint64_t, 2>, 32> v{};
};
RegisterBatch BatchOf(AArch64Registers& registers, bool vectors);
void ToMachine(const AArch64Registers& from, MachineState& to);

// Makes states for instructions of one class. Requires: all that it is made of
// outlives it.
class AArch64RandomState {
 public:
  AArch64RandomState(const EncodingClass& encodings, TwoMemories& memory,
                     std::mt19937_64& random)
      : encodings_(encodings), memory_(memory), random_(random) {}

  // For the instruction `word`.
  void Make(std::uint32_t word, AArch64Registers& registers);

 private:
  std::uint64_t RandomValue() { return RandomOperand(random_); }
  void PlaceAddresses(std::uint32_t word, AArch64Registers& registers);
  std::uint64_t EightBytesAt(std::uint64_t address);
  void MatchMemory(std::uint32_t word, std::uint64_t base,
                   AArch64Registers& registers);

  const EncodingClass& encodings_;
  TwoMemories& memory_;
  std::mt19937_64& random_;
};

}  // namespace atomics_lab::isa

#endif  // ATOMICS_LAB_TOOLS_ISA_AARCH64_RANDOM_STATE_H_
