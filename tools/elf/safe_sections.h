// The debug sections of a file that libdw has opened, if it may go on.
#ifndef ATOMICS_LAB_TOOLS_ELF_SAFE_SECTIONS_H_
#define ATOMICS_LAB_TOOLS_ELF_SAFE_SECTIONS_H_

#include <elfutils/libdw.h>

#include <cstdint>
#include <optional>

#include "tools/elf/debug_sections.h"

namespace atomics_lab::elf {

// Absent if the file has no debug sections that we know, or libdw may not read
// them: debug_check.h says which. They live as long as `dwarf`, which may be
// null.
std::optional<DebugSections> SafeDebugSections(Dwarf* dwarf,
                                               std::uint64_t file_size);

}  // namespace atomics_lab::elf

#endif  // ATOMICS_LAB_TOOLS_ELF_SAFE_SECTIONS_H_
