// The atlas that was built with the lab.
#ifndef ATOMICS_LAB_TOOLS_LAB_ATLAS_FILE_H_
#define ATOMICS_LAB_TOOLS_LAB_ATLAS_FILE_H_

#include "absl/status/statusor.h"
#include "tools/atlas/atlas.h"
#include "tools/lab/inventory.h"

namespace atomics_lab::lab {

// Errors: one line that names the file: it cannot be read, or is no atlas.
absl::StatusOr<atlas::Atlas> ReadAtlas(const Inventory& inventory);

}  // namespace atomics_lab::lab

#endif  // ATOMICS_LAB_TOOLS_LAB_ATLAS_FILE_H_
