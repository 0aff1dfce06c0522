// Source: Arm ARM DDI 0487, B2.9, "Load-Exclusive and Store-Exclusive
// instruction usage restrictions".
#include "tools/isa/exclusive.h"

#include <cstddef>
#include <string>
#include <string_view>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "tools/isa/operands.h"
#include "tools/listing/listing.h"

namespace atomics_lab::isa {
namespace {

int Size(const listing::Instruction& instruction) {
  const std::string_view mnemonic = instruction.mnemonic;
  if (absl::EndsWith(mnemonic, "b")) return 1;
  if (absl::EndsWith(mnemonic, "h")) return 2;
  // A store has the register for its status first.
  const std::size_t data = absl::StartsWith(mnemonic, "st") ? 1 : 0;
  const bool wide = data < instruction.operands.size() &&
                    absl::StartsWith(instruction.operands[data].reg, "x");
  return (wide ? 8 : 4) * (absl::EndsWith(mnemonic, "p") ? 2 : 1);
}

}  // namespace

std::string ExclusivePlace(const listing::Instruction& instruction) {
  const listing::Operand* memory = MemoryOperand(instruction);
  return absl::StrCat(memory == nullptr ? "" : memory->base, " ",
                      Size(instruction));
}

}  // namespace atomics_lab::isa
