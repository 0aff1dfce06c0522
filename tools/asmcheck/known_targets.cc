#include "tools/asmcheck/known_targets.h"

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/log/log.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "tools/listing/listing.h"

namespace atomics_lab::asmcheck {
namespace {

struct Row {
  std::string_view name, level, compiler, architecture;
};

constexpr Row kRows[] = {
#include "tools/asmcheck/known_targets.inc"
};

listing::Architecture ArchitectureOf(std::string_view name) {
  for (const auto architecture : listing::kArchitectures) {
    if (listing::ArchitectureName(architecture) == name) return architecture;
  }
  LOG(FATAL) << "targets.bzl has an architecture without a decoder: " << name;
}

}  // namespace

std::span<const KnownTarget> KnownTargets() {
  static const auto& targets = *[] {
    auto* all = new std::vector<KnownTarget>;
    for (const Row& row : kRows) {
      all->push_back({row.name, row.level, row.compiler,
                      ArchitectureOf(row.architecture)});
    }
    return all;
  }();
  return targets;
}

absl::StatusOr<KnownTarget> FindTarget(std::string_view name) {
  const auto found =
      std::ranges::find(KnownTargets(), name, &KnownTarget::name);
  if (found != KnownTargets().end()) return *found;
  return absl::NotFoundError(absl::StrCat(
      "no target '", name, "'; the targets are: ",
      absl::StrJoin(KnownTargets(), ", ",
                    [](std::string* out, const KnownTarget& target) {
                      absl::StrAppend(out, target.name);
                    })));
}

}  // namespace atomics_lab::asmcheck
