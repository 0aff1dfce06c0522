// What lowering has to know besides the instruction.
#ifndef ATOMICS_LAB_TOOLS_ISA_PLACE_H_
#define ATOMICS_LAB_TOOLS_ISA_PLACE_H_

#include <cstdint>
#include <optional>

namespace atomics_lab::isa {

struct Place {
  // Where the instruction's symbolic reference (Instruction::target) lies, in
  // an object that was not linked yet. Absent in linked files, whose encoded
  // addresses are right.
  std::optional<std::uint64_t> reference;
  // True if the reference goes through the global offset table: the
  // instruction loads the address `reference` itself.
  bool through_got = false;
};

}  // namespace atomics_lab::isa

#endif  // ATOMICS_LAB_TOOLS_ISA_PLACE_H_
