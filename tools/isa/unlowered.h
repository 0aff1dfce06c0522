// What can be said of instructions that no lowering knows: which registers
// they use, and whether their results depend on those and on memory alone.
#ifndef ATOMICS_LAB_TOOLS_ISA_UNLOWERED_H_
#define ATOMICS_LAB_TOOLS_ISA_UNLOWERED_H_

#include <string_view>
#include <vector>

#include "tools/isa/isa.h"
#include "tools/isa/micro_op.h"
#include "tools/listing/listing.h"

namespace atomics_lab::isa {

inline constexpr std::string_view kSystemCallHint = "system call";

// How an instruction tells the processor or the system that it waits:
// "pause", "yield", "isb", "wfe", "sevl", "system call"; empty if it does not.
std::string_view HintOf(const listing::Instruction& instruction);

struct UsedRegisters {
  std::vector<RegisterNumber> reads;  // addresses' too
  std::vector<RegisterNumber> writes;
};

// Registers that lowerings do not know are left out.
UsedRegisters UsedBy(listing::Architecture architecture,
                     const listing::Instruction& instruction);

// False of what stores, goes elsewhere, or reads a clock or a random number.
bool ComputesOnly(const listing::Instruction& instruction,
                  const Effect& effect);

}  // namespace atomics_lab::isa

#endif  // ATOMICS_LAB_TOOLS_ISA_UNLOWERED_H_
