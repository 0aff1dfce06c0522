#include "tools/bench/tick_clock.h"

#include <algorithm>
#include <chrono>
#include <cstdint>

namespace atomics_lab::bench {

TickRate::TickRate()
    : ticks_(TickNow()), time_(std::chrono::steady_clock::now()) {}

double TickRate::NsOfATick() const {
  const std::uint64_t ticks = std::max(TickNow() - ticks_, std::uint64_t{1});
  const std::chrono::duration<double, std::nano> passed =
      std::chrono::steady_clock::now() - time_;
  return passed.count() / static_cast<double>(ticks);
}

}  // namespace atomics_lab::bench
