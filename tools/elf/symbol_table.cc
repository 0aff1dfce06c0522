#include "tools/elf/symbol_table.h"

#include <elf.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <map>
#include <optional>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "tools/elf/go_functions.h"

namespace atomics_lab::elf {
namespace {

std::optional<std::size_t> FindSectionOfType(const ElfImage& image,
                                             std::uint32_t type) {
  const std::vector<Section>& sections = image.sections();
  const auto found =
      std::find_if(sections.begin(), sections.end(),
                   [&](const Section& s) { return s.type == type; });
  if (found == sections.end()) return std::nullopt;
  return static_cast<std::size_t>(found - sections.begin());
}

// Objects with more than 65,279 sections keep the index of a symbol's section
// in a table of its own.
std::uint64_t ExtendedIndex(Bytes extended_indices, std::size_t symbol) {
  return ByteCursor(extended_indices, symbol * sizeof(Elf64_Word))
      .Unsigned(sizeof(Elf64_Word));
}

std::size_t SectionOf(const ElfImage& image, const Elf64_Sym& symbol,
                      Bytes extended_indices, std::size_t index) {
  const std::size_t section = symbol.st_shndx == SHN_XINDEX
                                  ? ExtendedIndex(extended_indices, index)
                                  : symbol.st_shndx;
  // Also true of SHN_ABS and SHN_COMMON, which have no place in the file.
  const bool outside =
      section >= image.sections().size() ||
      (symbol.st_shndx >= SHN_LORESERVE && symbol.st_shndx != SHN_XINDEX);
  return outside ? std::size_t{SHN_UNDEF} : section;
}

// The bit of a .gnu.version entry that says "not the default version".
constexpr std::uint64_t kVersionHidden = 0x8000;

void MarkSuperseded(const ElfImage& image, std::vector<Symbol>& symbols) {
  const auto table = FindSectionOfType(image, SHT_GNU_versym);
  if (!table.has_value()) return;
  ByteCursor versions(image.SectionBytes(*table));
  for (Symbol& symbol : symbols) {
    symbol.superseded =
        (versions.Unsigned(sizeof(Elf64_Half)) & kVersionHidden) != 0;
  }
}

std::vector<Symbol> ReadSymbols(const ElfImage& image, std::uint32_t type) {
  const std::optional<std::size_t> table = FindSectionOfType(image, type);
  if (!table.has_value()) return {};
  const Bytes bytes = image.SectionBytes(*table);
  const Bytes names = image.SectionBytes(image.sections()[*table].link);
  Bytes extended_indices;
  if (const auto index = FindSectionOfType(image, SHT_SYMTAB_SHNDX);
      index.has_value() && type == SHT_SYMTAB) {
    extended_indices = image.SectionBytes(*index);
  }
  std::vector<Symbol> symbols(bytes.size() / sizeof(Elf64_Sym));
  for (std::size_t i = 0; i < symbols.size(); ++i) {
    Elf64_Sym raw;
    std::memcpy(&raw, bytes.data() + i * sizeof(raw), sizeof(raw));
    symbols[i] = {
        .name = StringAt(names, raw.st_name),
        .address = raw.st_value,
        .size = raw.st_size,
        .section = SectionOf(image, raw, extended_indices, i),
        .type = static_cast<std::uint8_t>(ELF64_ST_TYPE(raw.st_info)),
        .binding = static_cast<std::uint8_t>(ELF64_ST_BIND(raw.st_info)),
        .superseded = false};
  }
  return symbols;
}

// The defined symbols of a debug file, whose sections are those of `image` that
// have the same name and address there.
std::vector<Symbol> ReadSeparate(const ElfImage& image, const ElfImage& debug) {
  using Key = std::pair<std::uint64_t, std::string_view>;
  std::map<Key, std::size_t> own;
  for (std::size_t i = 0; i < image.sections().size(); ++i) {
    const Section& section = image.sections()[i];
    own.try_emplace({section.address, section.name}, i);
  }
  std::vector<std::size_t> sections;
  sections.reserve(debug.sections().size());
  for (const Section& section : debug.sections()) {
    const auto same = own.find({section.address, section.name});
    sections.push_back(same == own.end() ? 0 : same->second);
  }
  std::vector<Symbol> symbols = ReadSymbols(debug, SHT_SYMTAB);
  for (Symbol& symbol : symbols) symbol.section = sections[symbol.section];
  return symbols;
}

bool IsMappingSymbol(const Symbol& symbol) {
  return symbol.type == STT_NOTYPE && (absl::StartsWith(symbol.name, "$x") ||
                                       absl::StartsWith(symbol.name, "$d"));
}

std::uint64_t SectionEnd(const ElfImage& image, std::size_t section) {
  const Section& header = image.sections()[section];
  const std::uint64_t begin = image.relocatable() ? 0 : header.address;
  const std::uint64_t end = begin + header.size;
  return end < begin ? ~std::uint64_t{0} : end;
}

bool IsFunction(const ElfImage& image, const Symbol& symbol) {
  if (symbol.type == STT_FUNC || symbol.type == STT_GNU_IFUNC) return true;
  return symbol.type == STT_NOTYPE && symbol.binding != STB_LOCAL &&
         image.sections()[symbol.section].is_code() &&
         symbol.address < SectionEnd(image, symbol.section);
}

// A thread-local symbol of a linked file holds an offset within its thread's
// block, not an address.
bool IsObject(const ElfImage& image, const Symbol& symbol) {
  return symbol.type == STT_OBJECT || symbol.type == STT_COMMON ||
         (symbol.type == STT_TLS && image.relocatable()) ||
         (symbol.type == STT_NOTYPE && symbol.binding != STB_LOCAL);
}

// Of several symbols at one address, the one a reader would name first:
// functions and objects before labels, global before weak before local.
std::tuple<std::size_t, std::uint64_t, bool, int> PlaceOrder(const Symbol& s) {
  const int reach =
      s.binding == STB_GLOBAL ? 0 : (s.binding == STB_WEAK ? 1 : 2);
  return {s.section, s.address, s.type == STT_NOTYPE, reach};
}

bool SamePlace(const Symbol& a, const Symbol& b) {
  return a.section == b.section && a.address == b.address;
}

bool SameSymbol(const Symbol& a, const Symbol& b) {
  return SamePlace(a, b) && a.name == b.name;
}

bool SymbolOrder(const Symbol& a, const Symbol& b) {
  return std::tie(a.section, a.address, a.name) <
         std::tie(b.section, b.address, b.name);
}

}  // namespace

SymbolTable::SymbolTable(const ElfImage& image, const ElfImage* debug)
    : linking_(ReadSymbols(image, SHT_SYMTAB)),
      dynamic_(ReadSymbols(image, SHT_DYNSYM)) {
  MarkSuperseded(image, dynamic_);
  for (const auto* table : {&linking_, &dynamic_}) {
    for (const Symbol& symbol : *table) Classify(image, symbol);
  }
  if (debug != nullptr) {
    for (const Symbol& symbol : ReadSeparate(image, *debug)) {
      Classify(image, symbol);
    }
  }
  std::stable_sort(functions_.begin(), functions_.end(), SymbolOrder);
  functions_.erase(
      std::unique(functions_.begin(), functions_.end(), SameSymbol),
      functions_.end());
  // A program with symbols has those of its functions among them.
  if (linking_.empty() && debug == nullptr) AddGoFunctions(image);
  std::stable_sort(mapping_.begin(), mapping_.end(),
                   [](const MappingSymbol& a, const MappingSymbol& b) {
                     return std::tie(a.section, a.address) <
                            std::tie(b.section, b.address);
                   });
  ExtendSizelessFunctions(image);
  IndexPlaces();
}

void SymbolTable::Classify(const ElfImage& image, const Symbol& symbol) {
  if (symbol.section == SHN_UNDEF || symbol.name.empty()) return;
  if (IsMappingSymbol(symbol)) {
    mapping_.push_back({.section = symbol.section,
                        .address = symbol.address,
                        .data = absl::StartsWith(symbol.name, "$d")});
  } else if (IsFunction(image, symbol)) {
    functions_.push_back(symbol);
  } else if (IsObject(image, symbol)) {
    objects_.push_back(symbol);
  }
}

void SymbolTable::AddGoFunctions(const ElfImage& image) {
  const auto place = [](const Symbol& symbol) {
    return std::make_pair(symbol.section, symbol.address);
  };
  const std::size_t known = functions_.size();
  for (const GoFunction& function : GoFunctions(image)) {
    const Symbol symbol = {.name = function.name,
                           .address = function.address,
                           .size = function.size,
                           .section = function.section,
                           .type = STT_FUNC,
                           .binding = STB_LOCAL};
    if (!std::binary_search(
            functions_.begin(),
            functions_.begin() + static_cast<std::ptrdiff_t>(known), symbol,
            [&](const Symbol& a, const Symbol& b) {
              return place(a) < place(b);
            })) {
      functions_.push_back(symbol);
    }
  }
  std::inplace_merge(functions_.begin(),
                     functions_.begin() + static_cast<std::ptrdiff_t>(known),
                     functions_.end(), SymbolOrder);
}

void SymbolTable::ExtendSizelessFunctions(const ElfImage& image) {
  // From the back, so that `next` is the nearest function further on.
  std::uint64_t next = 0;
  for (std::size_t i = functions_.size(); i-- > 0;) {
    Symbol& function = functions_[i];
    const bool last = i + 1 == functions_.size() ||
                      functions_[i + 1].section != function.section;
    if (last) {
      next = SectionEnd(image, function.section);
    } else if (functions_[i + 1].address != function.address) {
      next = functions_[i + 1].address;
    }
    if (function.size == 0 && function.address < next) {
      function.size = next - function.address;
    }
  }
}

void SymbolTable::IndexPlaces() {
  places_ = functions_;
  places_.insert(places_.end(), objects_.begin(), objects_.end());
  objects_.clear();
  std::stable_sort(places_.begin(), places_.end(),
                   [](const Symbol& a, const Symbol& b) {
                     return PlaceOrder(a) < PlaceOrder(b);
                   });
  places_.erase(std::unique(places_.begin(), places_.end(), SamePlace),
                places_.end());
}

Place SymbolTable::Covering(std::size_t section, std::uint64_t address) const {
  const auto after = std::upper_bound(
      places_.begin(), places_.end(), std::tie(section, address),
      [](const auto& key, const Symbol& s) {
        return key < std::tie(s.section, s.address);
      });
  if (after == places_.begin()) return {};
  const Symbol& symbol = *std::prev(after);
  const std::uint64_t offset = address - symbol.address;
  const bool inside = offset == 0 || offset < symbol.size;
  if (symbol.section != section || !inside) return {};
  return {.symbol = &symbol, .offset = offset};
}

bool SymbolTable::IsData(std::size_t section, std::uint64_t address) const {
  const auto after = std::upper_bound(
      mapping_.begin(), mapping_.end(), std::tie(section, address),
      [](const auto& key, const MappingSymbol& s) {
        return key < std::tie(s.section, s.address);
      });
  return after != mapping_.begin() && std::prev(after)->section == section &&
         std::prev(after)->data;
}

}  // namespace atomics_lab::elf
