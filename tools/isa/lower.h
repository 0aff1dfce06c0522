// Instructions to micro-operations, one instruction at a time.
//
// Each instruction set has files of its own for it: see x86_64_lower.h and
// aarch64_lower.h.
#ifndef ATOMICS_LAB_TOOLS_ISA_LOWER_H_
#define ATOMICS_LAB_TOOLS_ISA_LOWER_H_

#include <vector>

#include "absl/status/statusor.h"
#include "tools/isa/micro_op.h"
#include "tools/isa/place.h"
#include "tools/listing/listing.h"

namespace atomics_lab::isa {

// Lowers one instruction.
//
// Guarantees: memory accesses in the order in which the instruction makes them;
// branch targets are addresses of code; kCall has target 0 if the instruction
// names a symbol instead; temporaries are written before they are read. On
// x86-64 a call is the push of the return address followed by kCall, a return
// the pop followed by kReturn; on AArch64 `bl` sets x30. An instruction that
// its operands can make fault (x86-64 `div`) ends with a kBranch to the next
// one, taken if it does not, and a kTrap.
// Accesses of a MicroOp are single-copy atomic, so vector registers of 16 bytes
// and pairs (`ldp`, `stp`) are two accesses of 8 (Arm ARM B2.2.1 before LSE2;
// Intel SDM vol. 3, 9.1.1); `casp`, `ldxp`/`stxp` and `cmpxchg16b` are one of
// 16.
// Errors: Unimplemented, one line that names mnemonic, operands and address,
// for whatever it does not know or would have to guess: it never approximates.
absl::StatusOr<std::vector<MicroOp>> Lower(
    listing::Architecture architecture, const listing::Instruction& instruction,
    const Place& place = {});
}  // namespace atomics_lab::isa

#endif  // ATOMICS_LAB_TOOLS_ISA_LOWER_H_
