// Which architectural feature an instruction needs that synchronizes threads,
// and from which level of the architecture on every processor has it.
//
// Sources: Arm ARM DDI 0487, A2.2 and A2.3 (architectural features within
// Armv8 and Armv9) and C4.1 (the encoding index); x86-64 psABI, "Processor
// micro-architecture levels"; Intel 319433 and 355828.
#ifndef ATOMICS_LAB_TOOLS_ISA_ATOMIC_FEATURE_H_
#define ATOMICS_LAB_TOOLS_ISA_ATOMIC_FEATURE_H_

#include <cstdint>
#include <limits>
#include <string_view>
#include <vector>

#include "absl/types/span.h"
#include "tools/isa/scan.h"
#include "tools/listing/listing.h"

namespace atomics_lab::isa {

struct AtomicFeature {
  std::string_view name;     // "FEAT_LSE", "CX16"
  int level = 0;             // the first Baseline::level that has it
  std::string_view section;  // of the manual, where its instructions stand
};

// No level has it: processors may.
inline constexpr int kOptional = std::numeric_limits<int>::max();

// What a build may take for granted, as compilers' -march calls it.
struct Baseline {
  std::string_view name;  // "armv8.1-a", "x86-64-v2"
  int level = 0;          // Armv8.n: n; Armv9.n: n + 5; x86-64-vn: n
};

// Guarantees: by level; never empty.
absl::Span<const Baseline> BaselinesOf(listing::Architecture architecture);

// The feature that `instruction`, which is `bytes` in the file, needs; null if
// every processor of the architecture has it, and for what does not
// synchronize. FEAT_LSE2 is never told: it has no instructions, but makes
// pairs' accesses atomic. Guarantees: lives as long as the program.
const AtomicFeature* AtomicFeatureOf(listing::Architecture architecture,
                                     std::string_view mnemonic, Code bytes);

}  // namespace atomics_lab::isa

#endif  // ATOMICS_LAB_TOOLS_ISA_ATOMIC_FEATURE_H_
