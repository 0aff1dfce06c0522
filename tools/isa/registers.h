// The registers that an instruction uses, by the name of the whole register
// (listing::WholeRegister).
#ifndef ATOMICS_LAB_TOOLS_ISA_REGISTERS_H_
#define ATOMICS_LAB_TOOLS_ISA_REGISTERS_H_

#include <string>
#include <vector>

#include "tools/listing/listing.h"

namespace atomics_lab::isa {

// The registers that an instruction uses to make addresses.
std::vector<std::string> AddressRegisters(const listing::Instruction& i);

// Those that it reads and writes otherwise, also without naming them: what
// `cmpxchg` compares, what `cmov` may leave, the base that `ldr x0, [x1], 8`
// moves.
struct RegisterUse {
  std::vector<std::string> reads;
  std::vector<std::string> writes;
};
RegisterUse RegistersOf(const listing::Instruction& instruction);

}  // namespace atomics_lab::isa

#endif  // ATOMICS_LAB_TOOLS_ISA_REGISTERS_H_
