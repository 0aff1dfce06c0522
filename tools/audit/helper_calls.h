// Where linked code calls outlined helpers: their bodies, and the linker's
// stubs that lead to them.
#ifndef ATOMICS_LAB_TOOLS_AUDIT_HELPER_CALLS_H_
#define ATOMICS_LAB_TOOLS_AUDIT_HELPER_CALLS_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <utility>

#include "absl/types/span.h"
#include "tools/audit/scan_sections.h"
#include "tools/elf/elf_image.h"
#include "tools/elf/symbol_table.h"

namespace atomics_lab::audit {

// Names of the helpers that are called, by section and address of the call.
using HelperCalls =
    std::map<std::pair<std::size_t, std::uint64_t>, std::string>;

// Names of helpers by address.
using HelperEntries = std::map<std::uint64_t, std::string>;

// Adds to `bodies` the stubs among `hits` that lead to a helper, also to one
// that another file holds, and through at most kMostStubs of them.
// Guarantees: nothing is added to a relocatable object.
HelperEntries WithStubs(HelperEntries bodies, const elf::ElfImage& image,
                        const elf::SymbolTable& symbols,
                        absl::Span<const Hit> hits);

// A veneer to an entry of the procedure linkage table, and one more.
inline constexpr int kMostStubs = 3;

}  // namespace atomics_lab::audit

#endif  // ATOMICS_LAB_TOOLS_AUDIT_HELPER_CALLS_H_
