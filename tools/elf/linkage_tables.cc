#include "tools/elf/linkage_tables.h"

#include <elf.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "tools/elf/machine.h"

namespace atomics_lab::elf {
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
  const std::optional<std::uint64_t> slot =
      MachineFor(image_->architecture()).slot_of_stub(stub, address);
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

}  // namespace atomics_lab::elf
