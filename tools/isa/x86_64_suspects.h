// x86-64: what is suspect around `lock cmpxchg`.
#ifndef ATOMICS_LAB_TOOLS_ISA_X86_64_SUSPECTS_H_
#define ATOMICS_LAB_TOOLS_ISA_X86_64_SUSPECTS_H_

#include <cstddef>
#include <vector>

#include "absl/types/span.h"
#include "tools/isa/code_reader.h"
#include "tools/isa/suspect.h"

namespace atomics_lab::isa {

// As SuspectsOf.
std::vector<Suspect> X86_64Suspects(CodeReader& code,
                                    absl::Span<const std::size_t> offsets);

}  // namespace atomics_lab::isa

#endif  // ATOMICS_LAB_TOOLS_ISA_X86_64_SUSPECTS_H_
