// One number for whatever code refers to: an address in linked code, a place in
// a section of an object, or a symbol that another file defines.
#ifndef ATOMICS_LAB_TOOLS_AUDIT_LOCATIONS_H_
#define ATOMICS_LAB_TOOLS_AUDIT_LOCATIONS_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

#include "tools/elf/elf_image.h"
#include "tools/elf/linkage_tables.h"
#include "tools/elf/relocations.h"
#include "tools/elf/symbol_table.h"

namespace atomics_lab::audit {

using Location = std::uint64_t;

class Locations {
 public:
  struct Reference {
    Location location = 0;
    // The instruction loads the location, from a slot that a linker makes.
    bool through_slot = false;
  };

  // Requires: both outlive the Locations.
  Locations(const elf::ElfImage& image, const elf::SymbolTable& symbols)
      : image_(image), symbols_(symbols), linkage_(image, symbols) {}

  // The location of an address in a section.
  Location At(std::size_t section, std::uint64_t address) const;

  // What a relocation of the instruction from `begin` to `end` names; absent in
  // linked code. `section` is an index.
  std::optional<Reference> Relocated(std::size_t section, std::uint64_t begin,
                                     std::uint64_t end);

  // What a slot of the global offset table will point to; absent of what is
  // none.
  std::optional<Location> BehindSlot(Location slot);

  // The symbol that covers it, or that a linker's stub leads to; empty if none
  // is known.
  std::string_view NameOf(Location location);

  // What the distances of four bytes each name that a section of data consists
  // of, by their offsets: with relocations those that have one, else all.
  std::map<std::uint64_t, Location> DistancesIn(std::size_t section) const;

 private:
  std::optional<Location> OfSymbol(std::uint32_t symbol,
                                   std::int64_t addend) const;
  const std::vector<elf::Relocation>& RelocationsOf(std::size_t section);

  const elf::ElfImage& image_;
  const elf::SymbolTable& symbols_;
  elf::LinkageTables linkage_;
  std::map<std::size_t, std::vector<elf::Relocation>> relocations_;
};

}  // namespace atomics_lab::audit

#endif  // ATOMICS_LAB_TOOLS_AUDIT_LOCATIONS_H_
