// Source: Linux, arch/arm64/include/asm/alternative.h, struct alt_instr: where
// the original is, where its replacement is, both from the field itself, the
// capability (two bytes), and how many bytes each has (a byte).
#include "tools/audit/patched_code.h"

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <map>

#include "tools/elf/by_architecture.h"
#include "tools/elf/byte_cursor.h"

namespace atomics_lab::audit {
namespace {

constexpr std::size_t kEntry = 12;
constexpr std::size_t kReplacement = 4;
constexpr std::size_t kSiteLength = 10;
constexpr std::size_t kReplacementLength = 11;

}  // namespace

bool PatchedCode::IsExchanged(Location location) const {
  const auto after = exchanged.upper_bound(location);
  return after != exchanged.begin() && location < std::prev(after)->second;
}

PatchedCode PatchedCodeOf(const elf::ElfImage& image,
                          const Locations& locations) {
  PatchedCode patched;
  const auto table = image.FindSection(".altinstructions");
  if (!table.has_value() ||
      !elf::ByArchitecture(false, true)[image.architecture()]) {
    return patched;
  }
  const elf::Bytes bytes = image.SectionBytes(*table);
  const std::map<std::uint64_t, Location> named = locations.DistancesIn(*table);
  for (std::size_t at = 0; at + kEntry <= bytes.size(); at += kEntry) {
    const auto site = named.find(at);
    const auto replacement = named.find(at + kReplacement);
    if (site != named.end()) patched.sites.insert(site->second);
    const std::uint8_t length = bytes[at + kReplacementLength];
    // Without one, a function of the kernel's says what becomes of the site.
    if (site == named.end() || replacement == named.end() || length == 0) {
      continue;
    }
    patched.exchanged.emplace(site->second,
                              site->second + bytes[at + kSiteLength]);
    patched.exchanged.emplace(replacement->second,
                              replacement->second + length);
  }
  return patched;
}

}  // namespace atomics_lab::audit
