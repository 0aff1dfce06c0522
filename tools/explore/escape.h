// Own memory that turns out not to be a thread's own.
#ifndef ATOMICS_LAB_TOOLS_EXPLORE_ESCAPE_H_
#define ATOMICS_LAB_TOOLS_EXPLORE_ESCAPE_H_

#include <cstdint>
#include <optional>
#include <string_view>

#include "absl/status/status.h"

namespace atomics_lab::explore {

// Code of the Status that says that an own address got out, or was used by
// another thread.
inline constexpr absl::StatusCode kEscaped = absl::StatusCode::kAborted;

// Bytes that two threads access, or that one does of which some are its own.
struct EscapedBytes {
  std::uint64_t address = 0;
  std::uint64_t size = 0;
};

// A kEscaped that names them, and what it names: nothing if it names none.
absl::Status Escaped(std::string_view message, const EscapedBytes& bytes);
std::optional<EscapedBytes> EscapedBytesOf(const absl::Status& status);

}  // namespace atomics_lab::explore

#endif  // ATOMICS_LAB_TOOLS_EXPLORE_ESCAPE_H_
