// Whole files in, whole files out.
#ifndef ATOMICS_LAB_TOOLS_RESULT_FILE_H_
#define ATOMICS_LAB_TOOLS_RESULT_FILE_H_

#include <cstddef>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace atomics_lab::result {

// Replaces the file at `path` with `contents`. They are written beside it and
// renamed into place, so that a reader sees the old file or the new one, never
// a part.
// Errors: one line, `path` and the system's reason. Nothing is left behind, and
// an older file stays as it was.
absl::Status WriteFile(const std::string& path, std::string_view contents);

// The largest file that ReadFile takes; what the lab reads as text has some
// megabytes at most.
inline constexpr std::size_t kLargestTextFile = std::size_t{256} << 20;

// Reads a regular file whole.
// Errors: one line, `path` and the system's reason; InvalidArgument if it is
// no regular file (a FIFO would never end, a device never stop), or is or
// grows larger than kLargestTextFile.
absl::StatusOr<std::string> ReadFile(const std::string& path);

}  // namespace atomics_lab::result

#endif  // ATOMICS_LAB_TOOLS_RESULT_FILE_H_
