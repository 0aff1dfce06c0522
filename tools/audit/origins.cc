#include "tools/audit/origins.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "absl/types/span.h"
#include "tools/audit/code_sections.h"
#include "tools/audit/findings.h"
#include "tools/audit/mark_guards.h"
#include "tools/elf/budget.h"
#include "tools/elf/lines.h"
#include "tools/listing/listing.h"

namespace atomics_lab::audit {
namespace {

void AddOriginsIn(const elf::Lines& lines, std::size_t section,
                  std::vector<Finding*> findings, elf::Budget& text) {
  std::ranges::sort(findings, {}, &Finding::address);
  std::vector<std::uint64_t> addresses;
  addresses.reserve(findings.size());
  for (const Finding* finding : findings) {
    addresses.push_back(finding->address);
  }
  std::vector<listing::Origin> origins =
      lines.OriginsOf(section, addresses, text);
  for (std::size_t i = 0; i < origins.size(); ++i) {
    findings[i]->origin = std::move(origins[i]);
  }
}

}  // namespace

// All at once, so that what is read of a unit is read only once.
void AddOrigins(const elf::Lines& lines, absl::Span<const CodeSection> sections,
                const PlacedFunctions& functions, elf::Budget& text) {
  std::map<std::size_t, std::vector<Finding*>> found;  // by section
  for (const auto& [section, function] : functions) {
    for (Finding& finding : function->findings) {
      found[section].push_back(&finding);
    }
  }
  for (auto& [section, findings] : found) {
    AddOriginsIn(lines, sections[section].index, std::move(findings), text);
  }
}

}  // namespace atomics_lab::audit
