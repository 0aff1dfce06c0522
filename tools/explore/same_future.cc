#include "tools/explore/same_future.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "tools/explore/constant_registers.h"
#include "tools/explore/dependencies.h"
#include "tools/explore/liveness.h"
#include "tools/explore/program.h"
#include "tools/isa/micro_op.h"

namespace atomics_lab::explore {

SameFuture::SameFuture(const Program& program, const RegisterSet& at_return,
                       Dependencies dependencies)
    : at_return_(at_return),
      live_(LiveBefore(program, at_return)),
      comparer_({program, live_, at_return_, dependencies}),
      candidates_(program.operations.size()) {
  const std::vector<RegisterSet> loaded = LoadedBefore(program, dependencies);
  for (std::size_t i = 0; i < candidates_.size(); ++i) {
    candidates_[i] = live_[i] & ~loaded[i];
    candidates_[i].reset(kMonitor);
  }
}

std::uint64_t SameFuture::Representative(std::uint32_t operation,
                                         isa::RegisterNumber reg,
                                         std::uint64_t value) {
  if (!candidates_[operation].test(reg)) return value;
  const auto [known, added] =
      known_.try_emplace({operation, reg, value}, value);
  if (!added) return known->second;
  Known& place = places_[{operation, reg}];
  for (const std::uint64_t other : place.representatives) {
    if (place.told_apart == kMostToldApart) return value;
    if (comparer_.Same(operation, reg, other, value)) {
      return known->second = other;
    }
    ++place.told_apart;
  }
  place.representatives.push_back(value);
  return value;
}

void SameFuture::Settle(
    std::uint32_t operation,
    std::array<std::uint64_t, isa::kMostRegisters>& registers,
    const RegisterSet& kept) {
  const RegisterSet candidates = candidates_[operation] & ~kept;
  for (std::size_t reg = 0; reg < isa::kMostRegisters; ++reg) {
    if (!candidates.test(reg)) continue;
    registers[reg] = Representative(
        operation, static_cast<isa::RegisterNumber>(reg), registers[reg]);
  }
}

}  // namespace atomics_lab::explore
