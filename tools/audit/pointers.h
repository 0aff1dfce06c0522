// Which addresses a linked file holds.
#ifndef ATOMICS_LAB_TOOLS_AUDIT_POINTERS_H_
#define ATOMICS_LAB_TOOLS_AUDIT_POINTERS_H_

#include <cstdint>
#include <set>

#include "absl/types/span.h"
#include "tools/audit/code_sections.h"
#include "tools/elf/elf_image.h"

namespace atomics_lab::audit {

// The addresses of code that its code takes, that its data have, and that a
// loader writes into them. Requires: a linked file for AArch64.
std::set<std::uint64_t> PointersIn(const elf::ElfImage& image,
                                   absl::Span<const CodeSection> sections);

}  // namespace atomics_lab::audit

#endif  // ATOMICS_LAB_TOOLS_AUDIT_POINTERS_H_
