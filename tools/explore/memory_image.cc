#include "tools/explore/memory_image.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "tools/explore/bytes.h"
#include "tools/explore/machine.h"
#include "tools/explore/program.h"

namespace atomics_lab::explore {
namespace {

std::string Hex(std::uint64_t number) {
  return absl::StrCat("0x", absl::Hex(number));
}

std::string Describe(const MemoryRegion& region) {
  return absl::StrCat(region.name, ", ", region.bytes.size(), " bytes at ",
                      Hex(region.address));
}

// How far `address` is from the region; 0 within.
std::uint64_t Distance(const MemoryRegion& region, std::uint64_t address) {
  if (address < region.address) return region.address - address;
  const std::uint64_t end = region.address + region.bytes.size();
  return address < end ? 0 : address - end + 1;
}

}  // namespace

absl::StatusOr<MemoryImage> MemoryImage::Of(const Job& job) {
  MemoryImage image;
  for (const MemoryRegion& region : job.memory) {
    image.regions_.push_back(&region);
  }
  if (!job.own_is_private) {
    for (const Thread& thread : job.threads) {
      for (const MemoryRegion& region : thread.own) {
        image.regions_.push_back(&region);
      }
    }
  }
  image.starts_ = job.starts;
  if (image.starts_.empty()) image.starts_.emplace_back();
  std::sort(image.regions_.begin(), image.regions_.end(),
            [](const MemoryRegion* a, const MemoryRegion* b) {
              return a->address < b->address;
            });
  ABSL_RETURN_IF_ERROR(image.CheckRegions());
  ABSL_RETURN_IF_ERROR(image.CheckStarts());
  return image;
}

absl::Status MemoryImage::CheckRegions() const {
  for (std::size_t i = 1; i < regions_.size(); ++i) {
    const MemoryRegion& before = *regions_[i - 1];
    if (before.bytes.size() > regions_[i]->address - before.address) {
      return absl::InvalidArgumentError(
          absl::StrCat("memory regions overlap: ", Describe(before), ", and ",
                       Describe(*regions_[i])));
    }
  }
  return absl::OkStatus();
}

absl::Status MemoryImage::CheckStarts() const {
  for (const std::vector<Change>& start : starts_) {
    for (const auto& [address, byte] : start) {
      if (Holder(address, 1) == nullptr) return NobodyHolds(address, 1);
    }
  }
  return absl::OkStatus();
}

const MemoryRegion* MemoryImage::Holder(std::uint64_t address, int size) const {
  const auto after = std::upper_bound(
      regions_.begin(), regions_.end(), address,
      [](std::uint64_t a, const MemoryRegion* b) { return a < b->address; });
  if (after == regions_.begin()) return nullptr;
  const MemoryRegion& region = **(after - 1);
  const std::uint64_t offset = address - region.address;
  const std::uint64_t bytes = region.bytes.size();
  const auto wanted = static_cast<std::uint64_t>(size);
  return wanted <= bytes && offset <= bytes - wanted ? &region : nullptr;
}

absl::Status MemoryImage::NobodyHolds(std::uint64_t address, int size) const {
  std::string nearest = "there are none";
  std::uint64_t least = ~std::uint64_t{0};
  for (const MemoryRegion* region : regions_) {
    if (Distance(*region, address) >= least) continue;
    least = Distance(*region, address);
    nearest = absl::StrCat("the nearest is ", Describe(*region));
  }
  return absl::InvalidArgumentError(
      absl::StrCat("no memory region holds ", size, " bytes at ", Hex(address),
                   " (", nearest, ")"));
}

std::uint8_t MemoryImage::FirstByte(std::uint64_t address,
                                    std::size_t start) const {
  for (const auto& [changed, byte] : starts_[start]) {
    if (changed == address) return byte;
  }
  const MemoryRegion* region = Holder(address, 1);
  return region == nullptr ? 0 : region->bytes[address - region->address];
}

std::uint32_t MemoryImage::CellOf(std::uint64_t granule) {
  const auto [found, added] =
      cells_.try_emplace(granule, static_cast<std::uint32_t>(first_.size()));
  if (!added) return found->second;
  std::vector<std::uint64_t>& first = first_.emplace_back(starts_.size());
  for (std::size_t start = 0; start < starts_.size(); ++start) {
    for (std::uint64_t i = 8; i-- > 0;) {
      first[start] = first[start] << 8 | FirstByte(granule * 8 + i, start);
    }
  }
  return found->second;
}

std::uint32_t MemoryImage::Start(std::size_t start) {
  const std::uint64_t content = start;
  return contents_.Intern(absl::MakeConstSpan(&content, 1));
}

absl::StatusOr<std::uint32_t> MemoryImage::PlaceOf(std::uint64_t address,
                                                   int size, bool to_write) {
  const MemoryRegion* region = Holder(address, size);
  if (region == nullptr) return NobodyHolds(address, size);
  if (to_write && !region->writable) {
    return absl::InvalidArgumentError(
        absl::StrCat("writes ", size, " bytes at ", Hex(address),
                     ", which must not be written (", Describe(*region), ")"));
  }
  const auto [found, added] = place_of_.try_emplace(
      {address, size}, static_cast<std::uint32_t>(places_.size()));
  if (added) {
    Place place = {.address = address, .size = size};
    place.cells[0] = CellOf(address / 8);
    if (size == 16) place.cells[1] = CellOf(address / 8 + 1);
    places_.push_back(place);
  }
  return found->second;
}

std::uint64_t MemoryImage::CellIn(std::uint32_t content,
                                  std::uint32_t cell) const {
  const SequenceTable::Sequence words = contents_[content];
  return cell + 1 < words.size() ? words[cell + 1] : first_[cell][words[0]];
}

Value MemoryImage::Read(std::uint32_t content, std::uint32_t number) const {
  const Place& place = places_[number];
  const std::uint64_t word = CellIn(content, place.cells[0]);
  if (place.size == 16) return {word, CellIn(content, place.cells[1])};
  return {word >> (8 * (place.address % 8)) & LowBytes(place.size), 0};
}

std::uint32_t MemoryImage::Write(std::uint32_t content, std::uint32_t number,
                                 const Value& value) {
  const Place& place = places_[number];
  const SequenceTable::Sequence old = contents_[content];
  std::vector<std::uint64_t> words(old.begin(), old.end());
  const std::size_t start = words[0];
  const auto set = [&](std::uint32_t cell, std::uint64_t mask,
                       std::uint64_t bits) {
    while (words.size() < cell + std::size_t{2}) {
      words.push_back(first_[words.size() - 1][start]);
    }
    words[cell + 1] = (words[cell + 1] & ~mask) | (bits & mask);
  };
  const std::uint64_t shift = 8 * (place.address % 8);
  set(place.cells[0], LowBytes(place.size) << shift, value.low << shift);
  if (place.size == 16) set(place.cells[1], LowBytes(8), value.high);
  while (words.size() > 1 && words.back() == first_[words.size() - 2][start]) {
    words.pop_back();
  }
  return contents_.Intern(words);
}

absl::StatusOr<Value> MemoryImage::Peek(std::uint32_t content,
                                        std::uint64_t address, int size) const {
  if (Holder(address, size) == nullptr) return NobodyHolds(address, size);
  const std::size_t start = contents_[content][0];
  Value value;
  for (int i = size; i-- > 0;) {
    const std::uint64_t at = address + static_cast<std::uint64_t>(i);
    const auto cell = cells_.find(at / 8);
    const std::uint64_t byte =
        cell == cells_.end()
            ? FirstByte(at, start)
            : CellIn(content, cell->second) >> (8 * (at % 8)) & 0xff;
    value.high = value.high << 8 | value.low >> 56;
    value.low = value.low << 8 | byte;
  }
  return value;
}

std::size_t MemoryImage::Memory() const {
  return contents_.Memory() + places_.capacity() * (sizeof(Place) + 32) +
         first_.size() * (starts_.size() * 8 + 64);
}

}  // namespace atomics_lab::explore
