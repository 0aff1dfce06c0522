#include "tools/replay/forecast.h"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "tools/explore/liveness.h"
#include "tools/explore/program.h"
#include "tools/explore/where.h"
#include "tools/isa/execute.h"
#include "tools/isa/micro_op.h"
#include "tools/program/threads.h"

namespace atomics_lab::replay {
namespace {

using explore::MemoryRegion;
using isa::MicroOp;

// No unit of a real program comes near it: a modelled call that fills memory
// has four operations a byte.
constexpr int kMostOperations = 1'000'000;

bool Holds(const MemoryRegion& region, std::uint64_t address, int size) {
  const std::uint64_t offset = address - region.address;
  return offset < region.bytes.size() &&
         region.bytes.size() - offset >= static_cast<std::size_t>(size);
}

// Requires: the region holds it.
std::uint64_t LoadFrom(const MemoryRegion& region, std::uint64_t address,
                       int size) {
  std::uint64_t value = 0;
  std::memcpy(&value, &region.bytes[address - region.address],
              static_cast<std::size_t>(size));
  return value;
}

// The sites of a modelled call's accesses have its caller's address.
bool SameInstruction(const explore::Program& program, std::uint32_t a,
                     std::uint32_t b) {
  return program.sites[a].address == program.sites[b].address &&
         program.sites[a].function == program.sites[b].function;
}

bool IsExclusiveLoad(const MicroOp& op) {
  return op.kind == MicroOp::Kind::kLoad &&
         op.atomicity == isa::Atomicity::kExclusive;
}

// A call, or a jump that takes a call's place. One that does not lead away from
// its own instruction's operations leads into a model.
bool IsCall(const explore::Program& program, std::uint32_t operation) {
  const std::string_view text =
      program.sites[program.operations[operation].site].text;
  const std::string_view name = text.substr(0, text.find(' '));
  return name == "call" || name == "jmp" || name == "bl" || name == "blr" ||
         name == "b" || name == "br";
}

}  // namespace

bool SameUnit(const explore::Program& program, std::uint32_t a,
              std::uint32_t b) {
  return SameInstruction(program, program.operations[a].site,
                         program.operations[b].site);
}

Forecast::Forecast(const explore::Job& job, std::size_t start)
    : job_(job),
      memory_(job.memory),
      threads_(job.threads.size()),
      live_(explore::LiveBefore(job.program, {})) {
  if (!job.starts.empty()) ChangeTo(start);
  for (std::size_t i = 0; i < threads_.size(); ++i) {
    threads_[i].own = job.threads[i].own;
    isa::MachineState& state = threads_[i].state;
    state.read = [this, i](std::uint64_t address, int size) {
      return Load(i, address, size);
    };
    state.write = [this, i](std::uint64_t address, int size,
                            std::uint64_t value) {
      Store(i, address, size, value);
    };
    BeginCall(i);
  }
}

void Forecast::ChangeTo(std::size_t start) {
  for (const auto& [address, byte] : job_.starts[start]) {
    for (MemoryRegion& region : memory_) {
      if (Holds(region, address, 1)) {
        region.bytes[address - region.address] = byte;
      }
    }
  }
}

void Forecast::BeginCall(std::size_t thread) {
  const explore::Thread& what = job_.threads[thread];
  Running& running = threads_[thread];
  running.next = what.entry;
  running.at_call = true;
  running.state.registers = {};
  running.state.exclusive = false;
  for (const auto& [reg, value] : what.registers) {
    running.state.registers[reg] = value;
  }
  for (std::size_t i = 0; i < what.own.size(); ++i) {
    if (what.own[i].dies_with_call) running.own[i].bytes = what.own[i].bytes;
  }
}

std::uint64_t Forecast::NextAddress(std::size_t thread) const {
  const MicroOp& op = job_.program.operations[threads_[thread].next];
  return job_.program.sites[op.site].address;
}

const explore::RegisterSet& Forecast::Live(std::size_t thread) const {
  return threads_[thread].at_call ? none_ : live_[threads_[thread].next];
}

MemoryRegion* Forecast::Find(std::size_t thread, std::uint64_t address,
                             int size, bool& shared) {
  shared = false;
  for (MemoryRegion& region : threads_[thread].own) {
    if (Holds(region, address, size)) return &region;
  }
  shared = true;
  for (MemoryRegion& region : memory_) {
    if (Holds(region, address, size)) return &region;
  }
  failed_ =
      absl::StrCat("accesses 0x", absl::Hex(address), ", where no memory is");
  return nullptr;
}

std::uint64_t Forecast::Load(std::size_t thread, std::uint64_t address,
                             int size) {
  bool shared = false;
  const MemoryRegion* region = Find(thread, address, size, shared);
  if (region == nullptr) return 0;
  const std::uint64_t value = LoadFrom(*region, address, size);
  if (shared) {
    unit_.accesses.push_back({SharedAccess::Kind::kRead, address, size, value});
  }
  return value;
}

void Forecast::Store(std::size_t thread, std::uint64_t address, int size,
                     std::uint64_t value) {
  bool shared = false;
  MemoryRegion* region = Find(thread, address, size, shared);
  if (region == nullptr) return;
  if (!region->writable) {
    failed_ = absl::StrCat("writes to ", region->name);
    return;
  }
  std::memcpy(&region->bytes[address - region->address], &value,
              static_cast<std::size_t>(size));
  if (shared) {
    ClearMonitors(thread, address, size);
    unit_.accesses.push_back({SharedAccess::Kind::kWrite, address, size,
                              LoadFrom(*region, address, size)});
  }
}

void Forecast::ClearMonitors(std::size_t thread, std::uint64_t address,
                             int size) {
  for (std::size_t i = 0; i < threads_.size(); ++i) {
    Running& other = threads_[i];
    const bool overlaps =
        address - other.monitored <
            static_cast<std::uint64_t>(other.monitored_size) ||
        other.monitored - address < static_cast<std::uint64_t>(size);
    if (i != thread && overlaps) other.state.exclusive = false;
  }
}

absl::StatusOr<std::uint64_t> Forecast::Read(std::uint64_t address,
                                             int size) const {
  for (const MemoryRegion& region : memory_) {
    if (Holds(region, address, size)) return LoadFrom(region, address, size);
  }
  return absl::InvalidArgumentError(
      absl::StrCat("no memory at 0x", absl::Hex(address)));
}

absl::Status Forecast::Refuse(std::uint32_t operation,
                              std::string_view why) const {
  return absl::InvalidArgumentError(
      absl::StrCat(explore::Where(job_.program, operation), ": ", why));
}

absl::StatusOr<Unit> Forecast::Step(std::size_t thread) {
  const explore::Program& program = job_.program;
  Running& running = threads_[thread];
  const std::uint32_t first = running.next;
  unit_ = {.site = program.operations[first].site};
  running.at_call = false;
  for (int i = 0; i < kMostOperations; ++i) {
    const MicroOp& op = program.operations[running.next];
    if (op.kind == MicroOp::Kind::kTrap) {
      return Refuse(first, program.traps[op.target]);
    }
    if (op.kind == MicroOp::Kind::kChoose) {
      return Refuse(first, "its outcome is the machine's to choose");
    }
    if (IsExclusiveLoad(op)) {
      running.monitored = isa::Get(running.state, op.a);
      running.monitored_size = op.size;
    }
    const std::optional<std::uint64_t> target =
        isa::Execute(absl::MakeConstSpan(&op, 1), running.state);
    if (!failed_.empty()) return Refuse(first, std::exchange(failed_, ""));
    if (target == isa::kReturned) {
      unit_.returned = true;
      unit_.next_address = program::kReturnAddress;
      ++running.calls;
      if (!Finished(thread)) BeginCall(thread);
      return std::move(unit_);
    }
    running.next =
        static_cast<std::uint32_t>(target.value_or(running.next + 1));
    const bool again = running.next == first && !unit_.modelled;
    if (again || !SameUnit(program, first, running.next)) {
      unit_.next_address = NextAddress(thread);
      return std::move(unit_);
    }
    if (op.kind == MicroOp::Kind::kJump && IsCall(program, first)) {
      unit_.modelled = true;
    }
  }
  return Refuse(first, "does not come to an end");
}

}  // namespace atomics_lab::replay
