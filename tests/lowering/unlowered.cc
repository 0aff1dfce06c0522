#include "tests/lowering/unlowered.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tools/isa/lower.h"
#include "tools/listing/listing.h"

namespace atomics_lab::lowering {

std::vector<std::string> Unlowered(const listing::Function& function) {
  std::vector<std::string> lines;
  for (listing::Instruction linked : function.instructions) {
    linked.relocated = false;
    const auto operations = isa::Lower(function.architecture, linked);
    if (operations.ok()) continue;
    lines.push_back(
        absl::StrCat(function.demangled, ": ", operations.status().message()));
  }
  return lines;
}

}  // namespace atomics_lab::lowering
