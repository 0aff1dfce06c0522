// The debug sections of a file, for readers that trust nothing in them.
#ifndef ATOMICS_LAB_TOOLS_ELF_DEBUG_SECTIONS_H_
#define ATOMICS_LAB_TOOLS_ELF_DEBUG_SECTIONS_H_

#include "tools/elf/byte_cursor.h"

namespace atomics_lab::elf {

// The sections that line number programs live in and take names from.
struct LineSections {
  Bytes lines;         // .debug_line
  Bytes line_strings;  // .debug_line_str
  Bytes strings;       // .debug_str
};

// All that is read, as libdw has it: uncompressed and relocated.
struct DebugSections {
  Bytes info;            // .debug_info
  Bytes abbreviations;   // .debug_abbrev
  Bytes ranges;          // .debug_ranges, before DWARF 5
  Bytes range_lists;     // .debug_rnglists
  Bytes addresses;       // .debug_addr
  Bytes string_offsets;  // .debug_str_offsets
  LineSections line;
};

}  // namespace atomics_lab::elf

#endif  // ATOMICS_LAB_TOOLS_ELF_DEBUG_SECTIONS_H_
