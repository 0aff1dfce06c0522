// Where a person's paths lead. `bazel run` starts a program in its runfiles and
// says in the environment where the person stands.
#ifndef ATOMICS_LAB_TOOLS_LAB_PLACES_H_
#define ATOMICS_LAB_TOOLS_LAB_PLACES_H_

#include <string>

namespace atomics_lab::lab {

// `path` as the person meant it: from the folder where the command was typed.
std::string FromWorkingFolder(const std::string& path);

// `path` from the workspace's root, or from the working folder outside Bazel.
std::string FromWorkspace(const std::string& path);

}  // namespace atomics_lab::lab

#endif  // ATOMICS_LAB_TOOLS_LAB_PLACES_H_
