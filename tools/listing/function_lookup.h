// Finds the function symbol that a name stands for.
#ifndef ATOMICS_LAB_TOOLS_LISTING_FUNCTION_LOOKUP_H_
#define ATOMICS_LAB_TOOLS_LISTING_FUNCTION_LOOKUP_H_

#include <string_view>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "tools/elf/symbol_table.h"

namespace atomics_lab::listing {

// The function named `query` (name_pattern.h says how), the one that the name
// fits best. Several symbols at one address are one function. Of several, the
// only one that other objects see today wins: not static functions, not
// superseded versions. Guarantees: demangles nothing if `query` is a mangled
// name. Errors, which begin with `file`: NotFound with the nearest names;
// InvalidArgument with the candidates if several functions match.
absl::StatusOr<elf::Symbol> FindFunction(
    absl::Span<const elf::Symbol> functions, std::string_view query,
    std::string_view file);

}  // namespace atomics_lab::listing

#endif  // ATOMICS_LAB_TOOLS_LISTING_FUNCTION_LOOKUP_H_
