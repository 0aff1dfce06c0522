#include "tools/listing/linkage_tables.h"

#include <elf.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "tools/listing/by_architecture.h"

namespace atomics_lab::listing {
namespace {

constexpr std::size_t kLongestStub = 16;

bool IsOffsetTable(const Section& section) {
  return absl::StartsWith(section.name, ".got");
}

bool IsStubTable(const Section& section) {
  return absl::StartsWith(section.name, ".plt");
}

bool Holds(const Section& section, std::uint64_t address) {
  return address >= section.address && address - section.address < section.size;
}

std::vector<Section> OffsetTables(const ElfImage& image) {
  std::vector<Section> tables;
  std::copy_if(image.sections().begin(), image.sections().end(),
               std::back_inserter(tables), IsOffsetTable);
  return tables;
}

bool InAny(const std::vector<Section>& sections, std::uint64_t address) {
  return std::any_of(sections.begin(), sections.end(),
                     [&](const Section& s) { return Holds(s, address); });
}

// Moves past `value`, `width` bytes long, if it comes next.
void SkipIfNext(ByteCursor& cursor, std::size_t width, std::uint64_t value) {
  ByteCursor next = cursor;
  if (next.Unsigned(width) == value && next.ok()) cursor = next;
}

// endbr64 (perhaps); bnd (perhaps); jmp [rip + displacement].
std::optional<std::uint64_t> SlotOfX86Stub(Bytes stub, std::uint64_t address) {
  constexpr std::uint64_t kEndbr64 = 0xfa1e0ff3;
  constexpr std::uint64_t kBnd = 0xf2;
  constexpr std::uint64_t kJumpThroughMemory = 0x25ff;
  ByteCursor cursor(stub);
  SkipIfNext(cursor, 4, kEndbr64);
  SkipIfNext(cursor, 1, kBnd);
  if (cursor.Unsigned(2) != kJumpThroughMemory) return std::nullopt;
  const auto displacement = static_cast<std::int32_t>(cursor.Unsigned(4));
  if (!cursor.ok()) return std::nullopt;
  return address + cursor.position() + static_cast<std::int64_t>(displacement);
}

// bti c (perhaps); adrp x16, page; ldr x17, [x16, offset]; add; br x17.
std::optional<std::uint64_t> SlotOfAArch64Stub(Bytes stub,
                                               std::uint64_t address) {
  constexpr std::uint64_t kBtiC = 0xd503245f;
  ByteCursor cursor(stub);
  SkipIfNext(cursor, 4, kBtiC);
  const std::uint64_t page_base =
      (address + cursor.position()) & ~std::uint64_t{0xfff};
  const std::uint64_t adrp = cursor.Unsigned(4);
  const std::uint64_t ldr = cursor.Unsigned(4);
  if ((adrp & 0x9f00001f) != 0x90000010) return std::nullopt;
  if ((ldr & 0xffc003ff) != 0xf9400211) return std::nullopt;
  const std::uint64_t immhi = (adrp >> 5) & 0x7ffff;
  const std::uint64_t immlo = (adrp >> 29) & 0x3;
  // The 21-bit page count is signed: shift it to the top and back.
  const auto pages =
      static_cast<std::int64_t>(((immhi << 2) | immlo) << 43) >> 43;
  return page_base + static_cast<std::uint64_t>(pages) * 0x1000 +
         ((ldr >> 10) & 0xfff) * 8;
}

}  // namespace

Place LinkageTables::Resolve(std::uint64_t address) {
  const std::optional<std::size_t> section = image_->SectionAt(address);
  if (!section.has_value()) return {};
  const Section& header = image_->sections()[*section];
  if (IsOffsetTable(header)) return Slot(address);
  const Place place = symbols_->Covering(*section, address);
  if (place.symbol != nullptr || !IsStubTable(header)) return place;
  return Stub(*section, address);
}

Place LinkageTables::Slot(std::uint64_t address) {
  const std::vector<Relocation>& relocations = SlotRelocations();
  const auto found = std::lower_bound(
      relocations.begin(), relocations.end(), address,
      [](const Relocation& r, std::uint64_t at) { return r.offset < at; });
  if (found == relocations.end() || found->offset != address) {
    return Stored(address);
  }
  if (found->symbol != 0 && found->symbol < symbols_->dynamic().size()) {
    const Symbol& symbol = symbols_->dynamic()[found->symbol];
    if (!symbol.name.empty()) return {.symbol = &symbol, .offset = 0};
  }
  // A relative relocation: the addend is the address.
  const auto pointee = static_cast<std::uint64_t>(found->addend);
  const std::optional<std::size_t> section = image_->SectionAt(pointee);
  return section.has_value() ? symbols_->Covering(*section, pointee) : Place{};
}

// Where nothing relocates a slot the linker has filled it.
Place LinkageTables::Stored(std::uint64_t slot) const {
  const std::optional<std::size_t> table = image_->SectionAt(slot);
  if (!table.has_value()) return {};
  ByteCursor cursor(image_->SectionBytes(*table),
                    slot - image_->sections()[*table].address);
  const std::uint64_t pointee = cursor.Unsigned(8);
  const std::optional<std::size_t> section = image_->SectionAt(pointee);
  return section.has_value() ? symbols_->Covering(*section, pointee) : Place{};
}

Place LinkageTables::Stub(std::size_t section, std::uint64_t address) {
  const Bytes table = image_->SectionBytes(section);
  const std::uint64_t offset = address - image_->sections()[section].address;
  if (offset >= table.size()) return {};
  const Bytes stub = table.subspan(offset, kLongestStub);
  const std::optional<std::uint64_t> slot = ByArchitecture(
      SlotOfX86Stub, SlotOfAArch64Stub)[image_->architecture()](stub, address);
  if (!slot.has_value()) return {};
  return Slot(*slot);
}

const std::vector<Relocation>& LinkageTables::SlotRelocations() {
  if (slot_relocations_.has_value()) return *slot_relocations_;
  const std::vector<Section> tables = OffsetTables(*image_);
  std::vector<Relocation> slots;
  std::uint64_t unread = image_->file_size();
  for (std::size_t i = 0; i < image_->sections().size(); ++i) {
    const Section& section = image_->sections()[i];
    if (section.type != SHT_RELA || (section.flags & SHF_ALLOC) == 0) continue;
    // Honest sections do not overlap.
    if (section.size > unread) break;
    unread -= section.size;
    for (const Relocation& relocation : ReadRelocations(*image_, i)) {
      if (InAny(tables, relocation.offset)) slots.push_back(relocation);
    }
  }
  std::stable_sort(slots.begin(), slots.end(),
                   [](const Relocation& a, const Relocation& b) {
                     return a.offset < b.offset;
                   });
  return slot_relocations_.emplace(std::move(slots));
}

}  // namespace atomics_lab::listing
