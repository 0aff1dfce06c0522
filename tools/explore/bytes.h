// Accesses as bytes: which of them meet, and what one of them holds of another.
#ifndef ATOMICS_LAB_TOOLS_EXPLORE_BYTES_H_
#define ATOMICS_LAB_TOOLS_EXPLORE_BYTES_H_

#include <cstdint>

#include "tools/explore/move.h"

namespace atomics_lab::explore {

inline bool Overlap(std::uint64_t a, int a_size, std::uint64_t b, int b_size) {
  return b - a < static_cast<std::uint64_t>(a_size) ||
         a - b < static_cast<std::uint64_t>(b_size);
}

// True if all bytes of the inner access are the outer one's.
inline bool Covers(std::uint64_t outer, int outer_size, std::uint64_t inner,
                   int inner_size) {
  const std::uint64_t skip = inner - outer;
  const auto size = static_cast<std::uint64_t>(outer_size);
  return skip < size && skip + static_cast<std::uint64_t>(inner_size) <= size;
}

// All ones in so many bytes of a word.
inline std::uint64_t LowBytes(int size) {
  return size >= 8 ? ~std::uint64_t{0} : (std::uint64_t{1} << (8 * size)) - 1;
}

// `size` bytes of the value, behind its first `skip`.
// Requires: skip + size <= 16.
inline Value PartOf(const Value& value, std::uint64_t skip, int size) {
  const unsigned __int128 whole =
      (static_cast<unsigned __int128>(value.high) << 64) | value.low;
  const unsigned __int128 part = whole >> (8 * skip);
  return {static_cast<std::uint64_t>(part) & LowBytes(size),
          size > 8 ? static_cast<std::uint64_t>(part >> 64) : 0};
}

}  // namespace atomics_lab::explore

#endif  // ATOMICS_LAB_TOOLS_EXPLORE_BYTES_H_
