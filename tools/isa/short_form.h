// The few words that stand in a table cell for a whole function.
#ifndef ATOMICS_LAB_TOOLS_ISA_SHORT_FORM_H_
#define ATOMICS_LAB_TOOLS_ISA_SHORT_FORM_H_

#include <functional>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "tools/isa/reading.h"
#include "tools/listing/listing.h"

namespace atomics_lab::isa {

// Finds another function of the same binary by mangled name, so that the short
// form can say what an outlined atomic (`__aarch64_ldadd8_relax`) holds.
using FunctionLookup =
    std::function<absl::StatusOr<listing::Function>(std::string_view mangled)>;

// The instructions of `function` that other threads can notice, in program
// order, mnemonics only, a retry loop folded into its ends:
//   `lock add`, `ldxr…stxr loop`, `mov; mov`, `lock cmpxchg loop`,
//   `call __aarch64_ldadd8_relax → ldadd | ldxr…stxr loop`,
//   `{call __aarch64_cas8_relax → cas | ldxr…stxr loop} loop`,
//   `call __aarch64_cas16_sync → caspal | {ldxp…stlxp loop; dmb}`,
//   `call absl::Mutex::lock; ldr; str; call absl::Mutex::unlock`.
// Guarantees: "none" for a function without any, never empty.
std::string ShortForm(const Reading& function, const FunctionLookup& lookup);

// How names of narrow accesses are written in a mapping.
enum class Width {
  kExact,    // `ldaddalb`, `call __aarch64_ldadd1_relax`
  kLeftOut,  // `ldaddal`, `call __aarch64_ldaddN_relax`
};

// What a compiler made of one operation: the short form, and with it what is
// computed beside the accesses, once: `neg; ldaddal`, `cas; cmp`,
// `dmb ish; str`, `ldxr; cmp; stxr`. Left out are branches, returns, what only
// arranges values (Isa::OnlyArranges), the function's own stack frame, and all
// that a loop does between its accesses: `ldaxr…stlxr loop`.
// Guarantees: "none" for a function without any, never empty.
std::string Mapping(const Reading& function, Width width);

}  // namespace atomics_lab::isa

#endif  // ATOMICS_LAB_TOOLS_ISA_SHORT_FORM_H_
