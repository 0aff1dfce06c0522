// What the linkage tables of a linked file stand for: slots of the global
// offset table, and the stubs of the procedure linkage table that jump through
// them.
//
// Sources: System V ABI, AMD64 supplement, "Global Offset Table" and
// "Procedure Linkage Table"; ELF for the Arm 64-bit Architecture, "PLT
// Sequences and Usage Models"; for the encodings of the stubs Intel SDM vol.
// 2A, JMP, and Arm ARM DDI 0487, C6.2, ADRP and LDR (immediate).
#ifndef ATOMICS_LAB_TOOLS_ELF_LINKAGE_TABLES_H_
#define ATOMICS_LAB_TOOLS_ELF_LINKAGE_TABLES_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "tools/elf/elf_image.h"
#include "tools/elf/relocations.h"
#include "tools/elf/symbol_table.h"

namespace atomics_lab::elf {

class LinkageTables {
 public:
  // Requires: both outlive the tables.
  LinkageTables(const ElfImage& image, const SymbolTable& symbols)
      : image_(&image), symbols_(&symbols) {}

  // What an address names: the function or object that covers it, the import
  // behind a stub, or what a slot will point to.
  Place Resolve(std::uint64_t address);

 private:
  Place Slot(std::uint64_t address);
  Place Stub(std::size_t section, std::uint64_t address);
  Place Stored(std::uint64_t slot) const;
  const std::vector<Relocation>& SlotRelocations();

  const ElfImage* image_;
  const SymbolTable* symbols_;
  // Those of the global offset table, by address; read when first wanted.
  std::optional<std::vector<Relocation>> slot_relocations_;
};

}  // namespace atomics_lab::elf

#endif  // ATOMICS_LAB_TOOLS_ELF_LINKAGE_TABLES_H_
