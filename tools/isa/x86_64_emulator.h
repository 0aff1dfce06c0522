// Which results of an emulated x86-64 processor count: some flags mean nothing,
// and some results are wrong.
//
// The emulator is Unicorn 2.1, which stands on QEMU 5.0. Where it is wrong, the
// manual says otherwise, as does an AMD EPYC; x86_64_lower_test has the cases.
#ifndef ATOMICS_LAB_TOOLS_ISA_X86_64_EMULATOR_H_
#define ATOMICS_LAB_TOOLS_ISA_X86_64_EMULATOR_H_

#include <cstdint>

#include "tools/isa/x86_64_random_state.h"
#include "tools/isa/x86_64_registers.h"
#include "tools/listing/listing.h"

namespace atomics_lab::isa {

constexpr unsigned X86FlagBit(RegisterNumber flag) {
  return 1U << (flag - kCf);
}

// The bits of those flags together that the instruction leaves undefined, or
// that the emulator gets wrong. `rcx` is what that register held before.
unsigned UndefinedX86Flags(const listing::Instruction& instruction,
                           std::uint64_t rcx);

// False for encodings of which the emulator makes other instructions.
bool X86EmulatorKnows(const listing::Instruction& instruction);

// Restores the upper half of a register that the instruction does not write,
// but the emulator clears.
void CorrectX86Emulator(const listing::Instruction& instruction,
                        const X86Registers& before, X86Registers& after);

}  // namespace atomics_lab::isa

#endif  // ATOMICS_LAB_TOOLS_ISA_X86_64_EMULATOR_H_
