#include "tools/explore/own_memory.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "tools/explore/machine.h"
#include "tools/explore/program.h"

namespace atomics_lab::explore {
namespace {

auto Find(const OwnContent& content, std::uint32_t granule) {
  return std::lower_bound(
      content.begin(), content.end(), granule,
      [](const OwnGranule& a, std::uint32_t b) { return a.number < b; });
}

}  // namespace

OwnMemory::OwnMemory(const std::vector<MemoryRegion>& regions)
    : regions_(regions) {
  for (const MemoryRegion& region : regions) AddRegion(region);
}

void OwnMemory::AddRegion(const MemoryRegion& region) {
  const std::size_t first = first_.size();
  first_granule_.push_back(static_cast<std::uint32_t>(first));
  for (std::size_t i = 0; i < region.bytes.size(); ++i) {
    if (i % 8 == 0) {
      first_.push_back({.number = static_cast<std::uint32_t>(first_.size())});
      dies_with_call_.push_back(region.dies_with_call);
    }
    first_.back().bytes |= std::uint64_t{region.bytes[i]} << (8 * (i % 8));
  }
  for (std::size_t i = first; i < first_.size(); ++i) {
    if (IsAddress(first_[i].bytes)) first_[i].own_address = 0xff;
  }
}

bool OwnMemory::Touches(std::uint64_t address, int size) const {
  return std::any_of(
      regions_.begin(), regions_.end(), [&](const MemoryRegion& region) {
        return address - region.address < region.bytes.size() ||
               region.address - address < static_cast<std::uint64_t>(size);
      });
}

bool OwnMemory::Holds(std::uint64_t address, int size) const {
  const auto wanted = static_cast<std::uint64_t>(size);
  return std::any_of(
      regions_.begin(), regions_.end(), [&](const MemoryRegion& region) {
        return wanted <= region.bytes.size() &&
               address - region.address <= region.bytes.size() - wanted;
      });
}

bool OwnMemory::IsAddress(std::uint64_t value) const {
  return std::any_of(
      regions_.begin(), regions_.end(),
      [&](const MemoryRegion& region) { return IsAddressIn(region, value); });
}

OwnMemory::Spot OwnMemory::SpotOf(std::uint64_t address) const {
  for (std::size_t i = 0; i < regions_.size(); ++i) {
    const std::uint64_t offset = address - regions_[i].address;
    if (offset >= regions_[i].bytes.size()) continue;
    return {first_granule_[i] + static_cast<std::uint32_t>(offset / 8),
            static_cast<int>(offset % 8)};
  }
  return {};
}

OwnGranule OwnMemory::Get(const OwnContent& content,
                          std::uint32_t granule) const {
  const auto found = Find(content, granule);
  return found != content.end() && found->number == granule ? *found
                                                            : first_[granule];
}

void OwnMemory::Set(OwnContent& content, const OwnGranule& granule) const {
  const auto found =
      content.begin() + (Find(content, granule.number) - content.begin());
  const bool present =
      found != content.end() && found->number == granule.number;
  if (granule == first_[granule.number]) {
    if (present) content.erase(found);
  } else if (present) {
    *found = granule;
  } else {
    content.insert(found, granule);
  }
}

OwnValue OwnMemory::Read(const OwnContent& content, std::uint64_t address,
                         int size) const {
  OwnValue read;
  for (int i = size; i-- > 0;) {
    const Spot spot = SpotOf(address + static_cast<std::uint64_t>(i));
    const OwnGranule granule = Get(content, spot.granule);
    Value& value = read.value;
    value.high = value.high << 8 | value.low >> 56;
    value.low = value.low << 8 | (granule.bytes >> (8 * spot.byte) & 0xff);
    read.own_address |= (granule.own_address >> spot.byte & 1) != 0;
  }
  return read;
}

void OwnMemory::Write(OwnContent& content, std::uint64_t address, int size,
                      const OwnValue& written) const {
  for (int i = 0; i < size; ++i) {
    const Spot spot = SpotOf(address + static_cast<std::uint64_t>(i));
    OwnGranule granule = Get(content, spot.granule);
    const Value& value = written.value;
    const std::uint64_t byte =
        (i < 8 ? value.low >> (8 * i) : value.high >> (8 * (i - 8))) & 0xff;
    granule.bytes &= ~(std::uint64_t{0xff} << (8 * spot.byte));
    granule.bytes |= byte << (8 * spot.byte);
    const auto bit = static_cast<std::uint8_t>(1U << spot.byte);
    granule.own_address = static_cast<std::uint8_t>(
        (granule.own_address & ~bit) | (written.own_address ? bit : 0));
    Set(content, granule);
  }
}

void OwnMemory::EndCall(OwnContent& content) const {
  std::erase_if(content, [&](const OwnGranule& granule) {
    return dies_with_call_[granule.number];
  });
}

}  // namespace atomics_lab::explore
