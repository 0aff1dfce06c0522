// Where what was found was written.
#ifndef ATOMICS_LAB_TOOLS_AUDIT_ORIGINS_H_
#define ATOMICS_LAB_TOOLS_AUDIT_ORIGINS_H_

#include "absl/types/span.h"
#include "tools/audit/code_sections.h"
#include "tools/audit/mark_guards.h"
#include "tools/elf/budget.h"
#include "tools/elf/lines.h"

namespace atomics_lab::audit {

// Fills in Finding::origin of all findings, as far as `text` allows.
void AddOrigins(const elf::Lines& lines, absl::Span<const CodeSection> sections,
                const PlacedFunctions& functions, elf::Budget& text);

}  // namespace atomics_lab::audit

#endif  // ATOMICS_LAB_TOOLS_AUDIT_ORIGINS_H_
