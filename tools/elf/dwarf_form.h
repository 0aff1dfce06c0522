// The encodings that all of DWARF is written in, for readers that trust
// nothing: lengths, unit headers and attribute values.
//
// Sources: DWARF 5, sections 7.4 (32-bit and 64-bit formats), 7.5.1 (unit
// headers), 7.5.3 (abbreviations), 7.5.5 and 7.5.6 (forms); DWARF 2 to 4 where
// they differ.
#ifndef ATOMICS_LAB_TOOLS_ELF_DWARF_FORM_H_
#define ATOMICS_LAB_TOOLS_ELF_DWARF_FORM_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "tools/elf/byte_cursor.h"

namespace atomics_lab::elf {

// How a unit, or a table of another section, writes its numbers.
struct DwarfEncoding {
  std::uint64_t version = 0;
  std::size_t offset_size = 4;  // 8 in the 64-bit format
  std::size_t address_size = 8;
};

// Reads the length that opens every unit, and which format it chooses; returns
// a cursor on the unit's bytes and moves `cursor` past them.
ByteCursor TakeUnit(ByteCursor& cursor, DwarfEncoding& encoding);

// A unit's header in .debug_info.
struct UnitHeader {
  DwarfEncoding encoding;
  std::uint64_t abbreviations = 0;  // offset in .debug_abbrev
};

// Reads the header of a unit; `unit` then stands at its first entry. Absent if
// it is of another version than 2 to 5, has addresses of other than 8 bytes,
// or is the contents of another unit, its skeleton (split DWARF).
std::optional<UnitHeader> ReadUnitHeader(ByteCursor& unit,
                                         DwarfEncoding encoding);

// What an abbreviation says of one attribute.
struct AttributeSpecification {
  std::uint64_t name = 0;  // DW_AT_…
  std::uint64_t form = 0;  // DW_FORM_…
  std::int64_t value = 0;  // of DW_FORM_implicit_const

  bool is_last() const { return name == 0 && form == 0; }
};

AttributeSpecification ReadSpecification(ByteCursor& abbreviation);

// An attribute's value as it is stored.
struct FormValue {
  std::uint64_t number = 0;  // a constant, offset, index or address
  std::string_view text;     // of DW_FORM_string
};

// Reads a value and moves past it. Fails the cursor on a form that DWARF 5
// does not have.
FormValue ReadForm(ByteCursor& cursor, std::uint64_t form,
                   const DwarfEncoding& encoding);

}  // namespace atomics_lab::elf

#endif  // ATOMICS_LAB_TOOLS_ELF_DWARF_FORM_H_
