// A counter's function as herd7 can take it: no loops, no calls, no stack, and
// named locations instead of addresses.
#ifndef ATOMICS_LAB_TESTS_HERD_STRAIGHT_CODE_H_
#define ATOMICS_LAB_TESTS_HERD_STRAIGHT_CODE_H_

#include <cstddef>
#include <optional>
#include <set>
#include <vector>

#include "absl/status/statusor.h"
#include "tests/herd/known_addresses.h"
#include "tools/isa/micro_op.h"
#include "tools/listing/listing.h"

namespace atomics_lab::herd {

// An instruction that is left, or a jump in its place.
struct Step {
  listing::Instruction instruction;
  std::optional<Place> place;  // that it accesses
  bool jumps = false;          // to `to`, always or sometimes
  bool falls_through = true;
  // The step that it jumps to; the number of steps: the function's end. Absent:
  // what follows is left out.
  std::optional<std::size_t> to;
};

struct StraightCode {
  listing::Architecture architecture = listing::Architecture::kX86_64;
  std::vector<Step> steps;
  std::set<Place> places;              // no two of them overlap
  std::set<isa::RegisterNumber> used;  // temporaries too
};

// Leaves out
//  - what only computes the counter's addresses, which are known beforehand,
//  - what saves registers on the stack, and restores them,
//  - executions that jump back more than `rounds` times, that call, or that
//    leave by a jump.
//
// Requires: the function's first argument is the counter's address.
// Errors: Unimplemented, in one line, for code that uses other memory, lets an
// address decide anything but where it accesses, never ends without a call, or
// is not lowered.
absl::StatusOr<StraightCode> Straighten(const listing::Function& function,
                                        int rounds);

}  // namespace atomics_lab::herd

#endif  // ATOMICS_LAB_TESTS_HERD_STRAIGHT_CODE_H_
