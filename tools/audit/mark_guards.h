// Tells of findings whether a check at run time stands before them.
#ifndef ATOMICS_LAB_TOOLS_AUDIT_MARK_GUARDS_H_
#define ATOMICS_LAB_TOOLS_AUDIT_MARK_GUARDS_H_

#include <cstddef>
#include <utility>
#include <vector>

#include "absl/types/span.h"
#include "tools/audit/code_sections.h"
#include "tools/audit/findings.h"
#include "tools/audit/scan_sections.h"
#include "tools/elf/elf_image.h"
#include "tools/elf/symbol_table.h"

namespace atomics_lab::audit {

// Functions, each with the position of its section among the code sections.
using PlacedFunctions = std::vector<std::pair<std::size_t, FunctionAudit*>>;

// Sets Finding::guarded, as AuditFile tells, and counts. `hits` as
// PairExclusives gives them. Bodies of outlined helpers are guarded.
AtomicUse MarkGuards(const elf::ElfImage& image,
                     const elf::SymbolTable& symbols,
                     absl::Span<const CodeSection> sections,
                     absl::Span<const Hit> hits, const WantsGuard& wants_guard,
                     const PlacedFunctions& functions);

}  // namespace atomics_lab::audit

#endif  // ATOMICS_LAB_TOOLS_AUDIT_MARK_GUARDS_H_
