// A function's parts: code that the compiler moved out of it and that it jumps
// to.
#ifndef ATOMICS_LAB_TOOLS_ASMCHECK_PARTS_H_
#define ATOMICS_LAB_TOOLS_ASMCHECK_PARTS_H_

#include <string_view>
#include <vector>

#include "tools/listing/listing.h"

namespace atomics_lab::asmcheck {

// The symbol of the function that the code of `mangled` belongs to: `f` for
// GCC's `f.cold` and `f.part.0` and Clang's `f.cold.1`; the symbol itself where
// it is a function of its own, as the copies `f.constprop.0` and `f.isra.0`
// are.
std::string_view WholeOf(std::string_view mangled);

// `whole` with the instructions of `parts` behind its own, as if the compiler
// had left them there: their addresses go on where the last ended, and jumps
// between them are jumps within one function.
// Requires: WholeOf(part.mangled) == whole.mangled for each.
listing::Function Joined(listing::Function whole,
                         const std::vector<listing::Function>& parts);

}  // namespace atomics_lab::asmcheck

#endif  // ATOMICS_LAB_TOOLS_ASMCHECK_PARTS_H_
