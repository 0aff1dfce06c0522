#include "tools/elf/range_list.h"

#include <dwarf.h>

#include <cstdint>
#include <optional>
#include <vector>

namespace atomics_lab::elf {
namespace {

constexpr std::uint64_t kAddressSize = 8;
// What .debug_ranges has in front of a new base address.
constexpr std::uint64_t kNewBase = ~std::uint64_t{0};

void Append(std::uint64_t begin, std::uint64_t end,
            std::vector<AddressRange>& ranges) {
  if (begin < end) ranges.push_back({.begin = begin, .end = end});
}

bool ReadPairs(std::uint64_t base, ByteCursor list, Budget& steps,
               std::vector<AddressRange>& ranges) {
  while (steps.Spend()) {
    const std::uint64_t begin = list.Unsigned(kAddressSize);
    const std::uint64_t end = list.Unsigned(kAddressSize);
    if (begin == 0 && end == 0) return list.ok();
    if (begin == kNewBase) {
      base = end;
    } else {
      Append(base + begin, base + end, ranges);
    }
  }
  return false;
}

// Does what one entry of .debug_rnglists says. False if it needs an address
// that the file does not have.
class ListReader {
 public:
  ListReader(const DebugSections& sections, const RangeBases& bases)
      : sections_(sections), bases_(bases), base_(bases.address) {}

  bool Add(const RangeListEntry& entry, std::vector<AddressRange>& ranges) {
    const auto address = [this](std::uint64_t index) {
      return IndexedAddress(sections_, bases_, index);
    };
    std::optional<std::uint64_t> begin = entry.first;
    std::optional<std::uint64_t> end = entry.second;
    switch (entry.kind) {
      case DW_RLE_base_address:
        base_ = entry.first;
        return true;
      case DW_RLE_base_addressx:
        begin = address(entry.first);
        base_ = begin.value_or(0);
        return begin.has_value();
      case DW_RLE_startx_endx:
        begin = address(entry.first);
        end = address(entry.second);
        break;
      case DW_RLE_startx_length:
        begin = address(entry.first);
        end = begin.value_or(0) + entry.second;
        break;
      case DW_RLE_start_length:
        end = entry.first + entry.second;
        break;
      case DW_RLE_offset_pair:
        begin = base_ + entry.first;
        end = base_ + entry.second;
        break;
      default:  // DW_RLE_start_end
        break;
    }
    if (!begin.has_value() || !end.has_value()) return false;
    Append(*begin, *end, ranges);
    return true;
  }

 private:
  const DebugSections& sections_;
  const RangeBases& bases_;
  std::uint64_t base_;
};

}  // namespace

RangeListEntry ReadRangeListEntry(ByteCursor& list) {
  RangeListEntry entry = {.kind = list.Unsigned(1)};
  switch (entry.kind) {
    case DW_RLE_end_of_list:
      break;
    case DW_RLE_base_addressx:
      entry.first = list.Uleb128();
      break;
    case DW_RLE_startx_endx:
    case DW_RLE_startx_length:
    case DW_RLE_offset_pair:
      entry.first = list.Uleb128();
      entry.second = list.Uleb128();
      break;
    case DW_RLE_base_address:
      entry.first = list.Unsigned(kAddressSize);
      break;
    case DW_RLE_start_end:
      entry.first = list.Unsigned(kAddressSize);
      entry.second = list.Unsigned(kAddressSize);
      break;
    case DW_RLE_start_length:
      entry.first = list.Unsigned(kAddressSize);
      entry.second = list.Uleb128();
      break;
    default:
      list.Fail();
      break;
  }
  return entry;
}

ByteCursor RangeListAt(const DebugSections& sections, const RangeBases& bases,
                       std::uint64_t ranges, bool indexed) {
  if (bases.encoding.version < 5) return ByteCursor(sections.ranges, ranges);
  if (!indexed) return ByteCursor(sections.range_lists, ranges);
  ByteCursor table(sections.range_lists, bases.range_lists);
  if (ranges > sections.range_lists.size()) table.Fail();
  table.Skip(ranges * bases.encoding.offset_size);
  const std::uint64_t offset = table.Unsigned(bases.encoding.offset_size);
  ByteCursor list(sections.range_lists, bases.range_lists);
  list.Skip(offset);
  if (!table.ok()) list.Fail();
  return list;
}

std::optional<std::uint64_t> IndexedAddress(const DebugSections& sections,
                                            const RangeBases& bases,
                                            std::uint64_t index) {
  if (index > sections.addresses.size()) return std::nullopt;
  ByteCursor table(sections.addresses, bases.addresses);
  table.Skip(index * kAddressSize);
  const std::uint64_t address = table.Unsigned(kAddressSize);
  if (!table.ok()) return std::nullopt;
  return address;
}

bool ReadRangeList(const DebugSections& sections, const RangeBases& bases,
                   ByteCursor list, Budget& steps,
                   std::vector<AddressRange>& ranges) {
  if (!list.ok()) return false;
  if (bases.encoding.version < 5) {
    return ReadPairs(bases.address, list, steps, ranges);
  }
  ListReader reader(sections, bases);
  while (steps.Spend()) {
    const RangeListEntry entry = ReadRangeListEntry(list);
    if (!list.ok() || entry.kind == DW_RLE_end_of_list) return list.ok();
    if (!reader.Add(entry, ranges)) return false;
  }
  return false;
}

}  // namespace atomics_lab::elf
