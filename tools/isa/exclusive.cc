// Source: Arm ARM DDI 0487, B2.9, "Load-Exclusive and Store-Exclusive
// instruction usage restrictions".
#include "tools/isa/exclusive.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "tools/isa/operands.h"
#include "tools/listing/listing.h"

namespace atomics_lab::isa {

std::string ExclusivePlace(const listing::Instruction& instruction) {
  const listing::Operand* memory = MemoryOperand(instruction);
  if (memory == nullptr) return "";
  return absl::StrCat(memory->base, " ", memory->bits / 8);
}

}  // namespace atomics_lab::isa
