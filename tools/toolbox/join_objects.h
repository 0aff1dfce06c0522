// Several object files as one.
#ifndef ATOMICS_LAB_TOOLS_TOOLBOX_JOIN_OBJECTS_H_
#define ATOMICS_LAB_TOOLS_TOOLBOX_JOIN_OBJECTS_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/types/span.h"

namespace atomics_lab::toolbox {

// Whether `path` is a static archive. False if it cannot be read.
bool IsArchiveFile(const std::string& path);

// Has the linker make one object of them (`ld -r`), in `folder`: what one file
// calls or names and another one has is then that one's. All members of an
// archive are taken. Returns its path.
// Requires: `files` is not empty; the paths are absolute.
// Errors, one line: InvalidArgument if a file cannot be read, was linked
// already, or is for another architecture than the first; or what the linker
// says, as of a name that two of them define. NotFound without a linker.
absl::StatusOr<std::string> JoinObjects(absl::Span<const std::string> files,
                                        const std::string& folder);

}  // namespace atomics_lab::toolbox

#endif  // ATOMICS_LAB_TOOLS_TOOLBOX_JOIN_OBJECTS_H_
