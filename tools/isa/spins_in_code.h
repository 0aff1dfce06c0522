// What a test asks of loops that it has as bytes.
#ifndef ATOMICS_LAB_TOOLS_ISA_SPINS_IN_CODE_H_
#define ATOMICS_LAB_TOOLS_ISA_SPINS_IN_CODE_H_

#include <cstdint>
#include <string>
#include <vector>

namespace atomics_lab::isa {

// What the loops in x86-64 code, as hexadecimal digits, do, in the order of
// their ends: "re-reads by mov", "repeats xchg, pause", "retries cas".
std::string X86(const std::string& hex);

// Likewise, of AArch64's words as disassemblers show them.
std::string Arm(const std::vector<std::uint32_t>& words);

}  // namespace atomics_lab::isa

#endif  // ATOMICS_LAB_TOOLS_ISA_SPINS_IN_CODE_H_
