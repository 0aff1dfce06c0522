#include "tools/program/run_alone.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "tools/explore/program.h"
#include "tools/isa/execute.h"
#include "tools/isa/micro_op.h"

namespace atomics_lab::program {
namespace {

using isa::MicroOp;

absl::Status Refuse(const explore::Program& program, const MicroOp& op,
                    std::string_view why) {
  const explore::Site& site = program.sites[op.site];
  return absl::InvalidArgumentError(absl::StrCat(site.function, " at 0x",
                                                 absl::Hex(site.address), " (",
                                                 site.text, "): ", why));
}

// Memory as the one thread sees it: the start, and over it what it wrote.
class Overlay {
 public:
  Overlay(const ReadByte& read, Alone& alone) : read_(read), alone_(alone) {}

  std::uint64_t Read(std::uint64_t address, int size) {
    std::uint64_t value = 0;
    for (int i = 0; i < size; ++i) {
      value |= std::uint64_t{Byte(address + static_cast<std::uint64_t>(i))}
               << (8 * i);
    }
    return value;
  }
  void Write(std::uint64_t address, int size, std::uint64_t value) {
    for (int i = 0; i < size; ++i) {
      const std::uint64_t at = address + static_cast<std::uint64_t>(i);
      Byte(at);
      alone_.written[at] = static_cast<std::uint8_t>(value >> (8 * i));
    }
  }
  const absl::Status& status() const { return status_; }

 private:
  std::uint8_t Byte(std::uint64_t address) {
    const auto written = alone_.written.find(address);
    if (written != alone_.written.end()) return written->second;
    const absl::StatusOr<std::uint8_t> byte = read_(address);
    if (byte.ok()) return *byte;
    status_.Update(byte.status());
    return 0;
  }

  const ReadByte& read_;
  Alone& alone_;
  absl::Status status_;
};

}  // namespace

absl::StatusOr<Alone> RunAlone(
    const explore::Program& program, std::uint32_t entry,
    absl::Span<const explore::RegisterValue> registers, const ReadByte& read) {
  Alone alone;
  Overlay memory(read, alone);
  isa::MachineState state;
  for (const auto& [reg, value] : registers) state.registers[reg] = value;
  state.read = [&](std::uint64_t address, int size) {
    return memory.Read(address, size);
  };
  state.write = [&](std::uint64_t address, int size, std::uint64_t value) {
    memory.Write(address, size, value);
  };
  std::uint64_t next = entry;
  for (std::size_t step = 0; step < kMostSteps; ++step) {
    const MicroOp& op = program.operations[next];
    if (op.kind == MicroOp::Kind::kTrap) {
      return Refuse(program, op, program.traps[op.target]);
    }
    const std::optional<std::uint64_t> target =
        isa::Execute(absl::MakeConstSpan(&op, 1), state);
    if (!memory.status().ok()) {
      return Refuse(program, op, memory.status().message());
    }
    if (target == isa::kReturned) {
      alone.registers = state.registers;
      return alone;
    }
    next = target.value_or(next + 1);
  }
  return Refuse(program, program.operations[next], "does not come to an end");
}

ReadByte ReadFrom(absl::Span<const explore::MemoryRegion> regions) {
  return [regions](std::uint64_t address) -> absl::StatusOr<std::uint8_t> {
    for (const explore::MemoryRegion& region : regions) {
      const std::uint64_t offset = address - region.address;
      if (offset < region.bytes.size()) return region.bytes[offset];
    }
    return absl::InvalidArgumentError(absl::StrCat(
        "accesses 0x", absl::Hex(address), ", where no memory is"));
  };
}

void Apply(const Alone& alone, absl::Span<explore::MemoryRegion> regions) {
  for (const auto& [address, byte] : alone.written) {
    for (explore::MemoryRegion& region : regions) {
      const std::uint64_t offset = address - region.address;
      if (offset < region.bytes.size()) region.bytes[offset] = byte;
    }
  }
}

}  // namespace atomics_lab::program
