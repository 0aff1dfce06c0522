#include "tools/lab/specimens.h"

#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "counters/catalog.h"

namespace atomics_lab::lab {

absl::StatusOr<Specimen> FindSpecimen(std::string_view counter) {
  std::vector<std::string_view> names;
  for (const Specimen& specimen : Specimens()) {
    if (specimen.name == counter) return specimen;
    names.push_back(specimen.name);
  }
  return absl::NotFoundError(
      absl::StrCat("no counter '", counter,
                   "'; the counters are: ", absl::StrJoin(names, ", ")));
}

}  // namespace atomics_lab::lab
