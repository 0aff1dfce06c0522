// The symbols of an ELF file, and which of them holds an address.
//
// Sources: System V ABI, "Symbol Table"; Linux Standard Base Core, "Symbol
// Versioning"; ELF for the Arm 64-bit Architecture,
// "Mapping symbols".
#ifndef ATOMICS_LAB_TOOLS_ELF_SYMBOL_TABLE_H_
#define ATOMICS_LAB_TOOLS_ELF_SYMBOL_TABLE_H_

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "tools/elf/elf_image.h"

namespace atomics_lab::elf {

struct Symbol {
  std::string_view name;      // mangled; lies in the file
  std::uint64_t address = 0;  // as Instruction::address
  std::uint64_t size = 0;     // bytes; see SymbolTable::Functions
  std::size_t section = 0;    // index; 0 if the symbol is not defined here
  std::uint8_t type = 0;      // STT_…
  std::uint8_t binding = 0;   // STB_…
  // An old version of a versioned symbol (`memcpy@GLIBC_2.2.5`), which only
  // programs linked long ago still reach.
  bool superseded = false;
};

// A symbol and a distance from it.
struct Place {
  const Symbol* symbol = nullptr;  // null: no symbol is known there
  std::uint64_t offset = 0;        // bytes
};

// Every symbol by its index, and the defined ones by address.
// Guarantees: memory is in proportion to the sizes of .symtab, .dynsym and
// .gopclntab.
class SymbolTable {
 public:
  // `debug` is the image of its debug file, or null. What that defines counts
  // among the functions and places, not among those by index.
  // Requires: both outlive the table.
  explicit SymbolTable(const ElfImage& image, const ElfImage* debug = nullptr);
  SymbolTable(SymbolTable&&) = default;
  SymbolTable& operator=(SymbolTable&&) = default;

  // The symbols of .symtab and of .dynsym, in their order there; empty where
  // there is no such section.
  const std::vector<Symbol>& linking() const { return linking_; }
  const std::vector<Symbol>& dynamic() const { return dynamic_; }

  // Every defined function symbol, by section and address; each alias, but once
  // what both tables name. Labels of assembly code count if they are visible to
  // other objects. Of a stripped Go program those too that its run-time system
  // knows (go_functions.h) and no symbol names.
  // Guarantees: a function of size 0 was extended to the next function, or to
  // the end of its section.
  const std::vector<Symbol>& functions() const { return functions_; }

  // The function or object that covers an address of a section.
  Place Covering(std::size_t section, std::uint64_t address) const;

  // True where mapping symbols say that an address holds data among code.
  bool IsData(std::size_t section, std::uint64_t address) const;

 private:
  struct MappingSymbol {
    std::size_t section = 0;
    std::uint64_t address = 0;
    bool data = false;
  };

  void Classify(const ElfImage& image, const Symbol& symbol);
  void AddGoFunctions(const ElfImage& image);
  void ExtendSizelessFunctions(const ElfImage& image);
  void IndexPlaces();

  std::vector<Symbol> linking_;
  std::vector<Symbol> dynamic_;
  std::vector<Symbol> functions_;
  std::vector<Symbol> objects_;
  std::vector<Symbol> places_;  // one for each address that has a symbol
  std::vector<MappingSymbol> mapping_;
};

}  // namespace atomics_lab::elf

#endif  // ATOMICS_LAB_TOOLS_ELF_SYMBOL_TABLE_H_
