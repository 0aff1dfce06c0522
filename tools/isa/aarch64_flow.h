// AArch64: where a word leads.
#ifndef ATOMICS_LAB_TOOLS_ISA_AARCH64_FLOW_H_
#define ATOMICS_LAB_TOOLS_ISA_AARCH64_FLOW_H_

#include <cstddef>
#include <cstdint>
#include <optional>

#include "tools/isa/aarch64_words.h"
#include "tools/isa/scan.h"

namespace atomics_lab::isa {

inline constexpr Pattern kBranch = {0xFC000000, 0x14000000};
inline constexpr Pattern kBranchConditional = {0xFF000000, 0x54000000};
inline constexpr Pattern kCompareBranch = {0x7E000000, 0x34000000};
inline constexpr Pattern kTestBranch = {0x7E000000, 0x36000000};

inline constexpr Word kIfNotZero = 0x01000000;

// cbnz or tbnz of the zero register.
inline bool NeverJumps(Word word) {
  return (kCompareBranch.Fits(word) || kTestBranch.Fits(word)) &&
         (word & kIfNotZero) != 0 && (word & 31) == 31;
}

inline bool IsLocalBranch(Word word) {
  return kBranch.Fits(word) || kBranchConditional.Fits(word) ||
         kCompareBranch.Fits(word) || kTestBranch.Fits(word);
}

// Where a local branch goes, from itself.
inline std::int64_t Distance(Word word) {
  if (kBranch.Fits(word)) return SignedField(word, 0, 26);
  if (kTestBranch.Fits(word)) return SignedField(word, 5, 14);
  return SignedField(word, 5, 19);
}

// As Scanner::FlowAt, but for `works`.
std::optional<FlowStep> AArch64FlowAt(Code code, std::size_t offset);

}  // namespace atomics_lab::isa

#endif  // ATOMICS_LAB_TOOLS_ISA_AARCH64_FLOW_H_
