#include "tools/elf/dwarf_form.h"

#include <dwarf.h>

#include <cstddef>
#include <cstdint>
#include <optional>

namespace atomics_lab::elf {
namespace {

constexpr std::uint64_t k64BitFormat = 0xffffffff;
constexpr std::size_t kSignatureSize = 8;

// The bytes of a form that always takes as many; absent for others.
std::optional<std::size_t> FixedWidth(std::uint64_t form,
                                      const DwarfEncoding& encoding) {
  switch (form) {
    case DW_FORM_flag_present:
    case DW_FORM_implicit_const:
      return 0;
    case DW_FORM_data1:
    case DW_FORM_ref1:
    case DW_FORM_flag:
    case DW_FORM_strx1:
    case DW_FORM_addrx1:
      return 1;
    case DW_FORM_data2:
    case DW_FORM_ref2:
    case DW_FORM_strx2:
    case DW_FORM_addrx2:
      return 2;
    case DW_FORM_strx3:
    case DW_FORM_addrx3:
      return 3;
    case DW_FORM_data4:
    case DW_FORM_ref4:
    case DW_FORM_strx4:
    case DW_FORM_addrx4:
      return 4;
    case DW_FORM_data8:
    case DW_FORM_ref8:
    case DW_FORM_ref_sig8:
      return 8;
    case DW_FORM_addr:
      return encoding.address_size;
    case DW_FORM_ref_addr:  // DWARF 2 made it as wide as an address
      return encoding.version <= 2 ? encoding.address_size
                                   : encoding.offset_size;
    case DW_FORM_strp:
    case DW_FORM_line_strp:
    case DW_FORM_sec_offset:
      return encoding.offset_size;
    default:
      return std::nullopt;
  }
}

bool IsUleb128(std::uint64_t form) {
  switch (form) {
    case DW_FORM_udata:
    case DW_FORM_ref_udata:
    case DW_FORM_strx:
    case DW_FORM_addrx:
    case DW_FORM_loclistx:
    case DW_FORM_rnglistx:
      return true;
    default:
      return false;
  }
}

// Moves past a block; fails the cursor if `form` is none.
void SkipBlock(ByteCursor& cursor, std::uint64_t form) {
  switch (form) {
    case DW_FORM_block1:
      return cursor.Skip(cursor.Unsigned(1));
    case DW_FORM_block2:
      return cursor.Skip(cursor.Unsigned(2));
    case DW_FORM_block4:
      return cursor.Skip(cursor.Unsigned(4));
    case DW_FORM_block:
    case DW_FORM_exprloc:
      return cursor.Skip(cursor.Uleb128());
    case DW_FORM_data16:
      return cursor.Skip(16);
    default:
      return cursor.Fail();
  }
}

}  // namespace

ByteCursor TakeUnit(ByteCursor& cursor, DwarfEncoding& encoding) {
  std::uint64_t length = cursor.Unsigned(4);
  encoding.offset_size = length == k64BitFormat ? 8 : 4;
  if (length == k64BitFormat) length = cursor.Unsigned(8);
  return cursor.Take(length);
}

std::optional<UnitHeader> ReadUnitHeader(ByteCursor& unit,
                                         DwarfEncoding encoding) {
  UnitHeader header;
  std::uint64_t type = DW_UT_compile;
  encoding.version = unit.Unsigned(2);
  if (encoding.version >= 5) {
    type = unit.Unsigned(1);
    encoding.address_size = unit.Unsigned(1);
    header.abbreviations = unit.Unsigned(encoding.offset_size);
  } else {
    header.abbreviations = unit.Unsigned(encoding.offset_size);
    encoding.address_size = unit.Unsigned(1);
  }
  if (type == DW_UT_type) unit.Skip(kSignatureSize + encoding.offset_size);
  if (type == DW_UT_skeleton) unit.Skip(kSignatureSize);
  const bool whole = (type >= DW_UT_compile && type <= DW_UT_partial) ||
                     type == DW_UT_skeleton;
  if (!unit.ok() || !whole || encoding.address_size != 8 ||
      encoding.version < 2 || encoding.version > 5) {
    return std::nullopt;
  }
  header.encoding = encoding;
  return header;
}

AttributeSpecification ReadSpecification(ByteCursor& abbreviation) {
  AttributeSpecification specification;
  specification.name = abbreviation.Uleb128();
  specification.form = abbreviation.Uleb128();
  if (specification.form == DW_FORM_implicit_const) {
    specification.value = abbreviation.Sleb128();
  }
  return specification;
}

FormValue ReadForm(ByteCursor& cursor, std::uint64_t form,
                   const DwarfEncoding& encoding) {
  FormValue value;
  if (const auto width = FixedWidth(form, encoding); width.has_value()) {
    value.number = cursor.Unsigned(*width);
  } else if (form == DW_FORM_string) {
    value.text = cursor.String();
  } else if (form == DW_FORM_sdata) {
    value.number = static_cast<std::uint64_t>(cursor.Sleb128());
  } else if (IsUleb128(form)) {
    value.number = cursor.Uleb128();
  } else {
    SkipBlock(cursor, form);
  }
  return value;
}

}  // namespace atomics_lab::elf
