#include "tools/audit/helper_calls.h"

#include <cstdint>
#include <string>
#include <utility>

#include "absl/types/span.h"
#include "tools/audit/scan_sections.h"
#include "tools/elf/elf_image.h"
#include "tools/elf/linkage_tables.h"
#include "tools/elf/symbol_table.h"
#include "tools/isa/outlined_helper.h"
#include "tools/isa/scan.h"

namespace atomics_lab::audit {
namespace {

// The helper that a slot will point to; empty if it is none.
std::string NameBehindSlot(const HelperEntries& known,
                           const elf::Place& place) {
  if (place.symbol == nullptr) return "";
  if (isa::IsOutlinedHelperName(place.symbol->name)) {
    return std::string(place.symbol->name);
  }
  // The symbol may have another name than the body tells.
  const auto body = known.find(place.symbol->address + place.offset);
  return place.symbol->section != 0 && body != known.end() ? body->second : "";
}

void AddSlotStubs(elf::LinkageTables& tables, absl::Span<const Hit> hits,
                  HelperEntries& known) {
  for (const Hit& hit : hits) {
    if (!hit.stub.has_value() || !hit.stub->through_slot) continue;
    std::string name = NameBehindSlot(known, tables.Resolve(hit.stub->target));
    if (!name.empty()) known.try_emplace(hit.address, std::move(name));
  }
}

void AddVeneers(absl::Span<const Hit> hits, HelperEntries& known) {
  for (const Hit& hit : hits) {
    if (!hit.stub.has_value() || hit.stub->through_slot) continue;
    const auto target = known.find(hit.stub->target);
    if (target != known.end()) known.try_emplace(hit.address, target->second);
  }
}

}  // namespace

HelperEntries WithStubs(HelperEntries bodies, const elf::ElfImage& image,
                        const elf::SymbolTable& symbols,
                        absl::Span<const Hit> hits) {
  if (image.relocatable()) return bodies;
  elf::LinkageTables tables(image, symbols);
  AddSlotStubs(tables, hits, bodies);
  for (int i = 1; i < kMostStubs; ++i) AddVeneers(hits, bodies);
  return bodies;
}

}  // namespace atomics_lab::audit
