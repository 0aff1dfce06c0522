// The entries of one unit of .debug_info, as far as they tell where code is
// and what was inlined there.
//
// A reader of our own, since it goes through whole units: libdw keeps what it
// has read for as long as the file is open, follows references from entry to
// entry as far as they lead, and opens the file that a unit of split DWARF
// names. This follows nothing and keeps nothing but a table of abbreviations.
//
// Sources: DWARF 5, sections 7.5.2 (entries), 7.5.3 (abbreviations) and 7.5.4
// (attributes); DWARF 2 to 4 where they differ.
#ifndef ATOMICS_LAB_TOOLS_ELF_DEBUG_ENTRY_H_
#define ATOMICS_LAB_TOOLS_ELF_DEBUG_ENTRY_H_

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "tools/elf/budget.h"
#include "tools/elf/byte_cursor.h"
#include "tools/elf/debug_sections.h"
#include "tools/elf/dwarf_form.h"

namespace atomics_lab::elf {

// An attribute as an entry has it.
struct AttributeValue {
  std::uint64_t form = 0;  // DW_FORM_…; 0 if the entry does not have it
  FormValue value;

  bool present() const { return form != 0; }
};

// An entry's tag and those of its attributes that we know.
struct DebugEntry {
  std::uint64_t tag = 0;  // DW_TAG_…; 0 where the children of an entry end
  bool has_children = false;
  AttributeValue low_pc;
  AttributeValue high_pc;
  AttributeValue ranges;
  AttributeValue call_file;
  AttributeValue call_line;
  AttributeValue name;
  AttributeValue origin;         // DW_AT_abstract_origin
  AttributeValue specification;  // DW_AT_specification
  AttributeValue sibling;
  AttributeValue address_base;
  AttributeValue string_base;
  AttributeValue range_list_base;
};

class DebugUnit {
 public:
  // Reads the header at `offset` in .debug_info and the abbreviations, each
  // attribute of which spends a step.
  // Requires: `sections` outlives the unit.
  DebugUnit(const DebugSections& sections, std::uint64_t offset, Budget& steps);

  // False if one of them is not well-formed or `steps` does not allow for it;
  // there is then nothing to read.
  bool ok() const { return ok_; }

  const DwarfEncoding& encoding() const { return encoding_; }

  // A cursor on the first entry. Its positions are offsets in .debug_info, and
  // it ends with the unit.
  ByteCursor Entries() const { return {info_, entries_}; }

  // The same on an entry at an offset in .debug_info; failed outside the unit.
  ByteCursor EntryAt(std::uint64_t offset) const;

  // Reads an entry and moves to the next. Fails the cursor on what is not
  // well-formed or exceeds `steps`, of which each attribute spends one.
  DebugEntry ReadEntry(ByteCursor& cursor, Budget& steps) const;

  // The offset in .debug_info that an attribute refers to; 0 if to none in
  // this unit.
  std::uint64_t Referred(const AttributeValue& reference) const;

 private:
  struct Abbreviation {
    std::uint64_t code = 0;
    std::uint64_t tag = 0;
    bool has_children = false;
    std::size_t first = 0;  // in specifications_
    std::size_t count = 0;
  };

  bool ReadHeader(const DebugSections& sections);
  bool ReadAbbreviations(ByteCursor table, Budget& steps);
  const Abbreviation* Find(std::uint64_t code) const;

  Bytes info_;                 // up to the unit's end
  std::uint64_t offset_;       // of the header
  std::uint64_t entries_ = 0;  // of the first entry
  std::uint64_t table_ = 0;    // of the abbreviations
  DwarfEncoding encoding_;
  std::vector<Abbreviation> abbreviations_;  // by code
  std::vector<AttributeSpecification> specifications_;
  bool ok_;
};

}  // namespace atomics_lab::elf

#endif  // ATOMICS_LAB_TOOLS_ELF_DEBUG_ENTRY_H_
