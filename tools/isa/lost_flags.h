// Whether the answer of a compare-and-swap is overwritten before it is read.
#ifndef ATOMICS_LAB_TOOLS_ISA_LOST_FLAGS_H_
#define ATOMICS_LAB_TOOLS_ISA_LOST_FLAGS_H_

#include <cstddef>
#include <string_view>

#include "tools/isa/code_reader.h"

namespace atomics_lab::isa {

// What reads the flags after a comparison with `observed`, which the access at
// `access` has read, if another instruction has set them in between; null if
// none does. Followed is the code right behind the access, up to a jump.
const Step* ReadsAfterComparison(CodeReader& code, std::size_t access,
                                 std::string_view observed,
                                 std::string_view flags);

// x86-64: what asks whether the flags say "equal" behind the `lock cmpxchg` at
// `access`, whose own flags nothing has read, though it is known what they say:
// a register was made zero, or a branch has asked already. Null if nothing
// does. Guarantees: follows every way, up to a call and to flags that something
// else has set twice.
const Step* AsksWhatIsKnown(CodeReader& code, std::size_t access);

}  // namespace atomics_lab::isa

#endif  // ATOMICS_LAB_TOOLS_ISA_LOST_FLAGS_H_
