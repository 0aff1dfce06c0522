// What a loop that tries an atomic access again has done to the value that it
// stores.
#ifndef ATOMICS_LAB_TOOLS_ISA_RETRY_TURN_H_
#define ATOMICS_LAB_TOOLS_ISA_RETRY_TURN_H_

#include <cstddef>
#include <optional>
#include <string>

#include "absl/functional/function_ref.h"
#include "absl/types/span.h"
#include "tools/isa/code_reader.h"

namespace atomics_lab::isa {

// The instructions after an access up to the first conditional branch, that
// included: whether it jumps if the access has failed, and not if it has
// succeeded, or the other way around. Absent if it asks for something else.
using JumpsOnFailure =
    absl::FunctionRef<std::optional<bool>(absl::Span<const Step* const>)>;

struct Retry {
  std::size_t access = 0;  // that may fail: a store-exclusive, a `cmpxchg`
  std::string stored;      // the whole register that it would store
  JumpsOnFailure jumps_on_failure;
};

// True if there is a way from the failed access back to it after which `stored`
// was made of its own old value and not of anything that was read meanwhile,
// while the address is the same: then each failure counts, too.
// Guarantees: ways of more than kLongestTurn instructions, with calls, or with
// unknown instructions are left out; time is bounded.
bool Accumulates(CodeReader& code, const Retry& retry);

inline constexpr std::size_t kLongestTurn = 32;

}  // namespace atomics_lab::isa

#endif  // ATOMICS_LAB_TOOLS_ISA_RETRY_TURN_H_
