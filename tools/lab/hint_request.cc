#include "tools/lab/hint_request.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "tools/bench/locks.h"
#include "tools/result/bench.h"
#include "tools/text/near_names.h"

namespace atomics_lab::lab {
namespace {

absl::Status UnknownHint(std::string_view name) {
  text::NearNames near(name);
  for (const std::string_view hint : bench::Hints()) near.Consider(hint, hint);
  const std::vector<std::string> nearest = near.Nearest();
  return absl::InvalidArgumentError(absl::StrCat(
      "no hint '", name, "'",
      nearest.empty()
          ? ""
          : absl::StrCat("; near to it: ", absl::StrJoin(nearest, ", ")),
      "; on this architecture there are ",
      absl::StrJoin(bench::Hints(), ", ")));
}

// Hints need a spinning lock among the counters.
absl::Status CheckSpinning(const std::vector<std::string>& hints,
                           const std::vector<std::string>& counters) {
  const auto hint = std::ranges::find_if(
      hints, [](const std::string& one) { return one != result::kNoHint; });
  if (hint == hints.end() || std::ranges::any_of(counters, bench::IsSpinLock)) {
    return absl::OkStatus();
  }
  return absl::InvalidArgumentError(
      absl::StrCat("--hint=", *hint,
                   ": none of the counters is a spinning lock; those that "
                   "are: ",
                   absl::StrJoin(bench::SpinLocks(), ", ")));
}

}  // namespace

absl::StatusOr<std::vector<std::string>> ParseHints(
    std::string_view text, const std::vector<std::string>& counters) {
  std::vector<std::string> hints;
  for (const std::string_view name :
       absl::StrSplit(text, ',', absl::SkipEmpty())) {
    if (std::ranges::find(bench::Hints(), name) == bench::Hints().end()) {
      return UnknownHint(name);
    }
    if (std::ranges::find(hints, name) == hints.end()) {
      hints.emplace_back(name);
    }
  }
  if (hints.empty()) return UnknownHint(text);
  ABSL_RETURN_IF_ERROR(CheckSpinning(hints, counters));
  return hints;
}

}  // namespace atomics_lab::lab
