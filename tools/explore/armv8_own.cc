// A thread's own memory: what stores in flight and settled ones leave in it.
#include <cstddef>
#include <cstdint>
#include <map>

#include "tools/explore/armv8_events.h"
#include "tools/explore/armv8_order.h"
#include "tools/explore/armv8_threads.h"
#include "tools/explore/armv8_window.h"
#include "tools/explore/program.h"

namespace atomics_lab::explore {
namespace {

void SetByte(std::map<std::uint64_t, std::uint64_t>& own, std::uint64_t at,
             std::uint8_t byte) {
  std::uint64_t& word = own[at / 8 * 8];
  const std::uint64_t shift = at % 8 * 8;
  word &= ~(std::uint64_t{0xff} << shift);
  word |= std::uint64_t{byte} << shift;
  if (word == 0) own.erase(at / 8 * 8);
}

}  // namespace

bool Window::OwnByte(std::uint64_t address, std::uint8_t& byte) const {
  const MemoryRegion* dying = threads_->DyingRegion(settled_.profile, address);
  for (std::size_t i = events_.size() - 1; i-- > 0;) {
    const Event& store = events_[i];
    if (!store.is_store || !store.own) continue;
    if (dying != nullptr && store.call != call_) break;
    if (!Overlap(store.address, store.size, address, 1)) continue;
    const std::uint64_t at = address - store.address;
    const std::uint64_t half = at < 8 ? store.value.low : store.value.high;
    byte = static_cast<std::uint8_t>(half >> (at % 8 * 8));
    return store.valued;
  }
  if (dying != nullptr && settled_.call != call_) {
    byte = dying->bytes[address - dying->address];
    return true;
  }
  const auto word = settled_.own.find(address / 8 * 8);
  const std::uint64_t bytes = word == settled_.own.end() ? 0 : word->second;
  byte = static_cast<std::uint8_t>(bytes >> (address % 8 * 8));
  return true;
}

void Window::PerformOwnLoad(Event& load) {
  load.value = {};
  if (!IsReady(events_, events_.size() - 1)) return;
  for (int i = 0; i < load.size; ++i) {
    std::uint8_t byte = 0;
    const auto at = static_cast<std::uint64_t>(i);
    if (!OwnByte(load.address + at, byte)) return;
    std::uint64_t& half = i < 8 ? load.value.low : load.value.high;
    half |= std::uint64_t{byte} << (at % 8 * 8);
  }
  load.performed = true;
}

void Window::SettleOwnStore(const Event& store) {
  for (int i = 0; i < store.size; ++i) {
    const std::uint64_t at = store.address + static_cast<std::uint64_t>(i);
    const std::uint64_t half = i < 8 ? store.value.low : store.value.high;
    SetByte(settled_.own, at, static_cast<std::uint8_t>(half >> (i % 8 * 8)));
  }
}

// Memory that dies with a call is as it was at the start.
void Window::BuryCall() {
  const auto own = settled_.own;
  for (const auto& [word, unused] : own) {
    for (std::uint64_t at = word; at < word + 8; ++at) {
      const MemoryRegion* region = threads_->DyingRegion(settled_.profile, at);
      if (region != nullptr) SetByte(settled_.own, at, 0);
    }
  }
  for (const MemoryRegion& region : threads_->thread(settled_.profile).own) {
    if (!region.dies_with_call) continue;
    for (std::size_t i = 0; i < region.bytes.size(); ++i) {
      if (region.bytes[i] == 0) continue;
      SetByte(settled_.own, region.address + i, region.bytes[i]);
    }
  }
}

}  // namespace atomics_lab::explore
