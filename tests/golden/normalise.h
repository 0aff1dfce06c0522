// A function's listing with everything taken out that changes without meaning.
#ifndef ATOMICS_LAB_TESTS_GOLDEN_NORMALISE_H_
#define ATOMICS_LAB_TESTS_GOLDEN_NORMALISE_H_

#include <string>

#include "tools/listing/listing.h"

namespace atomics_lab::golden {

// One line for each instruction that is no padding, without addresses and
// bytes: where a branch goes is a label, numbered in the order of addresses;
// what a call, or an address in memory, means is a demangled name.
//
//   1:  ldxr x2, [x0]
//       add x2, x2, x1
//       stxr w3, x2, [x0]
//       cbnz w3, 1
//       ret
std::string Normalised(const listing::Function& padded);

// The compiler and its version, without the options: "GNU C++20 16.2.0",
// "Debian clang version 21.1.8".
std::string CompilerOf(const listing::Function& function);

}  // namespace atomics_lab::golden

#endif  // ATOMICS_LAB_TESTS_GOLDEN_NORMALISE_H_
