#include "tools/lab/atlas_file.h"

#include <string>

#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "tools/atlas/atlas.h"
#include "tools/atlas/json.h"
#include "tools/lab/inventory.h"
#include "tools/result/file.h"

namespace atomics_lab::lab {

absl::StatusOr<atlas::Atlas> ReadAtlas(const Inventory& inventory) {
  const std::string path = inventory.AtlasFile();
  ABSL_ASSIGN_OR_RETURN(const std::string text, result::ReadFile(path));
  return atlas::FromJson(text, path);
}

}  // namespace atomics_lab::lab
