// Lowered AArch64 instructions held against an emulated processor.
#ifndef ATOMICS_LAB_TOOLS_ISA_AARCH64_AGREEMENT_H_
#define ATOMICS_LAB_TOOLS_ISA_AARCH64_AGREEMENT_H_

#include <cstdint>
#include <string_view>

#include "absl/types/span.h"
#include "tools/isa/agreement.h"

namespace atomics_lab::isa {

// Instructions that share an encoding except for the bits of `random`.
// Source of the table: Arm ARM DDI 0487, C4.1.
struct EncodingClass {
  enum class Memory : std::uint8_t {
    kNone,
    kBase,      // Rn is an address
    kIndex,     // Rm is an offset to it
    kCompare,   // Rs is compared with what is there
    kExclusive  // a load-exclusive, or `clrex`, comes before
  };

  std::string_view name;
  std::uint32_t fixed = 0;
  std::uint32_t random = 0;
  Memory memory = Memory::kNone;
  bool vectors = false;
  // Among a thousand of those that the processor executes, how many may be
  // without lowering: unpredictable ones, and ones that counters do not use.
  int missing_per_thousand = 0;
};
absl::Span<const EncodingClass> EncodingClasses();

// Executes random instructions of the class in random states, `cases` times
// both ways, and compares registers, flags, memory and where control goes.
Agreement Compare(const EncodingClass& encodings, std::int64_t cases,
                  const Lowerer& lower);

}  // namespace atomics_lab::isa

#endif  // ATOMICS_LAB_TOOLS_ISA_AARCH64_AGREEMENT_H_
