// Gives names to what instructions refer to.
#ifndef ATOMICS_LAB_TOOLS_LISTING_REFERENCES_H_
#define ATOMICS_LAB_TOOLS_LISTING_REFERENCES_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "tools/elf/budget.h"
#include "tools/elf/elf_image.h"
#include "tools/elf/linkage_tables.h"
#include "tools/elf/relocations.h"
#include "tools/elf/symbol_table.h"
#include "tools/listing/decoder.h"

namespace atomics_lab::listing {

// Names come from relocations in an object, and from the symbol and linkage
// tables in a linked file.
class References {
 public:
  // Requires: both outlive the References.
  References(const elf::ElfImage& image, const elf::SymbolTable& symbols)
      : image_(&image), symbols_(&symbols), linkage_(image, symbols) {}

  // Sets Instruction::target and target_address of all instructions of a
  // function. False if names longer than `text` were wanted; those from there
  // on are then missing. Requires: `code` is that function's, in order.
  bool Resolve(const elf::Symbol& function, std::vector<Decoded>& code,
               elf::Budget& text);

 private:
  const std::vector<elf::Relocation>& RelocationsOf(std::size_t section);
  void ResolveObject(const elf::Symbol& function, Decoded& decoded);
  void ResolveLinked(const elf::Symbol& function,
                     std::optional<std::uint64_t> data, Decoded& decoded);
  void ApplyRelocation(const elf::Symbol& function,
                       const elf::Relocation& relocation,
                       Decoded& decoded) const;

  const elf::ElfImage* image_;
  const elf::SymbolTable* symbols_;
  elf::LinkageTables linkage_;
  // Those of one section, the last one asked for: objects are read function by
  // function, and one section's are always fewer than the file has bytes.
  std::vector<elf::Relocation> relocations_;
  std::optional<std::size_t> relocated_section_;
};

}  // namespace atomics_lab::listing

#endif  // ATOMICS_LAB_TOOLS_LISTING_REFERENCES_H_
