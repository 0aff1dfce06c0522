// The instruction-set architectures that binaries are read for.
#ifndef ATOMICS_LAB_TOOLS_ELF_ARCHITECTURE_H_
#define ATOMICS_LAB_TOOLS_ELF_ARCHITECTURE_H_

#include <array>
#include <string_view>

namespace atomics_lab::elf {

enum class Architecture { kX86_64, kAArch64 };

inline constexpr std::array kArchitectures = {Architecture::kX86_64,
                                              Architecture::kAArch64};

// The project's spelling: "x86_64", "aarch64".
std::string_view ArchitectureName(Architecture architecture);

}  // namespace atomics_lab::elf

#endif  // ATOMICS_LAB_TOOLS_ELF_ARCHITECTURE_H_
