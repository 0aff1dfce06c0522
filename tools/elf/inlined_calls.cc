#include "tools/elf/inlined_calls.h"

#include <dwarf.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace atomics_lab::elf {
namespace {

// Attributes and ranges for each byte of the sections that hold them. Each
// takes more than a byte, except for flags, which are few.
constexpr std::uint64_t kStepsPerByte = 4;

// How far a name may be away: the entry, the abstract instance of what it
// instantiates, the declaration in the class.
constexpr int kLongestReference = 4;

// The header of .debug_str_offsets, for units that name no base.
constexpr std::uint64_t kFirstStringOffset = 8;

std::uint64_t StepsFor(const DebugSections& sections) {
  return kStepsPerByte * (sections.info.size() + sections.abbreviations.size() +
                          sections.ranges.size() + sections.range_lists.size());
}

// True if code may stand below such an entry.
bool MayHoldCode(std::uint64_t tag) {
  switch (tag) {
    case DW_TAG_compile_unit:
    case DW_TAG_partial_unit:
    case DW_TAG_skeleton_unit:
    case DW_TAG_namespace:
    case DW_TAG_subprogram:
    case DW_TAG_inlined_subroutine:
    case DW_TAG_lexical_block:
    case DW_TAG_try_block:
    case DW_TAG_catch_block:
      return true;
    default:
      return false;
  }
}

bool IsIndexedAddress(std::uint64_t form) {
  return form == DW_FORM_addrx ||
         (form >= DW_FORM_addrx1 && form <= DW_FORM_addrx4);
}

bool IsIndexedString(std::uint64_t form) {
  return form == DW_FORM_strx ||
         (form >= DW_FORM_strx1 && form <= DW_FORM_strx4);
}

// Looking for a string's end takes as long as the string is, if it has one.
std::string_view EndedStringAt(Bytes table, std::uint64_t offset) {
  return table.empty() || table.back() != 0 ? "" : StringAt(table, offset);
}

std::uint64_t NumberOr(const AttributeValue& value, std::uint64_t otherwise) {
  return value.present() ? value.value.number : otherwise;
}

}  // namespace

InlinedCalls::InlinedCalls(const DebugSections& sections, std::uint64_t unit)
    : sections_(sections),
      steps_(StepsFor(sections)),
      unit_(sections_, unit, steps_),
      string_base_(kFirstStringOffset) {
  if (!unit_.ok()) return;
  ByteCursor cursor = unit_.Entries();
  ReadRoot(unit_.ReadEntry(cursor, steps_));
  if (cursor.ok() && ReadTree(unit_.Entries())) return;
  calls_.clear();
  ranges_.clear();
}

void InlinedCalls::ReadRoot(const DebugEntry& root) {
  bases_.encoding = unit_.encoding();
  bases_.range_lists = NumberOr(root.range_list_base, kFirstRangeLists);
  bases_.addresses = NumberOr(root.address_base, kFirstAddresses);
  string_base_ = NumberOr(root.string_base, kFirstStringOffset);
  bases_.address = Address(root.low_pc).value_or(0);
}

// Goes through the entries in order, with the calls around each on a stack.
bool InlinedCalls::ReadTree(ByteCursor cursor) {
  std::vector<std::size_t> around;
  do {
    const DebugEntry entry = unit_.ReadEntry(cursor, steps_);
    if (!cursor.ok()) return false;
    if (entry.tag == 0) {
      if (around.empty()) return false;
      around.pop_back();
      continue;
    }
    std::size_t inside = around.empty() ? InlinedCall::kNone : around.back();
    if (entry.tag == DW_TAG_inlined_subroutine) {
      if (!AddCall(entry, inside)) return false;
      inside = calls_.size() - 1;
    } else if (entry.tag == DW_TAG_subprogram) {
      inside = InlinedCall::kNone;
    }
    if (!entry.has_children) continue;
    const std::uint64_t next = unit_.Referred(entry.sibling);
    if (!MayHoldCode(entry.tag) && next > cursor.position()) {
      cursor.Skip(next - cursor.position());
    } else {
      around.push_back(inside);
    }
  } while (!around.empty());
  return true;
}

bool InlinedCalls::AddCall(const DebugEntry& entry, std::size_t parent) {
  const std::size_t first = ranges_.size();
  if (!AddRanges(entry)) return false;
  calls_.push_back({.parent = parent,
                    .file = entry.call_file.value.number,
                    .line = entry.call_line.value.number,
                    .callee = unit_.Referred(entry.origin),
                    .first_range = first,
                    .range_count = ranges_.size() - first});
  return true;
}

// Adds none where the entry names none, as in a function that was not compiled
// by itself.
bool InlinedCalls::AddRanges(const DebugEntry& entry) {
  if (entry.ranges.present()) {
    return ReadRangeList(
        sections_, bases_,
        RangeListAt(sections_, bases_, entry.ranges.value.number,
                    entry.ranges.form == DW_FORM_rnglistx),
        steps_, ranges_);
  }
  const std::optional<std::uint64_t> begin = Address(entry.low_pc);
  if (!begin.has_value() || !entry.high_pc.present()) return true;
  // An address, or the distance from the first (DWARF 4 and later).
  const std::uint64_t end =
      Address(entry.high_pc).value_or(*begin + entry.high_pc.value.number);
  if (*begin < end) ranges_.push_back({.begin = *begin, .end = end});
  return true;
}

std::optional<std::uint64_t> InlinedCalls::Address(
    const AttributeValue& value) const {
  if (value.form == DW_FORM_addr) return value.value.number;
  if (!IsIndexedAddress(value.form)) return std::nullopt;
  return IndexedAddress(sections_, bases_, value.value.number);
}

std::string_view InlinedCalls::Text(const AttributeValue& value) const {
  const std::uint64_t number = value.value.number;
  switch (value.form) {
    case DW_FORM_string:
      return value.value.text;
    case DW_FORM_strp:
      return EndedStringAt(sections_.line.strings, number);
    case DW_FORM_line_strp:
      return EndedStringAt(sections_.line.line_strings, number);
    default:
      return IsIndexedString(value.form) ? IndexedText(number) : "";
  }
}

std::string_view InlinedCalls::IndexedText(std::uint64_t index) const {
  if (index > sections_.string_offsets.size()) return "";
  const std::size_t width = unit_.encoding().offset_size;
  ByteCursor table(sections_.string_offsets, string_base_);
  table.Skip(index * width);
  const std::uint64_t offset = table.Unsigned(width);
  return table.ok() ? EndedStringAt(sections_.line.strings, offset) : "";
}

absl::Span<const AddressRange> InlinedCalls::RangesOf(
    const InlinedCall& call) const {
  return absl::MakeConstSpan(ranges_).subspan(call.first_range,
                                              call.range_count);
}

std::string_view InlinedCalls::NameOf(const InlinedCall& call,
                                      Budget& steps) const {
  std::uint64_t offset = call.callee;
  for (int i = 0; i < kLongestReference && offset != 0; ++i) {
    ByteCursor cursor = unit_.EntryAt(offset);
    const DebugEntry entry = unit_.ReadEntry(cursor, steps);
    if (!cursor.ok()) return "";
    if (entry.name.present()) return Text(entry.name);
    offset = unit_.Referred(entry.origin.present() ? entry.origin
                                                   : entry.specification);
  }
  return "";
}

std::vector<InlineChain> InlinedCalls::ChainsOf(
    absl::Span<const std::uint64_t> addresses, Budget& steps) const {
  std::vector<InlineChain> chains(addresses.size());
  const auto index = [&](std::uint64_t address) {
    return static_cast<std::size_t>(
        std::ranges::lower_bound(addresses, address) - addresses.begin());
  };
  for (std::size_t call = 0; call < calls_.size(); ++call) {
    for (const AddressRange& range : RangesOf(calls_[call])) {
      const std::size_t end = index(range.end);
      for (std::size_t i = index(range.begin); i < end; ++i) {
        if (!steps.Spend()) return std::vector<InlineChain>(addresses.size());
        InlineChain& chain = chains[i];
        const std::size_t inside =
            chain.empty() ? InlinedCall::kNone : chain.back();
        if (calls_[call].parent == inside) chain.push_back(call);
      }
    }
  }
  return chains;
}

}  // namespace atomics_lab::elf
