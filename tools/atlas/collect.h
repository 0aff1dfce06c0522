// One target's part of the atlas, read from the object that its compiler made.
#ifndef ATOMICS_LAB_TOOLS_ATLAS_COLLECT_H_
#define ATOMICS_LAB_TOOLS_ATLAS_COLLECT_H_

#include <string>

#include "absl/status/statusor.h"
#include "tools/atlas/atlas.h"

namespace atomics_lab::atlas {

// `target` is all but the version, which the object names; `object` is
// cells.cc compiled for it.
// Guarantees: one cell per function of the object that is one.
// Errors: of reading the object; NotFound if it holds no cell.
absl::StatusOr<Atlas> Collect(Target target, const std::string& object);

}  // namespace atomics_lab::atlas

#endif  // ATOMICS_LAB_TOOLS_ATLAS_COLLECT_H_
