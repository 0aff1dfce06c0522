// Names of the helpers behind AArch64's `-moutline-atomics`.
//
// Source: GCC's libgcc/config/aarch64/lse.S, which Clang's run-time library
// follows: __aarch64_<operation><bytes>_<ordering>. Arm ARM DDI 0487, C6.2, for
// the instructions.
#ifndef ATOMICS_LAB_TOOLS_ISA_OUTLINED_HELPER_H_
#define ATOMICS_LAB_TOOLS_ISA_OUTLINED_HELPER_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "tools/listing/listing.h"

namespace atomics_lab::isa {

// The byte by which they choose between their two paths.
inline constexpr std::string_view kOutlinedSwitch =
    "__aarch64_have_lse_atomics";

// True of "__aarch64_ldadd8_relax", but not of "__aarch64_have_lse_atomics".
bool IsOutlinedHelperName(std::string_view symbol);

// The name of the helper whose one-instruction path is `atomic`. `fenced`: its
// other path ends in a full barrier.
std::string OutlinedHelperName(const listing::Instruction& atomic, bool fenced);

// The instruction that a helper does with its arguments where the procedure
// call standard puts them, as a word; absent if `name` is no helper's.
std::optional<std::uint32_t> OutlinedHelperWord(std::string_view name);

}  // namespace atomics_lab::isa

#endif  // ATOMICS_LAB_TOOLS_ISA_OUTLINED_HELPER_H_
