#include "tools/lab/inventory.h"

#include <algorithm>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "tools/result/file.h"
#include "tools/result/json.h"
#include "tools/result/merge.h"
#include "tools/result/result.h"

namespace atomics_lab::lab {
namespace {

// The file that names the targets: see tools/lab/lab.bzl.
constexpr std::string_view kTargetsFile = "targets.txt";

}  // namespace

absl::StatusOr<Inventory> Inventory::Find(const std::string& argv0) {
  const std::string folder = argv0 + ".targets";
  const std::string path = absl::StrCat(folder, "/", kTargetsFile);
  if (!std::filesystem::exists(path)) {
    return absl::NotFoundError(
        "the targets' results are not beside this program; run it as `bazel "
        "run //:lab -- …`, or after `bazel build //:lab` as `bazel-bin/lab …`");
  }
  absl::StatusOr<std::string> names = result::ReadFile(path);
  if (!names.ok()) return names.status();
  return Inventory(folder, absl::StrSplit(*names, '\n', absl::SkipEmpty()));
}

absl::StatusOr<std::string> Inventory::Suite(std::string_view target) const {
  if (std::find(targets_.begin(), targets_.end(), target) == targets_.end()) {
    return absl::NotFoundError(
        absl::StrCat("no target '", target,
                     "'; the targets are: ", absl::StrJoin(targets_, ", ")));
  }
  return absl::StrCat(folder_, "/", target, ".suite");
}

absl::StatusOr<result::Results> Inventory::Load() const {
  std::vector<result::Results> partials;
  for (const std::string& target : targets_) {
    const std::string path = absl::StrCat(folder_, "/", target, ".json");
    absl::StatusOr<std::string> text = result::ReadFile(path);
    if (!text.ok()) return text.status();
    absl::StatusOr<result::Results> partial = result::FromJson(*text, path);
    if (!partial.ok()) return partial.status();
    partials.push_back(*std::move(partial));
  }
  return result::Merge(std::move(partials));
}

}  // namespace atomics_lab::lab
