#include "tools/elf/unwind_ranges.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "tools/elf/byte_cursor.h"

namespace atomics_lab::elf {
namespace {

constexpr std::uint64_t kVersion = 1;
constexpr std::uint64_t kUnsigned4 = 0x03;          // DW_EH_PE_udata4
constexpr std::uint64_t kFromHeaderSigned4 = 0x3B;  // datarel | sdata4
constexpr std::size_t kPointer = 4;                 // bytes, of both encodings

struct Entry {
  std::uint64_t function = 0;     // address
  std::uint64_t description = 0;  // address, in .eh_frame
};

std::uint64_t Signed4(ByteCursor& cursor) {
  const auto value = static_cast<std::uint32_t>(cursor.Unsigned(kPointer));
  return static_cast<std::uint64_t>(
      std::int64_t{static_cast<std::int32_t>(value)});
}

std::vector<Entry> ReadTable(Bytes header, std::uint64_t address) {
  ByteCursor cursor(header);
  const std::uint64_t version = cursor.Unsigned(1);
  cursor.Skip(1);  // how .eh_frame is pointed to, which we need not know
  const std::uint64_t count_encoding = cursor.Unsigned(1);
  const std::uint64_t table_encoding = cursor.Unsigned(1);
  cursor.Skip(kPointer);
  const std::uint64_t count = cursor.Unsigned(kPointer);
  std::vector<Entry> entries;
  if (version != kVersion || count_encoding != kUnsigned4 ||
      table_encoding != kFromHeaderSigned4) {
    return entries;
  }
  while (entries.size() < count && !cursor.AtEnd()) {
    const std::uint64_t function = address + Signed4(cursor);
    const std::uint64_t description = address + Signed4(cursor);
    if (cursor.ok()) entries.push_back({function, description});
  }
  std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
    return a.function < b.function;
  });
  return entries;
}

// How long the function is, if its description begins it with four bytes
// relative to themselves, as all do that linkers sort.
std::optional<std::uint64_t> Length(Bytes frames, std::uint64_t address,
                                    const Entry& entry) {
  constexpr std::uint64_t kHeader = 8;  // length, and distance to its CIE
  ByteCursor cursor(frames, entry.description - address);
  cursor.Skip(kHeader);
  const std::uint64_t begin = entry.description + kHeader + Signed4(cursor);
  const std::uint64_t length = cursor.Unsigned(kPointer);
  if (!cursor.ok() || begin != entry.function) return std::nullopt;
  return length;
}

}  // namespace

std::vector<AddressRange> UnwindRanges(const ElfImage& image) {
  const auto header = image.FindSection(".eh_frame_hdr");
  const auto frames = image.FindSection(".eh_frame");
  if (!header.has_value() || !frames.has_value()) return {};
  std::vector<AddressRange> ranges;
  for (const Entry& entry : ReadTable(image.SectionBytes(*header),
                                      image.sections()[*header].address)) {
    const auto length = Length(image.SectionBytes(*frames),
                               image.sections()[*frames].address, entry);
    if (!length.has_value() || *length == 0) continue;
    if (!ranges.empty() && ranges.back().end > entry.function) {
      ranges.back().end = entry.function;
      if (ranges.back().begin == entry.function) ranges.pop_back();
    }
    const std::uint64_t end = entry.function + *length;
    if (end > entry.function) ranges.push_back({entry.function, end});
  }
  return ranges;
}

}  // namespace atomics_lab::elf
