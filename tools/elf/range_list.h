// Lists of address ranges, entry by entry, for readers that trust nothing.
//
// Source: DWARF 5, sections 2.17.3 and 7.25 (.debug_rnglists); DWARF 4, section
// 2.17.3 (.debug_ranges).
#ifndef ATOMICS_LAB_TOOLS_ELF_RANGE_LIST_H_
#define ATOMICS_LAB_TOOLS_ELF_RANGE_LIST_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "tools/elf/address_range.h"
#include "tools/elf/budget.h"
#include "tools/elf/byte_cursor.h"
#include "tools/elf/debug_sections.h"
#include "tools/elf/dwarf_form.h"

namespace atomics_lab::elf {

// Where .debug_rnglists has its first table of offsets, and .debug_addr its
// first addresses, for units that name no base: behind the section's header.
inline constexpr std::uint64_t kFirstRangeLists = 12;
inline constexpr std::uint64_t kFirstAddresses = 8;

// An entry of .debug_rnglists as it is stored.
struct RangeListEntry {
  std::uint64_t kind = 0;  // DW_RLE_…
  std::uint64_t first = 0;
  std::uint64_t second = 0;
};

// Reads an entry and moves past it. Fails the cursor on a kind that DWARF 5
// does not have.
RangeListEntry ReadRangeListEntry(ByteCursor& list);

// What a unit's first entry says about its lists.
struct RangeBases {
  DwarfEncoding encoding;
  std::uint64_t address = 0;  // DW_AT_low_pc
  std::uint64_t range_lists = kFirstRangeLists;
  std::uint64_t addresses = kFirstAddresses;
};

// A cursor on the list that a DW_AT_ranges leads to; failed if that is outside
// its section. `indexed`: the attribute counts lists (DW_FORM_rnglistx).
ByteCursor RangeListAt(const DebugSections& sections, const RangeBases& bases,
                       std::uint64_t ranges, bool indexed);

// An address by its number in the unit's part of .debug_addr.
std::optional<std::uint64_t> IndexedAddress(const DebugSections& sections,
                                            const RangeBases& bases,
                                            std::uint64_t index);

// Appends the ranges of a list, without the empty ones. False if it is not
// well-formed or `steps` does not allow for its entries, one step each.
bool ReadRangeList(const DebugSections& sections, const RangeBases& bases,
                   ByteCursor list, Budget& steps,
                   std::vector<AddressRange>& ranges);

}  // namespace atomics_lab::elf

#endif  // ATOMICS_LAB_TOOLS_ELF_RANGE_LIST_H_
