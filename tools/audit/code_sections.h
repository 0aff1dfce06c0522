// The code of an object, and where in it an instruction is known to begin.
#ifndef ATOMICS_LAB_TOOLS_AUDIT_CODE_SECTIONS_H_
#define ATOMICS_LAB_TOOLS_AUDIT_CODE_SECTIONS_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "tools/elf/byte_cursor.h"
#include "tools/elf/elf_image.h"
#include "tools/elf/symbol_table.h"
#include "tools/elf/unwind_ranges.h"
#include "tools/isa/scan.h"

namespace atomics_lab::audit {

struct CodeSection {
  std::size_t index = 0;  // of the section
  std::uint64_t address = 0;
  elf::Bytes bytes;
  // Ascending offsets of functions; the first is 0, the last the end.
  std::vector<std::size_t> starts;
};

// The function, as far as one is known, that an offset is in; else empty.
isa::Extent FunctionAround(const CodeSection& code, std::size_t offset);

// Errors: InvalidArgument if the sections together are larger than the file.
absl::StatusOr<std::vector<CodeSection>> CodeSections(
    const elf::ElfImage& image, const elf::SymbolTable& symbols,
    const std::vector<elf::AddressRange>& ranges);

}  // namespace atomics_lab::audit

#endif  // ATOMICS_LAB_TOOLS_AUDIT_CODE_SECTIONS_H_
