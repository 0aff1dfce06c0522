// The catalog's specimens by what a person typed.
#ifndef ATOMICS_LAB_TOOLS_LAB_SPECIMENS_H_
#define ATOMICS_LAB_TOOLS_LAB_SPECIMENS_H_

#include <string_view>

#include "absl/status/statusor.h"
#include "counters/catalog.h"

namespace atomics_lab::lab {

// Errors: NotFound; it lists all names.
absl::StatusOr<Specimen> FindSpecimen(std::string_view counter);

}  // namespace atomics_lab::lab

#endif  // ATOMICS_LAB_TOOLS_LAB_SPECIMENS_H_
