// Gives names to what instructions refer to.
#ifndef ATOMICS_LAB_TOOLS_LISTING_REFERENCES_H_
#define ATOMICS_LAB_TOOLS_LISTING_REFERENCES_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "tools/listing/budget.h"
#include "tools/listing/decoder.h"
#include "tools/listing/elf_image.h"
#include "tools/listing/linkage_tables.h"
#include "tools/listing/relocations.h"
#include "tools/listing/symbol_table.h"

namespace atomics_lab::listing {

// Names come from relocations in an object, and from the symbol and linkage
// tables in a linked file.
class References {
 public:
  // Requires: both outlive the References.
  References(const ElfImage& image, const SymbolTable& symbols)
      : image_(&image), symbols_(&symbols), linkage_(image, symbols) {}

  // Sets Instruction::target and target_address of all instructions of a
  // function. False if names longer than `text` were wanted; those from there
  // on are then missing. Requires: `code` is that function's, in order.
  bool Resolve(const Symbol& function, std::vector<Decoded>& code,
               Budget& text);

 private:
  const std::vector<Relocation>& RelocationsOf(std::size_t section);
  void ResolveObject(const Symbol& function, Decoded& decoded);
  void ResolveLinked(const Symbol& function, std::optional<std::uint64_t> data,
                     Decoded& decoded);
  void ApplyRelocation(const Symbol& function, const Relocation& relocation,
                       Decoded& decoded) const;

  const ElfImage* image_;
  const SymbolTable* symbols_;
  LinkageTables linkage_;
  // Those of one section, the last one asked for: objects are read function by
  // function, and one section's are always fewer than the file has bytes.
  std::vector<Relocation> relocations_;
  std::optional<std::size_t> relocated_section_;
};

}  // namespace atomics_lab::listing

#endif  // ATOMICS_LAB_TOOLS_LISTING_REFERENCES_H_
