// Holds one function's instructions against one promise.
#ifndef ATOMICS_LAB_TOOLS_ASMCHECK_CHECK_H_
#define ATOMICS_LAB_TOOLS_ASMCHECK_CHECK_H_

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "tools/asmcheck/promise.h"
#include "tools/listing/listing.h"

namespace atomics_lab::asmcheck {

// Where a function and a promise part.
struct Breach {
  std::string explanation;        // one line: "no stxr after the ldaxr at +0x4"
  std::vector<std::size_t> kept;  // indices of what the promise asks for
  std::vector<std::size_t> broken;  // of what it forbids

  friend bool operator==(const Breach&, const Breach&) = default;
};

// What is matched, and how:
//   - An opcode is the mnemonic, prefixes included or not: `xadd` and `lock`
//     both fit `lock xadd`; `ldadd` does not fit `ldaddal`.
//   - load, store and read-modify-write are accesses that another thread could
//     notice; spills to the function's own stack are not.
//   - Order is the order of the listing, which is that of the addresses.
//   - A loop is what the control flow can run again (isa/control_flow.h).
// Guarantees: absent if the promise is kept. No promise is kept by a function
// with an instruction that the decoder does not know.
std::optional<Breach> Check(const Clause& clause,
                            const listing::Function& function);

}  // namespace atomics_lab::asmcheck

#endif  // ATOMICS_LAB_TOOLS_ASMCHECK_CHECK_H_
