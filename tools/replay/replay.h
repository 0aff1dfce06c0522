// Real threads of a real program, forced through a schedule, and held against
// the explorer's forecast at each instruction.
#ifndef ATOMICS_LAB_TOOLS_REPLAY_REPLAY_H_
#define ATOMICS_LAB_TOOLS_REPLAY_REPLAY_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "tools/explore/program.h"
#include "tools/replay/follow.h"
#include "tools/replay/tracee.h"
#include "tools/replay/turns.h"

namespace atomics_lab::replay {

// What the real program did otherwise than the forecast says.
struct Difference {
  std::uint64_t step = 0;  // from 1; 0: before the first
  std::size_t thread = 0;
  std::uint32_t site = 0;  // of the instruction
  std::string what;        // "rax", "the 8 bytes at 0x7e0000000000"
  std::uint64_t expected = 0;
  std::uint64_t real = 0;
};

struct ForcedRun {
  std::uint64_t steps = 0;              // instructions, and modelled calls
  std::uint64_t value = 0;              // what Read returned in the end
  std::vector<Difference> differences;  // at most one, where the run ended
};

struct Forced {
  std::vector<std::string> words;  // the subject's path and arguments
  Turns turns;
  std::uint64_t value_mask = ~std::uint64_t{0};
};

// One run. After each unit the thread's next address, every register that its
// next instructions may read, and the shared memory that the unit wrote are
// compared; before it, the shared memory that it reads. What a modelled call
// does inside is not compared.
// Errors: as Tracee's and Forecast's; InvalidArgument, one line, for turns that
// cannot be followed, with the number of the turn.
absl::StatusOr<ForcedRun> RunForced(const Forced& forced,
                                    const explore::Job& job, const Tell& done,
                                    const Tracee::Stopped& stopped);

}  // namespace atomics_lab::replay

#endif  // ATOMICS_LAB_TOOLS_REPLAY_REPLAY_H_
