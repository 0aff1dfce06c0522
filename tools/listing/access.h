// What instructions do with their operands, where the decoder library's flags
// differ from the manuals: one file for each instruction set.
#ifndef ATOMICS_LAB_TOOLS_LISTING_ACCESS_H_
#define ATOMICS_LAB_TOOLS_LISTING_ACCESS_H_

#include <algorithm>
#include <string_view>

#include "absl/strings/match.h"
#include "absl/types/span.h"
#include "tools/listing/listing.h"

namespace atomics_lab::listing {

struct Access {
  bool reads = false;
  bool writes = false;
};

inline constexpr Access kNotAccessed = {};
inline constexpr Access kRead = {.reads = true};
inline constexpr Access kWrite = {.writes = true};
inline constexpr Access kReadWrite = {.reads = true, .writes = true};

inline void Set(Operand& operand, Access access) {
  operand.reads = access.reads;
  operand.writes = access.writes;
}

inline bool IsMemory(const Operand& operand) {
  return operand.kind == Operand::Kind::kMemory;
}

inline bool StartsWithAny(std::string_view text,
                          absl::Span<const std::string_view> prefixes) {
  return std::any_of(
      prefixes.begin(), prefixes.end(),
      [&](std::string_view prefix) { return absl::StartsWith(text, prefix); });
}

// Sets Operand::reads and writes as the manuals have them.
//
// On x86-64 that concerns `cmpxchg` and its kin, vector stores, shifts of
// memory by a count in a register, and instructions that name memory without
// touching it (`lea`, `nop`, prefetches, cache flushes). On AArch64 the access
// to memory is set for every instruction, and to the registers of the atomic
// ones and of comparisons. The registers that instructions use without naming
// them are completed, too.
void CorrectX86Access(Instruction& instruction);
void CorrectAArch64Access(Instruction& instruction);

}  // namespace atomics_lab::listing

#endif  // ATOMICS_LAB_TOOLS_LISTING_ACCESS_H_
