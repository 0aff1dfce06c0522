// Whether a loop goes on outside of the bytes that look like waiting.
#ifndef ATOMICS_LAB_TOOLS_ISA_WAY_BACK_H_
#define ATOMICS_LAB_TOOLS_ISA_WAY_BACK_H_

#include <cstddef>

#include "absl/functional/function_ref.h"
#include "tools/isa/scan.h"

namespace atomics_lab::isa {

// True if a way leads out of `loop` and back into it through code that nothing
// but the loop leads to, on which something stores or calls and nothing
// synchronizes: that code is a part of the same loop, and there somebody works
// something off. A loop around this one has code that is reached without it.
// Guarantees: false for functions of more than kLongestFunction bytes; time and
// memory are linear in the function's size.
// Requires: `function` lies in `code`, `loop` in `function`.
// A jump through a register that only the loop leads to is a switch, and leads
// to all that nothing else does, unless the function has another one and other
// code stands between the loop and it. Others lead nowhere that is known.
// `also_synchronizes` says so of what the scanner cannot know, by offset.
bool GoesOnElsewhere(const Scanner& scanner, Code code, Extent function,
                     Extent loop,
                     absl::FunctionRef<bool(std::size_t)> also_synchronizes);

inline constexpr std::size_t kLongestFunction = std::size_t{1} << 20;

}  // namespace atomics_lab::isa

#endif  // ATOMICS_LAB_TOOLS_ISA_WAY_BACK_H_
