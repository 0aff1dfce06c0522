// A local state of the Armv8 machine: what is settled, and a script of what
// came of the accesses, branches and choices after that.
#ifndef ATOMICS_LAB_TOOLS_EXPLORE_ARMV8_STATE_H_
#define ATOMICS_LAB_TOOLS_EXPLORE_ARMV8_STATE_H_

#include <array>
#include <cstdint>
#include <map>
#include <vector>

#include "absl/types/span.h"
#include "tools/explore/liveness.h"
#include "tools/explore/move.h"
#include "tools/explore/program.h"
#include "tools/isa/micro_op.h"

namespace atomics_lab::explore {

// What came of one executed access, branch or choice.
struct ScriptEntry {
  enum class Outcome : std::uint8_t {
    kPending,    // an access that was not performed
    kPerformed,  // of a load of shared memory, with `value`
    kFails,      // a store that does not happen: `stxr` or `cas`
    kGoesOn,     // a branch
    kJumps,      //
    kChosen,     // of a kChoose: `value`
  };

  Outcome outcome = Outcome::kPending;
  bool unplaced = false;  // its address was not known when it was last seen
  // Of a performed load: another thread's write hit it, while an earlier load
  // had no address yet. If that turns out to be the same, the way ends.
  bool overtaken = false;
  // Of an exclusive load: its monitor. Of a `cas`: another thread's write came
  // behind its read, so that it cannot store.
  bool lost = false;
  // Of a performed load: it has what an own atomic operation will store, which
  // is not known before that has read.
  bool forwarded = false;
  Value value;

  friend bool operator==(const ScriptEntry&, const ScriptEntry&) = default;
};
using Script = std::vector<ScriptEntry>;

struct MonitorState {
  std::uint64_t address = 0;
  int size = 0;  // 0: not set
};

// Where everything earlier was performed.
struct Settled {
  std::uint32_t profile = 0;  // which threads' memory and calls it has
  std::uint32_t operation = 0;
  int call = 0;  // == calls: finished
  std::array<std::uint64_t, isa::kMostRegisters> registers = {};
  MonitorState monitor;
  std::map<std::uint64_t, std::uint64_t> own;  // words that are not 0
};

using Words = std::vector<std::uint64_t>;

// Both ways. `live` are the registers that matter at `settled.operation`;
// others are left out, and come back as 0.
Words Encode(const Settled& settled, const Script& script,
             const RegisterSet& live);
// Where an encoding's `live` is to be looked up.
struct Position {
  std::uint32_t profile = 0;
  std::uint32_t operation = 0;
  int call = 0;
};
Position PositionOf(absl::Span<const std::uint64_t> words);
void Decode(absl::Span<const std::uint64_t> words, const RegisterSet& live,
            Settled& settled, Script& script);

}  // namespace atomics_lab::explore

#endif  // ATOMICS_LAB_TOOLS_EXPLORE_ARMV8_STATE_H_
