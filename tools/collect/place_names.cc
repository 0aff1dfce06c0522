#include "tools/collect/place_names.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "tools/explore/program.h"

namespace atomics_lab::collect {
namespace {

std::optional<std::string> Within(const explore::MemoryRegion& region,
                                  std::uint64_t address) {
  if (address < region.address) return std::nullopt;
  const std::uint64_t offset = address - region.address;
  if (offset >= region.bytes.size()) return std::nullopt;
  if (offset == 0) return region.name;
  return absl::StrCat(region.name, "+", offset);
}

}  // namespace

std::optional<std::string> PlaceNames::Named(std::uint64_t address) const {
  auto after = names_.upper_bound(address);
  if (after == names_.begin()) return std::nullopt;
  const auto& [start, place] = *--after;
  if (address - start >= place.size) return std::nullopt;
  if (address == start) return place.name;
  return absl::StrCat(place.name, "+", address - start);
}

std::string PlaceNames::Of(std::size_t thread, std::uint64_t address) const {
  if (auto name = Named(address)) return *name;
  for (const explore::MemoryRegion& region : job_.memory) {
    if (auto name = Within(region, address)) return *name;
  }
  for (std::size_t i = 0; i < job_.threads.size(); ++i) {
    // Private regions of all threads may lie at one address.
    const std::size_t owner = job_.own_is_private ? thread : i;
    for (const explore::MemoryRegion& region : job_.threads[owner].own) {
      const auto name = Within(region, address);
      if (name.has_value()) {
        return absl::StrCat("thread ", owner + 1, "'s ", *name);
      }
    }
  }
  return absl::StrCat("0x", absl::Hex(address));
}

}  // namespace atomics_lab::collect
