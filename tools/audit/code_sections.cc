#include "tools/audit/code_sections.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "tools/elf/budget.h"
#include "tools/elf/elf_image.h"
#include "tools/elf/symbol_table.h"
#include "tools/elf/unwind_ranges.h"

namespace atomics_lab::audit {
namespace {

void AddStart(CodeSection& section, std::uint64_t address) {
  const std::uint64_t offset = address - section.address;
  if (offset < section.bytes.size()) section.starts.push_back(offset);
}

void AddStarts(CodeSection& section, const elf::SymbolTable& symbols,
               const std::vector<elf::AddressRange>& ranges) {
  const auto& functions = symbols.functions();
  auto symbol = std::lower_bound(
      functions.begin(), functions.end(), section.index,
      [](const elf::Symbol& s, std::size_t i) { return s.section < i; });
  for (; symbol != functions.end() && symbol->section == section.index;
       ++symbol) {
    AddStart(section, symbol->address);
  }
  const auto range = std::lower_bound(
      ranges.begin(), ranges.end(), section.address,
      [](const elf::AddressRange& r, std::uint64_t a) { return r.begin < a; });
  const std::uint64_t end = section.address + section.bytes.size();
  for (auto it = range; it != ranges.end() && it->begin < end; ++it) {
    AddStart(section, it->begin);
  }
}

}  // namespace

isa::Extent FunctionAround(const CodeSection& code, std::size_t offset) {
  const auto end =
      std::upper_bound(code.starts.begin(), code.starts.end(), offset);
  if (end == code.starts.begin() || end == code.starts.end()) return {};
  return {*(end - 1), *end};
}

absl::StatusOr<std::vector<CodeSection>> CodeSections(
    const elf::ElfImage& image, const elf::SymbolTable& symbols,
    const std::vector<elf::AddressRange>& ranges) {
  std::vector<CodeSection> code;
  elf::Budget budget(image.file_size());
  for (std::size_t i = 0; i < image.sections().size(); ++i) {
    const elf::Section& section = image.sections()[i];
    const elf::Bytes bytes = image.SectionBytes(i);
    if (!section.is_code() || bytes.empty()) continue;
    if (!budget.Spend(bytes.size())) {
      return absl::InvalidArgumentError(
          absl::StrCat(image.name(),
                       " is damaged: its sections of code are "
                       "together larger than the file"));
    }
    CodeSection& added = code.emplace_back(
        CodeSection{.index = i,
                    .address = image.relocatable() ? 0 : section.address,
                    .bytes = bytes,
                    .starts = {0, bytes.size()}});
    AddStarts(added, symbols, ranges);
    std::sort(added.starts.begin(), added.starts.end());
    added.starts.erase(std::unique(added.starts.begin(), added.starts.end()),
                       added.starts.end());
  }
  return code;
}

}  // namespace atomics_lab::audit
