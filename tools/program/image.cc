#include "tools/program/image.h"

#include <elf.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "tools/elf/byte_cursor.h"
#include "tools/elf/elf_image.h"
#include "tools/elf/machine.h"
#include "tools/elf/mapped_file.h"
#include "tools/elf/relocations.h"
#include "tools/elf/symbol_table.h"
#include "tools/isa/thread_storage.h"

namespace atomics_lab::program {
namespace {

using elf::DataRelocation;
using elf::ElfImage;
using elf::Section;
using elf::Symbol;
using elf::SymbolTable;

constexpr std::uint64_t kMostData = std::uint64_t{64} << 20;
constexpr std::uint64_t kPage = 4096;
constexpr std::uint64_t kFirstSection = 0x10000000;

// Read by unwinders and loaders only.
bool IsForOthers(const Section& section) {
  for (const std::string_view prefix :
       {".eh_frame", ".gcc_except", ".dyn", ".gnu", ".hash", ".interp"}) {
    if (absl::StartsWith(section.name, prefix)) return true;
  }
  return section.type == SHT_NOTE || section.type == SHT_RELA;
}

bool IsData(const Section& section) {
  return (section.flags & SHF_ALLOC) != 0 && (section.flags & SHF_TLS) == 0 &&
         !section.is_code() && section.size != 0 && !IsForOthers(section);
}

class Loader {
 public:
  Loader(const ElfImage& elf,
         const std::map<std::string, Variable, std::less<>>& outside)
      : elf_(elf), outside_(outside) {}

  absl::StatusOr<Image> Load();

 private:
  absl::Status PlaceSections();
  void ReadThreadStorage();
  void NameVariables();
  void Relocate();
  void Apply(const elf::Relocation& relocation, std::uint64_t base,
             const std::vector<Symbol>& symbols);
  std::optional<std::uint64_t> AddressOf(const Symbol& symbol) const;
  std::vector<std::uint8_t> BytesOf(std::size_t section) const;
  void Write(std::uint64_t address, std::uint64_t value);

  const ElfImage& elf_;
  const std::map<std::string, Variable, std::less<>>& outside_;
  SymbolTable symbols_ = SymbolTable(elf_);
  std::vector<std::uint64_t> placed_;  // by section: its address, or 0
  Image image_;
};

absl::StatusOr<Image> Loader::Load() {
  image_.architecture = elf_.architecture();
  ABSL_RETURN_IF_ERROR(PlaceSections());
  ReadThreadStorage();
  NameVariables();
  Relocate();
  return std::move(image_);
}

std::vector<std::uint8_t> Loader::BytesOf(std::size_t section) const {
  const elf::Bytes bytes = elf_.SectionBytes(section);
  std::vector<std::uint8_t> content(bytes.begin(), bytes.end());
  content.resize(elf_.sections()[section].size);
  return content;
}

absl::Status Loader::PlaceSections() {
  placed_.resize(elf_.sections().size());
  std::uint64_t next = kFirstSection;
  std::uint64_t total = 0;
  for (std::size_t i = 0; i < elf_.sections().size(); ++i) {
    const Section& section = elf_.sections()[i];
    if (!IsData(section)) continue;
    if (section.size > kMostData - total) {
      return absl::InvalidArgumentError(
          absl::StrCat(elf_.name(), ": more than 64 MiB of data, at section `",
                       section.name, "`; that is not explored"));
    }
    total += section.size;
    placed_[i] = elf_.relocatable() ? next : section.address;
    next = (next + section.size + 2 * kPage) & ~(kPage - 1);
    image_.regions.push_back({.address = placed_[i],
                              .bytes = BytesOf(i),
                              .name = std::string(section.name),
                              .writable = (section.flags & SHF_WRITE) != 0});
  }
  return absl::OkStatus();
}

// The program header knows the alignment, on which distances depend.
void Loader::ReadThreadStorage() {
  const elf::Bytes file = elf_.bytes();
  Elf64_Ehdr header;
  if (file.size() < sizeof(header)) return;
  std::memcpy(&header, file.data(), sizeof(header));
  for (std::size_t i = 0; i < header.e_phnum; ++i) {
    Elf64_Phdr segment;
    const std::uint64_t at = header.e_phoff + i * sizeof(segment);
    if (at > file.size() || sizeof(segment) > file.size() - at) return;
    std::memcpy(&segment, file.data() + at, sizeof(segment));
    if (segment.p_type != PT_TLS || segment.p_memsz > kPage * 16) continue;
    if (segment.p_offset > file.size() ||
        segment.p_filesz > file.size() - segment.p_offset) {
      return;
    }
    const std::uint64_t align = std::max<std::uint64_t>(segment.p_align, 1);
    if ((align & (align - 1)) != 0 || align > kPage) return;
    const auto bytes = file.subspan(segment.p_offset, segment.p_filesz);
    image_.thread_storage.assign(bytes.begin(), bytes.end());
    image_.thread_storage.resize(segment.p_memsz);
    image_.thread_storage_alignment = align;
  }
}

std::optional<std::uint64_t> Loader::AddressOf(const Symbol& symbol) const {
  if (symbol.section == SHN_UNDEF) {
    const auto found = outside_.find(symbol.name);
    if (found == outside_.end()) return std::nullopt;
    return found->second.address;
  }
  if (symbol.type == STT_TLS) return std::nullopt;
  if (!elf_.relocatable()) return symbol.address;
  if (symbol.section >= placed_.size() || placed_[symbol.section] == 0) {
    return std::nullopt;
  }
  return placed_[symbol.section] + symbol.address;
}

void Loader::NameVariables() {
  std::set<std::string, std::less<>> ambiguous;
  for (const auto* table : {&symbols_.linking(), &symbols_.dynamic()}) {
    for (const Symbol& symbol : *table) {
      const auto address = AddressOf(symbol);
      if (!address.has_value() || symbol.name.empty()) continue;
      if (symbol.section == SHN_UNDEF) continue;
      const auto [entry, fresh] = image_.variables.insert(
          {std::string(symbol.name), {*address, symbol.size}});
      if (!fresh && entry->second.address != *address) {
        ambiguous.insert(entry->first);
      }
    }
  }
  for (const std::string& name : ambiguous) image_.variables.erase(name);
  for (const auto& [name, variable] : outside_) {
    image_.variables.insert({name, variable});
  }
  // What an object's local labels are named by.
  for (std::size_t i = 0; elf_.relocatable() && i < placed_.size(); ++i) {
    if (placed_[i] == 0) continue;
    image_.variables.insert(
        {std::string(elf_.sections()[i].name), {placed_[i], 0}});
  }
}

void Loader::Write(std::uint64_t address, std::uint64_t value) {
  for (explore::MemoryRegion& region : image_.regions) {
    const std::uint64_t offset = address - region.address;
    if (address < region.address || offset > region.bytes.size() ||
        region.bytes.size() - offset < sizeof(value)) {
      continue;
    }
    std::memcpy(region.bytes.data() + offset, &value, sizeof(value));
    return;
  }
}

void Loader::Apply(const elf::Relocation& relocation, std::uint64_t base,
                   const std::vector<Symbol>& symbols) {
  const Symbol* symbol = relocation.symbol < symbols.size()
                             ? &symbols[relocation.symbol]
                             : nullptr;
  const auto addend = static_cast<std::uint64_t>(relocation.addend);
  const std::uint64_t place = base + relocation.offset;
  switch (elf::DataRelocationOf(elf::MachineFor(elf_.architecture()),
                                relocation.type)) {
    case DataRelocation::kOther:
      return;
    case DataRelocation::kRelative:
      return Write(place, addend);
    case DataRelocation::kAddress:
      if (const auto address =
              symbol == nullptr ? std::nullopt : AddressOf(*symbol)) {
        Write(place, *address + addend);
      }
      return;
    case DataRelocation::kThreadOffset:
      // Without a symbol the addend is the place in the file's own block.
      if (symbol != nullptr &&
          (relocation.symbol == 0 || symbol->section != SHN_UNDEF)) {
        const isa::ThreadStorage storage = isa::ThreadStorageOf(
            elf_.architecture(), image_.thread_storage.size(),
            image_.thread_storage_alignment);
        Write(place, static_cast<std::uint64_t>(storage.block) + addend +
                         symbol->address);
      }
      return;
  }
}

void Loader::Relocate() {
  for (std::size_t i = 0; i < elf_.sections().size(); ++i) {
    const Section& section = elf_.sections()[i];
    if (section.type != SHT_RELA) continue;
    if (elf_.relocatable()
            ? section.info >= placed_.size() || placed_[section.info] == 0
            : (section.flags & SHF_ALLOC) == 0) {
      continue;
    }
    const std::uint64_t base = elf_.relocatable() ? placed_[section.info] : 0;
    for (const auto& relocation : elf::ReadRelocations(elf_, i)) {
      Apply(relocation, base,
            elf_.relocatable() ? symbols_.linking() : symbols_.dynamic());
    }
  }
}

}  // namespace

absl::StatusOr<Image> OpenImage(
    const std::string& path,
    const std::map<std::string, Variable, std::less<>>& outside) {
  ABSL_ASSIGN_OR_RETURN(const elf::MappedFile file,
                        elf::MappedFile::Open(path));
  ABSL_ASSIGN_OR_RETURN(const ElfImage elf,
                        ElfImage::Parse(file.bytes(), path));
  return Loader(elf, outside).Load();
}

}  // namespace atomics_lab::program
