#include "tools/elf/debug_check.h"

#include <dwarf.h>

#include <cstdint>
#include <optional>
#include <set>

#include "tools/elf/budget.h"
#include "tools/elf/dwarf_form.h"
#include "tools/elf/line_program_check.h"
#include "tools/elf/range_list.h"

namespace atomics_lab::elf {
namespace {

// What libdw allocates for an abbreviation or a range; generous.
constexpr std::uint64_t kBytesPerAbbreviation = 96;
constexpr std::uint64_t kBytesPerRange = 96;
constexpr std::uint64_t kBytesPerUnit = 512;
constexpr std::uint64_t kUnknownSize = std::uint64_t{1} << 60;

class Checker {
 public:
  Checker(const DebugSections& sections, std::uint64_t file_size)
      : sections_(sections), memory_(kDebugMemoryPerFileByte * file_size) {}

  bool Check();

 private:
  // What the attributes of a unit's first entry lead to.
  struct Root {
    std::optional<std::uint64_t> line_program;
    std::uint64_t directory_size = 0;
    std::optional<std::uint64_t> ranges;
    bool ranges_are_indexed = false;
    std::uint64_t range_lists_base = kFirstRangeLists;
  };

  bool CheckUnit(ByteCursor unit, const DwarfEncoding& encoding);
  bool FindAbbreviation(ByteCursor& abbreviations, std::uint64_t code);
  bool ReadRoot(ByteCursor abbreviation, ByteCursor entry,
                const DwarfEncoding& encoding, Root& root) const;
  bool CheckRanges(const Root& root, const DwarfEncoding& encoding);
  bool CheckRangePairs(ByteCursor list);
  bool CheckRangeList(ByteCursor list);
  bool CheckLines(LineProgram program);
  std::uint64_t TextSize(std::uint64_t form, const FormValue& value) const;

  const DebugSections& sections_;
  Budget memory_;
  std::set<LineProgram> checked_programs_;
};

bool Checker::Check() {
  ByteCursor cursor(sections_.info);
  while (!cursor.AtEnd()) {
    DwarfEncoding encoding;
    const ByteCursor unit = TakeUnit(cursor, encoding);
    if (!cursor.ok() || !memory_.Spend(kBytesPerUnit) ||
        !CheckUnit(unit, encoding)) {
      return false;
    }
  }
  return true;
}

bool Checker::CheckUnit(ByteCursor unit, const DwarfEncoding& encoding) {
  const std::optional<UnitHeader> header = ReadUnitHeader(unit, encoding);
  if (!header.has_value()) return false;
  ByteCursor abbreviations(sections_.abbreviations, header->abbreviations);
  Root root;
  if (!FindAbbreviation(abbreviations, unit.Uleb128()) ||
      !ReadRoot(abbreviations, unit, header->encoding, root) ||
      !CheckRanges(root, header->encoding)) {
    return false;
  }
  return !root.line_program.has_value() ||
         CheckLines({.offset = *root.line_program,
                     .directory_size = root.directory_size});
}

// Moves `abbreviations` to the attribute specifications of number `code`.
bool Checker::FindAbbreviation(ByteCursor& abbreviations, std::uint64_t code) {
  while (code != 0 && !abbreviations.AtEnd()) {
    const std::uint64_t number = abbreviations.Uleb128();
    abbreviations.Uleb128();  // tag
    abbreviations.Skip(1);    // whether it has children
    if (!memory_.Spend(kBytesPerAbbreviation) || number == 0) return false;
    if (number == code) return abbreviations.ok();
    while (!ReadSpecification(abbreviations).is_last()) {
      // An entry's attributes take time, not memory.
      if (!memory_.Spend() || abbreviations.AtEnd()) return false;
    }
  }
  return false;
}

bool Checker::ReadRoot(ByteCursor abbreviation, ByteCursor entry,
                       const DwarfEncoding& encoding, Root& root) const {
  for (AttributeSpecification attribute = ReadSpecification(abbreviation);
       !attribute.is_last(); attribute = ReadSpecification(abbreviation)) {
    const FormValue value = ReadForm(entry, attribute.form, encoding);
    if (!entry.ok() || !abbreviation.ok()) return false;
    switch (attribute.name) {
      case DW_AT_stmt_list:
        root.line_program = value.number;
        break;
      case DW_AT_comp_dir:
        root.directory_size = TextSize(attribute.form, value);
        break;
      case DW_AT_ranges:
        root.ranges = value.number;
        root.ranges_are_indexed = attribute.form == DW_FORM_rnglistx;
        break;
      case DW_AT_rnglists_base:
        root.range_lists_base = value.number;
        break;
      default:
        break;
    }
  }
  return abbreviation.ok();
}

bool Checker::CheckRanges(const Root& root, const DwarfEncoding& encoding) {
  if (!root.ranges.has_value()) return true;
  const ByteCursor list = RangeListAt(
      sections_, {.encoding = encoding, .range_lists = root.range_lists_base},
      *root.ranges, root.ranges_are_indexed);
  return encoding.version < 5 ? CheckRangePairs(list) : CheckRangeList(list);
}

bool Checker::CheckRangePairs(ByteCursor list) {
  bool last = false;
  while (!last && list.ok() && memory_.Spend(kBytesPerRange)) {
    const std::uint64_t begin = list.Unsigned(8);
    const std::uint64_t end = list.Unsigned(8);
    last = begin == 0 && end == 0;
  }
  return last && list.ok();
}

bool Checker::CheckRangeList(ByteCursor list) {
  while (list.ok() && memory_.Spend(kBytesPerRange)) {
    const RangeListEntry entry = ReadRangeListEntry(list);
    if (entry.kind == DW_RLE_end_of_list) return list.ok();
  }
  return false;
}

// libdw reads a program once, however many units name it.
bool Checker::CheckLines(LineProgram program) {
  return !checked_programs_.insert(program).second ||
         LineProgramIsSafe(sections_.line, program, memory_);
}

// Of forms that lead through tables of the unit, a size that no budget has:
// only units of version 5 use them, whose programs name the directory again.
std::uint64_t Checker::TextSize(std::uint64_t form,
                                const FormValue& value) const {
  switch (form) {
    case DW_FORM_string:
      return value.text.size();
    case DW_FORM_strp:
      return StringAt(sections_.line.strings, value.number).size();
    case DW_FORM_line_strp:
      return StringAt(sections_.line.line_strings, value.number).size();
    default:
      return kUnknownSize;
  }
}

}  // namespace

bool DebugSectionsAreSafe(const DebugSections& sections,
                          std::uint64_t file_size) {
  return Checker(sections, file_size).Check();
}

}  // namespace atomics_lab::elf
