// Texts of a compilation unit, as listings have them.
#ifndef ATOMICS_LAB_TOOLS_ELF_UNIT_TEXT_H_
#define ATOMICS_LAB_TOOLS_ELF_UNIT_TEXT_H_

#include <elfutils/libdw.h>

#include <string>
#include <string_view>

namespace atomics_lab::elf {

// A string attribute (DW_AT_…) of a unit's root; empty if it has none.
std::string_view RootString(Dwarf_Die* unit, unsigned name);

// A path of the unit's file table as SourceLine has it.
std::string ProperPath(Dwarf_Die* unit, std::string_view path);

}  // namespace atomics_lab::elf

#endif  // ATOMICS_LAB_TOOLS_ELF_UNIT_TEXT_H_
