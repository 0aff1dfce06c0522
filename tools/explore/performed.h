// One move of one thread, with what it read and wrote.
#ifndef ATOMICS_LAB_TOOLS_EXPLORE_PERFORMED_H_
#define ATOMICS_LAB_TOOLS_EXPLORE_PERFORMED_H_

#include <cstddef>
#include <cstdint>

#include "absl/status/statusor.h"
#include "tools/explore/machine.h"
#include "tools/explore/memory_image.h"
#include "tools/explore/move.h"

namespace atomics_lab::explore {

struct Performed {
  Move move;
  Value read;            // of kRead and kReadModifyWrite
  bool written = false;  // of kReadModifyWrite
  Value value;           // what was written then
  LocalState next = kNoState;
};

// `state`'s move number `move`, in memory of that content.
// Errors: the machine's.
absl::StatusOr<Performed> Perform(Machine& machine, const MemoryImage& memory,
                                  std::uint32_t content, LocalState state,
                                  std::size_t move);

}  // namespace atomics_lab::explore

#endif  // ATOMICS_LAB_TOOLS_EXPLORE_PERFORMED_H_
