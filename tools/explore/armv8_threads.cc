#include "tools/explore/armv8_threads.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "tools/explore/armv8_events.h"
#include "tools/explore/dependencies.h"
#include "tools/explore/escape.h"
#include "tools/explore/liveness.h"
#include "tools/explore/program.h"
#include "tools/explore/reachable_accesses.h"
#include "tools/explore/same_future.h"
#include "tools/explore/where.h"
#include "tools/isa/micro_op.h"

namespace atomics_lab::explore {
namespace {

using Kind = isa::MicroOp::Kind;

bool Holds(const MemoryRegion& region, std::uint64_t address,
           std::uint64_t size) {
  return address >= region.address && size <= region.bytes.size() &&
         address - region.address <= region.bytes.size() - size;
}

const MemoryRegion* HolderIn(const std::vector<MemoryRegion>& regions,
                             std::uint64_t address, int size) {
  for (const MemoryRegion& region : regions) {
    if (Holds(region, address, static_cast<std::uint64_t>(size))) {
      return &region;
    }
  }
  return nullptr;
}

}  // namespace

Armv8Threads::Armv8Threads(const Job& job)
    : job_(job),
      registers_(RegistersOf(job.program)),
      live_(LiveBefore(job.program, {})),
      loop_heads_(job.program.operations.size()),
      same_future_(std::make_unique<SameFuture>(job.program, ObservedOfAny(job),
                                                Dependencies::kMatter)) {
  const auto& operations = job.program.operations;
  for (std::size_t i = 0; i < operations.size(); ++i) {
    const isa::MicroOp& op = operations[i];
    const bool jumps = op.kind == Kind::kBranch || op.kind == Kind::kJump;
    if (jumps && op.target <= i) loop_heads_[op.target] = true;
  }
}

std::uint32_t Armv8Threads::ProfileOf(const Thread& thread) {
  for (std::size_t i = 0; i < profiles_.size(); ++i) {
    if (Alike(profiles_[i], thread)) return static_cast<std::uint32_t>(i);
  }
  profiles_.push_back(thread);
  registers_ = std::max(registers_, RegistersOf(thread));
  RegisterSet observed;
  for (const isa::RegisterNumber reg : thread.observed) observed.set(reg);
  live_last_.push_back(LiveBefore(job_.program, observed));
  reachable_.push_back(
      std::make_unique<ReachableAccesses>(job_.program, profiles_.back()));
  return static_cast<std::uint32_t>(profiles_.size() - 1);
}

bool Armv8Threads::IsOwn(std::uint32_t profile, std::uint64_t address,
                         int size) const {
  return job_.own_is_private &&
         HolderIn(thread(profile).own, address, size) != nullptr;
}

bool Armv8Threads::TouchesOwn(std::uint64_t address, int size) const {
  const auto touches = [&](const MemoryRegion& region) {
    return address < region.address + region.bytes.size() &&
           region.address < address + static_cast<std::uint64_t>(size);
  };
  return std::ranges::any_of(job_.threads, [&](const Thread& thread) {
    return std::ranges::any_of(thread.own, touches);
  });
}

bool Armv8Threads::PointsToOwn(std::uint32_t profile,
                               std::uint64_t value) const {
  return IsOwn(profile, value, 1);
}

bool Armv8Threads::MayBeStored(std::uint64_t address, int size) const {
  for (const auto& reachable : reachable_) {
    const ReachableAccesses::Places& places = reachable->FromStart();
    if (!places.has_value()) return true;
    for (const AccessedPlace& place : *places) {
      if (place.stored && Overlap(place.address, place.size, address, size)) {
        return true;
      }
    }
  }
  return false;
}

const MemoryRegion* Armv8Threads::DyingRegion(std::uint32_t profile,
                                              std::uint64_t address) const {
  const MemoryRegion* region = HolderIn(thread(profile).own, address, 1);
  return region != nullptr && region->dies_with_call ? region : nullptr;
}

absl::Status Armv8Threads::CheckAccess(std::uint32_t profile,
                                       std::uint32_t operation,
                                       std::uint64_t address) const {
  const isa::MicroOp& op = job_.program.operations[operation];
  const std::string place = Where(job_.program, operation);
  if (job_.own_is_placed && !IsOwn(profile, address, op.size) &&
      TouchesOwn(address, op.size)) {
    return Escaped(
        absl::StrCat(place, ": accesses own memory of another thread"),
        {address, op.size});
  }
  if (address % op.size != 0) {
    return absl::InvalidArgumentError(absl::StrFormat(
        "%s: %#x is not a multiple of %d", place, address, op.size));
  }
  const MemoryRegion* region = HolderIn(job_.memory, address, op.size);
  if (region == nullptr) {
    region = HolderIn(thread(profile).own, address, op.size);
  }
  if (region == nullptr) {
    return absl::InvalidArgumentError(absl::StrFormat(
        "%s: no memory at %#x (%d bytes)", place, address, op.size));
  }
  if (op.kind == Kind::kStore && !region->writable) {
    return absl::InvalidArgumentError(absl::StrFormat(
        "%s: stores to %s, which is read-only", place, region->name));
  }
  return absl::OkStatus();
}

const RegisterSet& Armv8Threads::LiveAt(std::uint32_t profile,
                                        std::uint32_t operation,
                                        int call) const {
  const bool last = call + 1 >= thread(profile).calls;
  return last ? live_last_[profile][operation] : live_[operation];
}

}  // namespace atomics_lab::explore
