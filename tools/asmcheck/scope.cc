#include "tools/asmcheck/scope.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "tools/asmcheck/known_targets.h"
#include "tools/text/glob.h"

namespace atomics_lab::asmcheck {
namespace {

absl::Status AddTargets(std::string_view pattern, Scope& scope) {
  bool known = false;
  for (const KnownTarget& target : KnownTargets()) {
    if (!text::MatchesGlob(pattern, target.name) &&
        !text::MatchesGlob(pattern, target.level)) {
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

// Where the colon stands that ends the scope of the first clause: neither one
// of `::` nor within brackets, as in `f[abi:cxx11]`.
std::size_t ColonOf(std::string_view text) {
  text = text.substr(0, text.find(';'));
  int depth = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '(' || text[i] == '[') ++depth;
    if (text[i] == ')' || text[i] == ']') --depth;
    if (text[i] != ':') continue;
    if (absl::StartsWith(text.substr(i), "::")) {
      ++i;
    } else if (depth <= 0) {
      return i;
    }
  }
  return std::string_view::npos;
}

}  // namespace

absl::StatusOr<Scope> ParseScope(std::string_view text) {
  Scope scope;
  for (std::string_view pattern : absl::StrSplit(text, ',')) {
    ABSL_RETURN_IF_ERROR(
        AddTargets(absl::StripAsciiWhitespace(pattern), scope));
  }
  return scope;
}

bool SplitScope(std::string_view& text, std::string_view& scope) {
  const std::size_t colon = ColonOf(text);
  if (colon == std::string_view::npos) return false;
  scope = text.substr(0, colon);
  text.remove_prefix(colon + 1);
  return true;
}

std::string_view TakeSubject(std::string_view& text) {
  const std::string_view head = text.substr(0, ColonOf(text));
  std::size_t begin = head.size();
  bool list = head.size() < text.size();
  if (!list) begin = std::min(head.find_first_of(" \t"), head.size());
  while (list) {
    const std::string_view targets =
        absl::StripTrailingAsciiWhitespace(head.substr(0, begin));
    begin = targets.find_last_of(" \t,") + 1;
    const std::string_view before =
        absl::StripTrailingAsciiWhitespace(targets.substr(0, begin));
    list = absl::EndsWith(before, ",");
    if (list) begin = before.size() - 1;
  }
  text.remove_prefix(begin);
  return absl::StripAsciiWhitespace(head.substr(0, begin));
}

}  // namespace atomics_lab::asmcheck
