#include "tools/lab/inventory.h"

#include <algorithm>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "tools/result/file.h"
#include "tools/result/json.h"
#include "tools/result/merge.h"
#include "tools/result/result.h"
#include "tools/shapes/matrix.h"

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
  ABSL_ASSIGN_OR_RETURN(std::string names, result::ReadFile(path));
  return Inventory(folder, absl::StrSplit(names, '\n', absl::SkipEmpty()));
}

absl::Status Inventory::Known(std::string_view target) const {
  if (std::ranges::find(targets_, target) != targets_.end()) {
    return absl::OkStatus();
  }
  return absl::NotFoundError(
      absl::StrCat("no target '", target,
                   "'; the targets are: ", absl::StrJoin(targets_, ", ")));
}

absl::StatusOr<std::string> Inventory::Suite(std::string_view target) const {
  if (absl::Status known = Known(target); !known.ok()) return known;
  return absl::StrCat(folder_, "/", target, ".suite");
}

absl::StatusOr<std::vector<shapes::TargetCode>> Inventory::Litmus() const {
  std::vector<shapes::TargetCode> all;
  for (const std::string& target : targets_) {
    // Linkers run in folders of their own.
    const std::string program =
        std::filesystem::absolute(absl::StrCat(folder_, "/", target, ".litmus"))
            .string();
    if (!std::filesystem::exists(program)) {
      return absl::NotFoundError("this lab was built without litmus tests");
    }
    all.push_back({.target = target,
                   .program = program,
                   .object = absl::StrCat(program, ".o")});
  }
  return all;
}

std::string Inventory::BenchFile(std::string_view target) const {
  return absl::StrCat(folder_, "/", target, ".bench");
}

absl::StatusOr<BenchProgram> Inventory::Bench(std::string_view target) const {
  std::vector<std::string> measured = targets_;
  std::erase_if(measured, [this](const std::string& name) {
    return !std::filesystem::exists(BenchFile(name));
  });
  if (target.empty() && !measured.empty()) target = measured.front();
  if (absl::Status known = Known(target); !known.ok()) return known;
  const std::string flags_file = BenchFile(target) + ".flags";
  if (std::ranges::find(measured, target) == measured.end()) {
    if (std::filesystem::exists(flags_file)) {
      return absl::FailedPreconditionError(absl::StrCat(
          "what measures ", target,
          " is only built where the target is named: ./bazelw run --targets=",
          target, " //:lab -- bench …"));
    }
    return absl::FailedPreconditionError(absl::StrCat(
        target, " runs here under QEMU, whose timing says nothing of speed; ",
        measured.empty() ? "no built target runs natively"
                         : "what can be measured: ",
        absl::StrJoin(measured, ", ")));
  }
  ABSL_ASSIGN_OR_RETURN(std::string flags, result::ReadFile(flags_file));
  return BenchProgram{.target = std::string(target),
                      .file = BenchFile(target),
                      .flags = std::move(flags)};
}

absl::StatusOr<ReplayProgram> Inventory::Replay(std::string_view target) const {
  const auto file_of = [this](std::string_view name) {
    return absl::StrCat(folder_, "/", name, ".replay");
  };
  if (target.empty()) {
    const auto native =
        std::ranges::find_if(targets_, [&file_of](const std::string& name) {
          return std::filesystem::exists(file_of(name));
        });
    if (native != targets_.end()) target = *native;
  }
  ABSL_ASSIGN_OR_RETURN(std::string suite, Suite(target));
  std::string file = file_of(target);
  if (std::filesystem::exists(file)) {
    return ReplayProgram{.target = std::string(target),
                         .file = std::move(file)};
  }
  return ReplayProgram{
      .target = std::string(target),
      .file = std::move(suite),
      .why_simulated = absl::StrCat(
          target,
          " runs here under QEMU, whose user mode has no ptrace(2) "
          "with which to step its threads")};
}

absl::StatusOr<EmulatedProgram> Inventory::Emulated(
    std::string_view target) const {
  if (absl::Status known = Known(target); !known.ok()) return known;
  const auto file_of = [this](std::string_view name) {
    return absl::StrCat(folder_, "/", name, ".count");
  };
  const std::string file = file_of(target);
  if (!std::filesystem::exists(file)) {
    std::vector<std::string> emulated = targets_;
    std::erase_if(emulated, [&file_of](const std::string& name) {
      return !std::filesystem::exists(file_of(name));
    });
    return absl::FailedPreconditionError(
        absl::StrCat(target, " runs natively here; ",
                     emulated.empty() ? "no built target runs under QEMU"
                                      : "those that run under QEMU: ",
                     absl::StrJoin(emulated, ", ")));
  }
  ABSL_ASSIGN_OR_RETURN(std::string flags, result::ReadFile(file + ".flags"));
  return EmulatedProgram{.target = std::string(target),
                         .file = file,
                         .emulator = file + ".emulator",
                         .flags = std::move(flags)};
}

absl::StatusOr<result::Results> Inventory::Load() const {
  std::vector<result::Results> partials;
  for (const std::string& target : targets_) {
    const std::string path = absl::StrCat(folder_, "/", target, ".json");
    ABSL_ASSIGN_OR_RETURN(std::string text, result::ReadFile(path));
    ABSL_ASSIGN_OR_RETURN(result::Results partial,
                          result::FromJson(text, path));
    partials.push_back(std::move(partial));
  }
  return result::Merge(std::move(partials));
}

}  // namespace atomics_lab::lab
