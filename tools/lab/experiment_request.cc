#include "tools/lab/experiment_request.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "tools/lab/options.h"
#include "tools/result/experiments.h"
#include "tools/text/near_names.h"

namespace atomics_lab::lab {
namespace {

absl::Status UnknownExperiment(std::string_view name) {
  text::NearNames near(name);
  for (const std::string_view known : result::kExperiments) {
    near.Consider(known, known);
  }
  const std::vector<std::string> nearest = near.Nearest();
  return absl::InvalidArgumentError(absl::StrCat(
      "no experiment '", name, "'",
      nearest.empty() ? "" : absl::StrCat("; near to it: ", nearest.front()),
      "; there are ", absl::StrJoin(result::kExperiments, ", ")));
}

}  // namespace

absl::StatusOr<std::vector<std::string>> ParseExperiments(
    const Options& options) {
  std::vector<std::string> experiments;
  if (options.experiments.empty()) return experiments;
  for (const std::string_view name :
       absl::StrSplit(options.experiments, ',', absl::SkipEmpty())) {
    if (std::ranges::find(result::kExperiments, name) ==
        std::end(result::kExperiments)) {
      return UnknownExperiment(name);
    }
    if (std::ranges::find(experiments, name) == experiments.end()) {
      experiments.emplace_back(name);
    }
  }
  if (experiments.empty()) return UnknownExperiment(options.experiments);
  if (options.explain || !options.compare.empty() || !options.expect.empty()) {
    return absl::InvalidArgumentError(
        "--explain, --compare and --expect speak of counters; none of them "
        "goes with --experiments");
  }
  return experiments;
}

}  // namespace atomics_lab::lab
