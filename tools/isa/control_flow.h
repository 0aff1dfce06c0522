// Which instructions of a function can follow which, and where it loops.
#ifndef ATOMICS_LAB_TOOLS_ISA_CONTROL_FLOW_H_
#define ATOMICS_LAB_TOOLS_ISA_CONTROL_FLOW_H_

#include <cstddef>
#include <vector>

#include "absl/types/span.h"
#include "tools/listing/listing.h"

namespace atomics_lab::isa {

// Instructions that can be executed again and again: a strongly connected
// component of the control flow, whatever its layout. A jump back from a cold
// block that is not reached again is no loop.
struct Loop {
  std::vector<std::size_t> body;  // indices of instructions, ascending
  std::vector<Loop> inner;        // what still loops once its head is left out
};

// Where an instruction goes within its function.
struct Edges {
  bool falls_through = false;
  bool branches = false;  // to its target_address
};

// The loops of `function`, by their first instruction; `edges` has one element
// for each of its instructions.
// Guarantees: loops nested more than kDeepestNesting deep belong to the body of
// the last one shown. A jump through a register leads nowhere that is known.
// Time and memory are linear in the size of the function.
std::vector<Loop> LoopsOf(const listing::Function& function,
                          absl::Span<const Edges> edges);

inline constexpr int kDeepestNesting = 8;

}  // namespace atomics_lab::isa

#endif  // ATOMICS_LAB_TOOLS_ISA_CONTROL_FLOW_H_
