// AArch64: words of code and fields of them.
#ifndef ATOMICS_LAB_TOOLS_ISA_AARCH64_WORDS_H_
#define ATOMICS_LAB_TOOLS_ISA_AARCH64_WORDS_H_

#include <cstddef>
#include <cstdint>

#include "tools/isa/scan.h"

namespace atomics_lab::isa {

using Word = std::uint32_t;

inline constexpr std::size_t kWord = 4;  // bytes

// Words whose bits under `mask` are `value`.
struct Pattern {
  Word mask;
  Word value;

  constexpr bool Fits(Word word) const { return (word & mask) == value; }
};

// Requires: the word lies in `code`.
inline Word WordAt(Code code, std::size_t offset) {
  return Word{code[offset]} | Word{code[offset + 1]} << 8 |
         Word{code[offset + 2]} << 16 | Word{code[offset + 3]} << 24;
}

// A signed field of `width` bits from bit `low`, times a word.
inline std::int64_t SignedField(Word word, unsigned low, unsigned width) {
  const auto shifted = static_cast<std::int32_t>(word << (32 - low - width));
  return std::int64_t{shifted >> (32 - width)} * std::int64_t{kWord};
}

inline constexpr Pattern kCompareAndSwap = {0x3FA00000, 0x08A00000};
// ldadd, swp and so on, and ldapr.
inline constexpr Pattern kAtomic = {0x3F200C00, 0x38200000};
inline constexpr Pattern kSystemCall = {0xFFE0001F, 0xD4000001};

inline constexpr Pattern kLoadVectorLiteral = {0x3F000000, 0x1C000000};
inline constexpr Pattern kLoadVectorPair = {0x3E400000, 0x2C400000};
inline constexpr Pattern kLoadVector = {0x3E400000, 0x3C400000};
inline constexpr Pattern kLoadVectors = {0xBE400000, 0x0C400000};  // ld1 to ld4

inline bool LoadsVector(Word word) {
  return kLoadVectorLiteral.Fits(word) || kLoadVectorPair.Fits(word) ||
         kLoadVector.Fits(word) || kLoadVectors.Fits(word);
}

}  // namespace atomics_lab::isa

#endif  // ATOMICS_LAB_TOOLS_ISA_AARCH64_WORDS_H_
