// Compilers that are run while the lab runs, of toolchains/targets.bzl.
#ifndef ATOMICS_LAB_TOOLS_TOOLBOX_COMPILERS_H_
#define ATOMICS_LAB_TOOLS_TOOLBOX_COMPILERS_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace atomics_lab::toolbox {

// How a command begins that assembles or links for an architecture
// (listing::ArchitectureName): Clang and its flags. Levels do not matter to
// either.
// Errors: Internal if targets.bzl lacks the architecture.
absl::StatusOr<std::vector<std::string>> CompilerFor(
    std::string_view architecture);

}  // namespace atomics_lab::toolbox

#endif  // ATOMICS_LAB_TOOLS_TOOLBOX_COMPILERS_H_
