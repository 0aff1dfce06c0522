#include "tools/asmcheck/scope.h"

#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "tools/asmcheck/known_targets.h"
#include "tools/asmcheck/promise.h"

namespace atomics_lab::asmcheck {
namespace {

absl::Status AddTargets(std::string_view pattern, Scope& scope) {
  bool known = false;
  for (const KnownTarget& target : KnownTargets()) {
    if (!MatchesGlob(pattern, target.name) &&
        !MatchesGlob(pattern, target.level)) {
      continue;
    }
    known = true;
    scope.targets.emplace_back(target.name);
    scope.architectures.insert(target.architecture);
  }
  if (known) return absl::OkStatus();
  // FindTarget's message lists what there is.
  return absl::InvalidArgumentError(
      absl::StrCat(FindTarget(pattern).status().message(),
                   "; a level such as aarch64_lse stands for both compilers"));
}

}  // namespace

absl::StatusOr<Scope> ParseScope(std::string_view text) {
  Scope scope;
  for (std::string_view pattern : absl::StrSplit(text, ',')) {
    absl::Status status =
        AddTargets(absl::StripAsciiWhitespace(pattern), scope);
    if (!status.ok()) return status;
  }
  return scope;
}

bool SplitScope(std::string_view& text, std::string_view& scope) {
  std::size_t colon = text.find(':');
  while (colon != std::string_view::npos &&
         absl::StartsWith(text.substr(colon), "::")) {
    colon = text.find(':', colon + 2);
  }
  if (colon == std::string_view::npos) return false;
  scope = text.substr(0, colon);
  text.remove_prefix(colon + 1);
  return true;
}

}  // namespace atomics_lab::asmcheck
