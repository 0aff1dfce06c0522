#include "tools/audit/owners.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/types/span.h"
#include "tools/isa/outlined_helper.h"
#include "tools/isa/synchronization.h"

namespace atomics_lab::audit {
namespace {

bool IsFence(const Hit& hit) {
  return hit.synchronization.kind == isa::Synchronization::Kind::kFullFence;
}

// A helper whose second path ends in a barrier is of the older, stronger kind.
std::string HelperName(absl::Span<const Hit> from, std::uint64_t end) {
  std::string_view name = from.front().helper_name;
  for (const Hit& hit : from) {
    if (hit.section != from.front().section || hit.address >= end) break;
    if (!IsFence(hit)) continue;
    const std::size_t ordering =
        name.find('_', name.find_first_of("0123456789", 10));
    return absl::StrCat(name.substr(0, ordering), "_sync");
  }
  return std::string(name);
}

}  // namespace

void Owners::AddHelpers(absl::Span<const Hit> hits) {
  for (const elf::Symbol& symbol : symbols_.functions()) {
    if (!isa::IsOutlinedHelperName(symbol.name)) continue;
    const auto section = std::lower_bound(
        sections_.begin(), sections_.end(), symbol.section,
        [](const CodeSection& s, std::size_t i) { return s.index < i; });
    if (section == sections_.end() || section->index != symbol.section) {
      continue;
    }
    helpers_[{static_cast<std::size_t>(section - sections_.begin()),
              symbol.address}] = {symbol.address + symbol.size,
                                  std::string(symbol.name)};
  }
  for (std::size_t i = 0; i < hits.size(); ++i) {
    const Hit& hit = hits[i];
    if (!hit.helper.has_value()) continue;
    const std::uint64_t base = sections_[hit.section].address;
    const std::uint64_t end = base + hit.helper->end;
    helpers_.try_emplace({hit.section, base + hit.helper->begin},
                         Helper{end, HelperName(hits.subspan(i), end)});
  }
}

std::map<std::uint64_t, std::string> Owners::LinkedHelpers() const {
  std::map<std::uint64_t, std::string> helpers;
  if (image_.relocatable()) return helpers;
  for (const auto& [key, helper] : helpers_) {
    helpers.try_emplace(key.second, helper.name);
  }
  return helpers;
}

std::map<Owners::Key, Owners::Helper>::const_iterator Owners::HelperAt(
    std::size_t section, std::uint64_t address) const {
  const auto after = helpers_.upper_bound({section, address});
  if (after == helpers_.begin()) return helpers_.end();
  const auto helper = std::prev(after);
  const bool inside =
      helper->first.first == section && address < helper->second.end;
  return inside ? helper : helpers_.end();
}

FunctionAudit Owners::OwnerOf(std::size_t section,
                              std::uint64_t address) const {
  const std::size_t index = sections_[section].index;
  FunctionAudit owner;
  owner.section = image_.sections()[index].name;
  if (const auto helper = HelperAt(section, address);
      helper != helpers_.end()) {
    owner.address = helper->first.second;
    owner.mangled = helper->second.name;
    owner.helper = true;
    return owner;
  }
  if (const elf::Place place = symbols_.Covering(index, address);
      place.symbol != nullptr) {
    owner.address = place.symbol->address;
    owner.mangled = place.symbol->name;
    return owner;
  }
  const auto after = std::upper_bound(
      ranges_.begin(), ranges_.end(), address,
      [](std::uint64_t a, const elf::AddressRange& r) { return a < r.begin; });
  if (after != ranges_.begin() && address < std::prev(after)->end) {
    owner.address = std::prev(after)->begin;
    owner.name = absl::StrFormat("function 0x%x…0x%x", owner.address,
                                 std::prev(after)->end);
    return owner;
  }
  owner.address = sections_[section].address;
  owner.name = absl::StrCat("section ", owner.section);
  owner.whole_section = true;
  return owner;
}

}  // namespace atomics_lab::audit
