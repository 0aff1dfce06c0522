#include "tools/replay/replay.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "absl/types/span.h"
#include "tools/explore/liveness.h"
#include "tools/explore/program.h"
#include "tools/isa/micro_op.h"
#include "tools/isa/register_file.h"
#include "tools/isa/x86_64_registers.h"
#include "tools/program/threads.h"
#include "tools/replay/follow.h"
#include "tools/replay/forecast.h"
#include "tools/replay/tracee.h"
#include "tools/replay/turns.h"

namespace atomics_lab::replay {
namespace {

std::uint64_t FromBytes(absl::Span<const std::uint8_t> bytes) {
  std::uint64_t value = 0;
  for (std::size_t i = bytes.size(); i-- > 0;) value = value << 8 | bytes[i];
  return value;
}

// Whether a register is one that the kernel tells of.
bool IsReal(std::size_t reg) { return reg < isa::kTemporaries; }
bool IsVector(std::size_t reg) {
  return reg >= isa::kXmm && reg < isa::kTemporaries;
}

class Runner {
 public:
  Runner(const explore::Job& job, Tracee& tracee)
      : job_(job), tracee_(tracee), forecast_(job) {}

  absl::Status CompareStart();
  absl::Status Follow(const Turns& turns, const Tell& done);
  ForcedRun& run() { return run_; }
  bool differs() const { return !run_.differences.empty(); }

 private:
  // The thread's next unit, foretold and done.
  absl::StatusOr<Unit> Step(std::size_t thread, const Tell& done);
  absl::Status BeginCall(std::size_t thread);
  absl::Status MoveReal(std::size_t thread, const Unit& unit);
  absl::Status CompareReads(std::size_t thread, const Unit& unit);
  absl::Status CompareWrites(std::size_t thread, const Unit& unit);
  absl::Status CompareRegisters(std::size_t thread, const Unit& unit);
  absl::Status CompareMemory(std::size_t thread, const Unit& unit,
                             const SharedAccess& access,
                             std::uint64_t expected);
  void AdoptOverwritten(std::size_t thread, const RealRegisters& real);
  void Differ(std::size_t thread, const Unit& unit, std::string what,
              std::uint64_t expected, std::uint64_t real);

  const explore::Job& job_;
  Tracee& tracee_;
  Forecast forecast_;
  ForcedRun run_;
};

void Runner::Differ(std::size_t thread, const Unit& unit, std::string what,
                    std::uint64_t expected, std::uint64_t real) {
  if (differs()) return;
  run_.differences.push_back({.step = run_.steps,
                              .thread = thread,
                              .site = unit.site,
                              .what = std::move(what),
                              .expected = expected,
                              .real = real});
}

// What the constructor made.
absl::Status Runner::CompareStart() {
  for (const explore::MemoryRegion& region : job_.memory) {
    if (region.name != "counter") continue;
    std::vector<std::uint8_t> real(region.bytes.size());
    ABSL_RETURN_IF_ERROR(tracee_.Read(region.address, absl::MakeSpan(real)));
    const auto [ours, theirs] = std::ranges::mismatch(region.bytes, real);
    if (ours == region.bytes.end()) continue;
    Differ(0, {},
           absl::StrCat("byte ", ours - region.bytes.begin(),
                        " of the counter as it was made"),
           *ours, *theirs);
  }
  return absl::OkStatus();
}

absl::Status Runner::BeginCall(std::size_t thread) {
  RealRegisters registers;
  registers.values = forecast_.State(thread).registers;
  registers.next_address = forecast_.NextAddress(thread);
  std::uint8_t bytes[8];
  for (std::size_t i = 0; i < sizeof(bytes); ++i) {
    bytes[i] = static_cast<std::uint8_t>(program::kReturnAddress >> (8 * i));
  }
  ABSL_RETURN_IF_ERROR(tracee_.Write(registers.values[isa::kRsp], bytes));
  return tracee_.Set(thread, registers);
}

absl::Status Runner::CompareMemory(std::size_t thread, const Unit& unit,
                                   const SharedAccess& access,
                                   std::uint64_t expected) {
  std::uint8_t bytes[8];
  const auto part =
      absl::MakeSpan(bytes, static_cast<std::size_t>(access.size));
  ABSL_RETURN_IF_ERROR(tracee_.Read(access.address, part));
  const std::uint64_t real = FromBytes(part);
  if (real == expected) return absl::OkStatus();
  Differ(thread, unit,
         absl::StrCat("the ", access.size, " bytes at 0x",
                      absl::Hex(access.address)),
         expected, real);
  return absl::OkStatus();
}

// Those that are no reads of what the unit wrote itself.
absl::Status Runner::CompareReads(std::size_t thread, const Unit& unit) {
  for (const SharedAccess& access : unit.accesses) {
    if (access.kind == SharedAccess::Kind::kWrite) break;
    ABSL_RETURN_IF_ERROR(CompareMemory(thread, unit, access, access.value));
  }
  return absl::OkStatus();
}

absl::Status Runner::CompareWrites(std::size_t thread, const Unit& unit) {
  for (const SharedAccess& access : unit.accesses) {
    if (access.kind == SharedAccess::Kind::kRead) continue;
    ABSL_ASSIGN_OR_RETURN(const std::uint64_t expected,
                          forecast_.Read(access.address, access.size));
    ABSL_RETURN_IF_ERROR(CompareMemory(thread, unit, access, expected));
  }
  return absl::OkStatus();
}

// Of the registers that a call may overwrite, the model says what is in the
// result.
void Runner::AdoptOverwritten(std::size_t thread, const RealRegisters& real) {
  const isa::CallingConvention& calls = isa::X86CallingConvention();
  for (isa::RegisterNumber reg = 0; IsReal(reg); ++reg) {
    const bool kept = reg == calls.stack_pointer || reg == calls.result ||
                      reg == calls.thread_pointer ||
                      std::ranges::count(calls.preserved, reg) > 0;
    if (!kept) forecast_.Adopt(thread, reg, real.values[reg]);
  }
}

absl::Status Runner::CompareRegisters(std::size_t thread, const Unit& unit) {
  const explore::RegisterSet& live = forecast_.Live(thread);
  bool vectors = false;
  explore::ForEachRegister(live, [&](std::size_t reg, std::size_t /*before*/) {
    vectors = vectors || IsVector(reg);
  });
  ABSL_ASSIGN_OR_RETURN(const RealRegisters real,
                        tracee_.Get(thread, vectors || unit.modelled));
  if (unit.modelled) AdoptOverwritten(thread, real);
  explore::ForEachRegister(live, [&](std::size_t reg, std::size_t /*before*/) {
    const std::uint64_t expected = forecast_.State(thread).registers[reg];
    if (!IsReal(reg) || real.values[reg] == expected) return;
    Differ(thread, unit,
           isa::X86RegisterName(static_cast<isa::RegisterNumber>(reg)),
           expected, real.values[reg]);
  });
  return absl::OkStatus();
}

absl::Status Runner::MoveReal(std::size_t thread, const Unit& unit) {
  ABSL_RETURN_IF_ERROR(unit.modelled ? tracee_.RunTo(thread, unit.next_address)
                                     : tracee_.Step(thread));
  ++run_.steps;
  ABSL_ASSIGN_OR_RETURN(const std::uint64_t at, tracee_.NextAddress(thread));
  if (at == unit.next_address) return absl::OkStatus();
  Differ(thread, unit, "the next instruction's address", unit.next_address, at);
  return absl::OkStatus();
}

absl::StatusOr<Unit> Runner::Step(std::size_t thread, const Tell& done) {
  if (forecast_.AtCall(thread)) {
    ABSL_RETURN_IF_ERROR(BeginCall(thread));
  }
  ABSL_ASSIGN_OR_RETURN(Unit unit, forecast_.Step(thread));
  if (!unit.modelled) {
    ABSL_RETURN_IF_ERROR(CompareReads(thread, unit));
  }
  if (!differs()) {
    ABSL_RETURN_IF_ERROR(MoveReal(thread, unit));
  }
  if (!differs() && !unit.modelled) {
    ABSL_RETURN_IF_ERROR(CompareWrites(thread, unit));
  }
  if (!differs() && !unit.returned) {
    ABSL_RETURN_IF_ERROR(CompareRegisters(thread, unit));
  }
  if (!differs() && done) done({thread, &unit, &forecast_});
  return unit;
}

absl::Status Runner::Follow(const Turns& turns, const Tell& done) {
  return FollowTurns(
      turns, forecast_, [&](std::size_t thread) { return Step(thread, done); },
      [this] { return differs(); });
}

}  // namespace

absl::StatusOr<ForcedRun> RunForced(const Forced& forced,
                                    const explore::Job& job, const Tell& done,
                                    const Tracee::Stopped& stopped) {
  ABSL_ASSIGN_OR_RETURN(
      Tracee tracee, Tracee::Start(forced.words, job.threads.size(), stopped));
  Runner runner(job, tracee);
  ABSL_RETURN_IF_ERROR(runner.CompareStart());
  if (runner.differs()) return std::move(runner.run());
  ABSL_RETURN_IF_ERROR(runner.Follow(forced.turns, done));
  if (runner.differs()) return std::move(runner.run());
  ABSL_ASSIGN_OR_RETURN(const std::string printed, tracee.Finish());
  if (!absl::SimpleAtoi(absl::StripSuffix(printed, "\n"),
                        &runner.run().value)) {
    return absl::FailedPreconditionError(
        "the replayed program printed no value");
  }
  runner.run().value &= forced.value_mask;
  return std::move(runner.run());
}

}  // namespace atomics_lab::replay
