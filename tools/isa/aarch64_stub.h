// AArch64: the few instructions with which linkers bridge a distance.
#ifndef ATOMICS_LAB_TOOLS_ISA_AARCH64_STUB_H_
#define ATOMICS_LAB_TOOLS_ISA_AARCH64_STUB_H_

#include <cstddef>
#include <cstdint>
#include <optional>

#include "tools/isa/scan.h"

namespace atomics_lab::isa {

// True of the jumps that end every such stub.
bool EndsAArch64Stub(std::uint32_t word);

// As Scanner::StubAt.
std::optional<JumpStub> AArch64StubAt(Code code, std::size_t jump,
                                      std::uint64_t address);

}  // namespace atomics_lab::isa

#endif  // ATOMICS_LAB_TOOLS_ISA_AARCH64_STUB_H_
