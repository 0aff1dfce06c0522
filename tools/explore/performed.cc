#include "tools/explore/performed.h"

#include <cstddef>
#include <cstdint>

#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "tools/explore/machine.h"
#include "tools/explore/memory_image.h"
#include "tools/explore/move.h"

namespace atomics_lab::explore {

absl::StatusOr<Performed> Perform(Machine& machine, const MemoryImage& memory,
                                  std::uint32_t content, LocalState state,
                                  std::size_t move) {
  ABSL_ASSIGN_OR_RETURN(const absl::Span<const Move> moves,
                        machine.Moves(state));
  Performed made = {.move = moves[move]};
  const Move::Kind kind = made.move.kind;
  if (kind == Move::Kind::kRead || kind == Move::Kind::kReadModifyWrite) {
    ABSL_ASSIGN_OR_RETURN(
        made.read, memory.Peek(content, made.move.address, made.move.size));
  }
  ABSL_ASSIGN_OR_RETURN(const Step step, machine.Next(state, move, made.read));
  made.next = step.next;
  made.written = kind == Move::Kind::kReadModifyWrite && step.writes;
  if (made.written) made.value = step.value;
  return made;
}

}  // namespace atomics_lab::explore
