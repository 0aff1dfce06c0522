#include "tools/elf/debug_entry.h"

#include <dwarf.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace atomics_lab::elf {
namespace {

// Where an entry keeps an attribute; null for those that nobody asks for.
AttributeValue* Slot(DebugEntry& entry, std::uint64_t name) {
  switch (name) {
    case DW_AT_low_pc:
      return &entry.low_pc;
    case DW_AT_high_pc:
      return &entry.high_pc;
    case DW_AT_ranges:
      return &entry.ranges;
    case DW_AT_call_file:
      return &entry.call_file;
    case DW_AT_call_line:
      return &entry.call_line;
    case DW_AT_name:
      return &entry.name;
    case DW_AT_abstract_origin:
      return &entry.origin;
    case DW_AT_specification:
      return &entry.specification;
    case DW_AT_sibling:
      return &entry.sibling;
    case DW_AT_addr_base:
      return &entry.address_base;
    case DW_AT_str_offsets_base:
      return &entry.string_base;
    case DW_AT_rnglists_base:
      return &entry.range_list_base;
    default:
      return nullptr;
  }
}

}  // namespace

DebugUnit::DebugUnit(const DebugSections& sections, std::uint64_t offset,
                     Budget& steps)
    : offset_(offset), ok_(ReadHeader(sections)) {
  ok_ = ok_ &&
        ReadAbbreviations(ByteCursor(sections.abbreviations, table_), steps);
}

bool DebugUnit::ReadHeader(const DebugSections& sections) {
  ByteCursor section(sections.info, offset_);
  ByteCursor unit = TakeUnit(section, encoding_);
  if (!section.ok()) return false;
  const std::size_t end = section.position();
  ByteCursor length(sections.info, offset_);
  length.Skip(encoding_.offset_size == 4 ? 4 : 12);
  const std::optional<UnitHeader> header = ReadUnitHeader(unit, encoding_);
  if (!header.has_value()) return false;
  info_ = sections.info.first(end);
  entries_ = length.position() + unit.position();
  encoding_ = header->encoding;
  table_ = header->abbreviations;
  return true;
}

bool DebugUnit::ReadAbbreviations(ByteCursor table, Budget& steps) {
  while (table.ok() && steps.Spend()) {
    Abbreviation abbreviation = {.code = table.Uleb128()};
    if (abbreviation.code == 0) break;
    abbreviation.tag = table.Uleb128();
    abbreviation.has_children = table.Unsigned(1) != 0;
    abbreviation.first = specifications_.size();
    AttributeSpecification attribute = ReadSpecification(table);
    while (!attribute.is_last() && table.ok() && steps.Spend()) {
      specifications_.push_back(attribute);
      attribute = ReadSpecification(table);
    }
    if (!attribute.is_last()) return false;
    abbreviation.count = specifications_.size() - abbreviation.first;
    abbreviations_.push_back(abbreviation);
  }
  std::ranges::stable_sort(abbreviations_, {}, &Abbreviation::code);
  return table.ok();
}

const DebugUnit::Abbreviation* DebugUnit::Find(std::uint64_t code) const {
  // Compilers count from 1.
  if (code - 1 < abbreviations_.size() &&
      abbreviations_[code - 1].code == code) {
    return &abbreviations_[code - 1];
  }
  const auto found =
      std::ranges::lower_bound(abbreviations_, code, {}, &Abbreviation::code);
  return found == abbreviations_.end() || found->code != code ? nullptr
                                                              : &*found;
}

ByteCursor DebugUnit::EntryAt(std::uint64_t offset) const {
  ByteCursor cursor(info_, offset);
  if (offset < entries_) cursor.Fail();
  return cursor;
}

DebugEntry DebugUnit::ReadEntry(ByteCursor& cursor, Budget& steps) const {
  DebugEntry entry;
  const std::uint64_t code = cursor.Uleb128();
  if (!steps.Spend()) cursor.Fail();
  if (!cursor.ok() || code == 0) return entry;
  const Abbreviation* abbreviation = Find(code);
  if (abbreviation == nullptr || !steps.Spend(abbreviation->count)) {
    cursor.Fail();
    return entry;
  }
  entry.tag = abbreviation->tag;
  entry.has_children = abbreviation->has_children;
  for (std::size_t i = 0; i < abbreviation->count; ++i) {
    const AttributeSpecification& attribute =
        specifications_[abbreviation->first + i];
    std::uint64_t form = attribute.form;
    if (form == DW_FORM_indirect) form = cursor.Uleb128();
    FormValue value = ReadForm(cursor, form, encoding_);
    if (form == DW_FORM_implicit_const) {
      value.number = static_cast<std::uint64_t>(attribute.value);
    }
    AttributeValue* slot = Slot(entry, attribute.name);
    if (slot != nullptr) *slot = {.form = form, .value = value};
  }
  return entry;
}

std::uint64_t DebugUnit::Referred(const AttributeValue& reference) const {
  std::uint64_t offset = reference.value.number;
  switch (reference.form) {
    case DW_FORM_ref1:
    case DW_FORM_ref2:
    case DW_FORM_ref4:
    case DW_FORM_ref8:
    case DW_FORM_ref_udata:
      offset += offset_;
      break;
    case DW_FORM_ref_addr:
      break;
    default:
      return 0;
  }
  return offset >= entries_ && offset < info_.size() ? offset : 0;
}

}  // namespace atomics_lab::elf
