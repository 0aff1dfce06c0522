// Drives the whole reader over bytes that may be anything. For tests.
#ifndef ATOMICS_LAB_TOOLS_LISTING_READ_EVERYTHING_H_
#define ATOMICS_LAB_TOOLS_LISTING_READ_EVERYTHING_H_

#include <cstddef>
#include <cstdint>

#include "absl/types/span.h"

namespace atomics_lab::listing {

struct ReadCounts {
  std::size_t functions = 0;     // listed
  std::size_t disassembled = 0;  // read without an error
  std::size_t instructions = 0;
  std::size_t sources = 0;  // instructions with a source line
};

// Parses `bytes` as a Binary, and if that works disassembles every function
// (the first kMostFunctionsRead of them) and one that does not exist.
// Guarantees: checks what Binary promises of every result: addresses in order,
// bytes without gaps, lines from 1, one-line errors that name the file; and
// that `bytes` are what they were.
ReadCounts ReadEverything(absl::Span<const std::uint8_t> bytes);

// Keeps the time for one hostile input in bounds.
inline constexpr std::size_t kMostFunctionsRead = 64;

}  // namespace atomics_lab::listing

#endif  // ATOMICS_LAB_TOOLS_LISTING_READ_EVERYTHING_H_
