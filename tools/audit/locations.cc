#include "tools/audit/locations.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

#include "tools/elf/byte_cursor.h"
#include "tools/elf/machine.h"

namespace atomics_lab::audit {
namespace {

// A symbol of another file: this bit, its index, and a distance from it.
constexpr Location kImported = Location{1} << 63;
constexpr unsigned kImportReach = 24;

// A place in an object: the section's index, and an offset.
constexpr unsigned kSectionReach = 40;

Location Import(std::size_t symbol, std::int64_t addend) {
  return (kImported | symbol << kImportReach) +
         static_cast<std::uint64_t>(addend);
}

std::size_t ImportedSymbol(Location location) {
  return (location & ~kImported) >> kImportReach;
}

}  // namespace

Location Locations::At(std::size_t section, std::uint64_t address) const {
  if (!image_.relocatable()) return address;
  return (Location{section} << kSectionReach) + address;
}

std::optional<Location> Locations::OfSymbol(std::uint32_t symbol,
                                            std::int64_t addend) const {
  if (symbol >= symbols_.linking().size()) return std::nullopt;
  const elf::Symbol& named = symbols_.linking()[symbol];
  if (named.section == 0) return Import(symbol, addend);
  return At(named.section, named.address + static_cast<std::uint64_t>(addend));
}

const std::vector<elf::Relocation>& Locations::RelocationsOf(
    std::size_t section) {
  const auto [found, added] = relocations_.try_emplace(section);
  if (added) found->second = elf::RelocationsFor(image_, section);
  return found->second;
}

std::optional<Locations::Reference> Locations::Relocated(std::size_t section,
                                                         std::uint64_t begin,
                                                         std::uint64_t end) {
  if (!image_.relocatable()) return std::nullopt;
  const elf::Machine& machine = elf::MachineFor(image_.architecture());
  const std::vector<elf::Relocation>& all = RelocationsOf(section);
  auto found = std::lower_bound(
      all.begin(), all.end(), begin,
      [](const elf::Relocation& r, std::uint64_t at) { return r.offset < at; });
  while (found != all.end() && found->offset < end &&
         machine.is_none(found->type)) {
    ++found;
  }
  if (found == all.end() || found->offset >= end) return std::nullopt;
  std::int64_t addend = found->addend;
  if (machine.counts_from_itself(found->type)) {
    addend += static_cast<std::int64_t>(end - found->offset);
  }
  const auto location = OfSymbol(found->symbol, addend);
  if (!location.has_value()) return std::nullopt;
  return Reference{*location, machine.through_offset_table(found->type)};
}

std::optional<Location> Locations::BehindSlot(Location slot) {
  if (image_.relocatable()) return std::nullopt;
  const auto section = image_.SectionAt(slot);
  if (!section.has_value() ||
      !image_.sections()[*section].name.starts_with(".got")) {
    return std::nullopt;
  }
  const elf::Place place = linkage_.Resolve(slot);
  if (place.symbol == nullptr) return std::nullopt;
  if (place.symbol->section != 0) return place.symbol->address + place.offset;
  const auto& imports = symbols_.dynamic();
  return Import(static_cast<std::size_t>(place.symbol - imports.data()),
                static_cast<std::int64_t>(place.offset));
}

std::string_view Locations::NameOf(Location location) {
  if ((location & kImported) != 0) {
    const auto& imports =
        image_.relocatable() ? symbols_.linking() : symbols_.dynamic();
    const std::size_t symbol = ImportedSymbol(location);
    return symbol < imports.size() ? imports[symbol].name : "";
  }
  const elf::Place place =
      image_.relocatable()
          ? symbols_.Covering(location >> kSectionReach,
                              location & ((Location{1} << kSectionReach) - 1))
          : linkage_.Resolve(location);
  return place.symbol == nullptr ? "" : place.symbol->name;
}

std::map<std::uint64_t, Location> Locations::DistancesIn(
    std::size_t section) const {
  std::map<std::uint64_t, Location> named;
  if (image_.relocatable()) {
    for (const elf::Relocation& relocation :
         elf::RelocationsFor(image_, section)) {
      const auto location = OfSymbol(relocation.symbol, relocation.addend);
      if (location.has_value()) named.emplace(relocation.offset, *location);
    }
    return named;
  }
  const elf::Bytes bytes = image_.SectionBytes(section);
  const std::uint64_t address = image_.sections()[section].address;
  elf::ByteCursor cursor(bytes, 0);
  for (std::size_t at = 0; at + 4 <= bytes.size(); at += 4) {
    const auto distance = static_cast<std::int32_t>(cursor.Unsigned(4));
    named.emplace(at, address + at + static_cast<Location>(distance));
  }
  return named;
}

}  // namespace atomics_lab::audit
