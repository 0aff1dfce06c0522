// Instructions made weaker where they stand, for tests of whether that is
// noticed.
//
// Sources: Arm ARM DDI 0487, C4.1 (encodings of loads and stores); Intel SDM
// vol. 2 (325383), 2.1.1 (prefixes).
#ifndef ATOMICS_LAB_TOOLS_ISA_WEAKEN_H_
#define ATOMICS_LAB_TOOLS_ISA_WEAKEN_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "tools/listing/listing.h"

namespace atomics_lab::isa {

enum class Weakening {
  kUnlocked,  // no lock prefix: a load and a store
  // A load or store that is not exclusive, with the same ordering. The store no
  // longer writes the register that tells whether it succeeded.
  kNotExclusive,
  kNotAcquire,
  kNotRelease,
  kNothing,  // no operation: instead of a fence, or of a conditional branch
};

// "not exclusive"
std::string_view WeakeningName(Weakening weakening);

// The bytes of what is left, as many as there were; an instruction, or several.
// Errors: InvalidArgument for an instruction that has nothing of the kind to
// lose, and for a pair of exclusives.
absl::StatusOr<std::vector<std::uint8_t>> Weaken(
    listing::Architecture architecture, const listing::Instruction& instruction,
    Weakening weakening);

}  // namespace atomics_lab::isa

#endif  // ATOMICS_LAB_TOOLS_ISA_WEAKEN_H_
