// Whether libdw may read a line number program.
//
// libdw allocates a path for each file that a header lists, and a row for each
// step of the program; a directory's name of 200 KB with 40,000 files in it
// makes 8 GB of a file of 400 KB. And it ends the process where a program adds
// a file to a unit that names no directory (DW_LNE_define_file).
//
// Sources: DWARF 5, sections 6.2.4 (header) and 6.2.5 (instructions); the same
// of DWARF 2 to 4.
#ifndef ATOMICS_LAB_TOOLS_ELF_LINE_PROGRAM_CHECK_H_
#define ATOMICS_LAB_TOOLS_ELF_LINE_PROGRAM_CHECK_H_

#include <compare>
#include <cstdint>

#include "tools/elf/budget.h"
#include "tools/elf/debug_sections.h"

namespace atomics_lab::elf {

// Where a unit's program starts in .debug_line, and the length of the unit's
// directory (DW_AT_comp_dir), which versions before 5 take for number 0.
struct LineProgram {
  std::uint64_t offset = 0;
  std::uint64_t directory_size = 0;

  auto operator<=>(const LineProgram&) const = default;
};

// True if the program is well-formed, adds no files, and libdw will need at
// most what `memory` has left, in bytes, which this spends.
bool LineProgramIsSafe(const LineSections& sections, LineProgram program,
                       Budget& memory);

}  // namespace atomics_lab::elf

#endif  // ATOMICS_LAB_TOOLS_ELF_LINE_PROGRAM_CHECK_H_
