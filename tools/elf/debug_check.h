// Whether libdw may read a file's debug information.
//
// libdw checks that it reads within its sections, but not what reading costs:
// a unit whose first entry has the last abbreviation of a long table makes
// libdw keep the whole table, and thousands of units may share one table, as
// they may share one list of ranges. Files of 400 KB then take 2 to 4 GB. This
// walks through what libdw will read to find a function's unit and its lines,
// adds up, and refuses what no compiler writes.
//
// Sources: DWARF 5, sections 2.17.3 (ranges), 3.1.1 (units), 7.5.3
// (abbreviations) and 7.25 (range lists); DWARF 2 to 4 where they differ.
#ifndef ATOMICS_LAB_TOOLS_ELF_DEBUG_CHECK_H_
#define ATOMICS_LAB_TOOLS_ELF_DEBUG_CHECK_H_

#include <cstdint>

#include "tools/elf/debug_sections.h"

namespace atomics_lab::elf {

// How many bytes of memory libdw may need for each byte of the file. Honest
// files need fewer than 50 even if they are nothing but line tables.
inline constexpr std::uint64_t kDebugMemoryPerFileByte = 256;

// True if every unit and every line number program is well-formed and reading
// them all stays within kDebugMemoryPerFileByte. Units that keep most of what
// they hold in other files (split DWARF) have their lines here, and libdw opens
// no other file for lines.
bool DebugSectionsAreSafe(const DebugSections& sections,
                          std::uint64_t file_size);

}  // namespace atomics_lab::elf

#endif  // ATOMICS_LAB_TOOLS_ELF_DEBUG_CHECK_H_
