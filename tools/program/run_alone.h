// One function that runs while no thread does: a constructor before threads
// start, a read after they have ended.
#ifndef ATOMICS_LAB_TOOLS_PROGRAM_RUN_ALONE_H_
#define ATOMICS_LAB_TOOLS_PROGRAM_RUN_ALONE_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "tools/explore/program.h"
#include "tools/isa/micro_op.h"

namespace atomics_lab::program {

using Registers = std::array<std::uint64_t, isa::kMostRegisters>;

struct Alone {
  Registers registers{};
  // What was written, byte by byte.
  std::map<std::uint64_t, std::uint8_t> written;
};

// The byte at an address. Errors: InvalidArgument if nothing holds it.
using ReadByte =
    std::function<absl::StatusOr<std::uint8_t>(std::uint64_t address)>;

// Runs from `entry` until the function returns. Exclusive stores succeed.
// Errors, one line that names the instruction: InvalidArgument for what is not
// there to be read, for a trap (with its reason) and for more than
// kMostSteps operations.
absl::StatusOr<Alone> RunAlone(
    const explore::Program& program, std::uint32_t entry,
    absl::Span<const explore::RegisterValue> registers, const ReadByte& read);

inline constexpr std::size_t kMostSteps = 10'000'000;

// Reads regions. Requires: they outlive it.
ReadByte ReadFrom(absl::Span<const explore::MemoryRegion> regions);

// Writes what was written into the regions that hold it.
void Apply(const Alone& alone, absl::Span<explore::MemoryRegion> regions);

}  // namespace atomics_lab::program

#endif  // ATOMICS_LAB_TOOLS_PROGRAM_RUN_ALONE_H_
