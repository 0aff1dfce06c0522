// Litmus tests as object files, by the compilers of toolchains/targets.bzl.
#ifndef ATOMICS_LAB_TOOLS_LITMUS_ASSEMBLE_H_
#define ATOMICS_LAB_TOOLS_LITMUS_ASSEMBLE_H_

#include <string>

#include "absl/status/statusor.h"
#include "tools/litmus/litmus.h"

namespace atomics_lab::litmus {

// The path of an object with a function for each thread (AssemblyOf),
// made in `folder`.
// Errors: NotFound if the compiler is not installed; InvalidArgument with its
// words and the instruction, in one line, if it refuses.
absl::StatusOr<std::string> Assemble(const Test& test,
                                     const std::string& folder);

}  // namespace atomics_lab::litmus

#endif  // ATOMICS_LAB_TOOLS_LITMUS_ASSEMBLE_H_
