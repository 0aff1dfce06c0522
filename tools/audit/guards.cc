// Sources: System V ABI, GNU extensions, STT_GNU_IFUNC and R_…_IRELATIVE;
// Linux, include/asm/alternative.h of arm64 (.altinstructions,
// .altinstr_replacement).
#include "tools/audit/guards.h"

#include <elf.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/types/span.h"
#include "tools/audit/pointers.h"
#include "tools/elf/by_architecture.h"
#include "tools/elf/relocations.h"
#include "tools/isa/scan.h"
#include "tools/isa/two_ways.h"

namespace atomics_lab::audit {
namespace {

// Bytes of a function; what is longer is none that somebody wrote.
constexpr std::size_t kLongestFollowed = std::size_t{1} << 17;

// Those of an extent of a section that begins at `base`.
std::vector<std::size_t> OffsetsIn(
    absl::Span<const std::pair<std::size_t, std::uint64_t>> places,
    std::size_t section, std::uint64_t base, isa::Extent extent) {
  std::vector<std::size_t> offsets;
  for (auto it = absl::c_lower_bound(
           places, std::make_pair(section, base + extent.begin));
       it != places.end() && *it < std::make_pair(section, base + extent.end);
       ++it) {
    offsets.push_back(it->second - base);
  }
  return offsets;
}

}  // namespace

Guards::Guards(const elf::ElfImage& image, const elf::SymbolTable& symbols,
               absl::Span<const CodeSection> sections,
               absl::Span<const Hit> hits)
    : image_(image),
      symbols_(symbols),
      sections_(sections),
      hits_(hits),
      decoder_(image.architecture()),
      locations_(image, symbols),
      patched_(PatchedCodeOf(image, locations_)) {
  for (const elf::Symbol& symbol :
       image.relocatable() ? symbols_.linking() : symbols_.dynamic()) {
    if (symbol.section == 0 || symbol.binding == STB_LOCAL) continue;
    exported_.insert(locations_.At(symbol.section, symbol.address));
  }
  using Kind = isa::Synchronization::Kind;
  for (const Hit& hit : hits_) {
    const Kind kind = hit.synchronization.kind;
    if (kind == Kind::kLse) all_single_.emplace_back(hit.section, hit.address);
    if (kind == Kind::kLoadExclusive) {
      all_exclusive_.emplace_back(hit.section, hit.address);
    }
  }
  absl::c_sort(all_single_);
  absl::c_sort(all_exclusive_);
}

void Guards::FindAskers() {
  if (asked_) return;
  asked_ = true;
  std::set<Place> askers;
  FindResolvers(askers);
  if (image_.relocatable()) {
    FindRelocatedCalls(askers);
  } else {
    FindLinkedCalls(askers);
  }
  for (const Place& asker : askers) {
    CapabilityFlow* flow = FlowOf(asker);
    if (flow == nullptr) continue;
    if (flow->asks()) {
      capabilities_.insert(flow->written().begin(), flow->written().end());
    }
    dispatched_.insert(flow->taken().begin(), flow->taken().end());
  }
  // It was followed without the variables that are known now.
  flow_.reset();
}

std::optional<Guards::Place> Guards::FunctionAt(Location location) const {
  for (std::size_t i = 0; i < sections_.size(); ++i) {
    const Location begin =
        locations_.At(sections_[i].index, sections_[i].address);
    if (location < begin || location - begin >= sections_[i].bytes.size()) {
      continue;
    }
    const isa::Extent extent = FunctionAround(sections_[i], location - begin);
    return Place{i, extent.begin};
  }
  return std::nullopt;
}

void Guards::AddFunctionAt(Location location, std::set<Place>& askers) const {
  const auto function = FunctionAt(location);
  if (function.has_value()) askers.insert(*function);
}

void Guards::FindResolvers(std::set<Place>& askers) const {
  for (const elf::Symbol& symbol : symbols_.functions()) {
    if (symbol.type != STT_GNU_IFUNC) continue;
    AddFunctionAt(locations_.At(symbol.section, symbol.address), askers);
  }
  if (image_.relocatable()) return;
  const std::uint32_t indirect = elf::ByArchitecture<std::uint32_t>(
      R_X86_64_IRELATIVE, R_AARCH64_IRELATIVE)[image_.architecture()];
  std::uint64_t unread = image_.file_size();
  for (std::size_t i = 0; i < image_.sections().size(); ++i) {
    const elf::Section& section = image_.sections()[i];
    if (section.type != SHT_RELA || (section.flags & SHF_ALLOC) == 0) continue;
    // Honest sections do not overlap.
    if (section.size > unread) break;
    unread -= section.size;
    for (const elf::Relocation& relocation : elf::ReadRelocations(image_, i)) {
      if (relocation.type != indirect) continue;
      AddFunctionAt(static_cast<Location>(relocation.addend), askers);
    }
  }
}

void Guards::FindLinkedCalls(std::set<Place>& askers) {
  std::set<std::uint64_t> targets;
  for (const Hit& hit : hits_) {
    if (hit.stub.has_value() && hit.stub->through_slot &&
        AnswersCapability(locations_.NameOf(
            locations_.BehindSlot(hit.stub->target).value_or(0)))) {
      targets.insert(hit.address);
    }
  }
  for (const elf::Symbol& symbol : symbols_.functions()) {
    if (AnswersCapability(symbol.name)) targets.insert(symbol.address);
  }
  const std::vector<std::uint64_t> sorted(targets.begin(), targets.end());
  for (const Call& call : CallsOf(image_.architecture(), sections_, sorted)) {
    const CodeSection& code = sections_[call.section];
    askers.insert({call.section,
                   FunctionAround(code, call.address - code.address).begin});
  }
}

void Guards::FindRelocatedCalls(std::set<Place>& askers) {
  for (std::size_t i = 0; i < sections_.size(); ++i) {
    for (const elf::Relocation& relocation :
         elf::RelocationsFor(image_, sections_[i].index)) {
      if (relocation.symbol >= symbols_.linking().size() ||
          !AnswersCapability(symbols_.linking()[relocation.symbol].name)) {
        continue;
      }
      askers.insert({i, FunctionAround(sections_[i], relocation.offset).begin});
    }
  }
}

CapabilityFlow* Guards::FlowOf(Place function) {
  if (flow_.has_value() && last_ == function) return &*flow_;
  const auto& [section, begin] = function;
  const CodeSection& code = sections_[section];
  const isa::Extent extent = FunctionAround(code, begin);
  if (extent.end - extent.begin > kLongestFollowed) return nullptr;
  flow_.emplace(CapabilityFlow::Surroundings{decoder_, locations_,
                                             capabilities_, patched_.sites},
                code, extent);
  last_ = function;
  single_ = OffsetsIn(all_single_, section, code.address, extent);
  exclusive_ = OffsetsIn(all_exclusive_, section, code.address, extent);
  return &*flow_;
}

bool Guards::BehindBranch(std::size_t section, std::uint64_t address) {
  const CodeSection& code = sections_[section];
  const std::size_t offset = address - code.address;
  CapabilityFlow* flow = FlowOf({section, FunctionAround(code, offset).begin});
  return flow != nullptr && flow->IsBehind(offset, single_, exclusive_);
}

void Guards::FindCalls() {
  if (references_.has_value()) return;
  references_.emplace();
  for (const auto& atomics : {all_single_, all_exclusive_}) {
    for (const auto& [section, address] : atomics) {
      const CodeSection& code = sections_[section];
      const auto begin = FunctionAround(code, address - code.address).begin;
      references_->try_emplace(locations_.At(code.index, code.address + begin));
    }
  }
  if (image_.relocatable()) return FindRelocatedReferences();
  std::vector<std::uint64_t> targets;
  targets.reserve(references_->size());
  for (const auto& [entry, none] : *references_) targets.push_back(entry);
  for (const Call& call : CallsOf(image_.architecture(), sections_, targets)) {
    (*references_)[call.target].emplace_back(call.section, call.address);
  }
}

void Guards::FindRelocatedReferences() {
  for (std::size_t i = 0; i < sections_.size(); ++i) {
    const CodeSection& code = sections_[i];
    const auto add = [&](Location target, std::uint64_t address) {
      const auto entry = references_->find(target);
      if (entry != references_->end()) entry->second.emplace_back(i, address);
    };
    const std::vector<std::uint64_t> targets(code.starts.begin(),
                                             code.starts.end());
    for (const Call& call :
         CallsOf(image_.architecture(), sections_.subspan(i, 1), targets)) {
      if (locations_.Relocated(code.index, call.address, call.address + 1)) {
        continue;
      }
      add(locations_.At(code.index, call.target), call.address);
    }
    for (const auto& [offset, target] : locations_.DistancesIn(code.index)) {
      add(target, offset);
    }
  }
}

// Whether nothing but what stands behind checks refers to a function that no
// other file can call.
bool Guards::OnlyCalledGuarded(Place function) {
  const CodeSection& code = sections_[function.first];
  const Location entry =
      locations_.At(code.index, code.address + function.second);
  if (exported_.contains(entry)) return false;
  FindCalls();
  const auto found = references_->find(entry);
  return found != references_->end() && !found->second.empty() &&
         absl::c_all_of(found->second, [&](const Atomic& place) {
           return BehindBranch(place.first, place.second);
         });
}

// Whether nothing in a linked file refers to a function that no other file can
// call: a linker keeps what stands in one section with something used.
bool Guards::IsUnused(Place function) {
  const CodeSection& code = sections_[function.first];
  const Location entry = code.address + function.second;
  if (image_.relocatable() || function.second == 0 ||
      !elf::ByArchitecture(false, true)[image_.architecture()] ||
      exported_.contains(entry)) {
    return false;
  }
  FindCalls();
  const auto found = references_->find(entry);
  if (found == references_->end() || !found->second.empty()) return false;
  if (!pointers_.has_value()) pointers_ = PointersIn(image_, sections_);
  return !pointers_->contains(entry);
}

bool Guards::Dispatched(std::size_t section, std::uint64_t address) {
  FindAskers();
  const CodeSection& code = sections_[section];
  if (patched_.IsExchanged(locations_.At(code.index, address))) return true;
  const std::size_t begin = FunctionAround(code, address - code.address).begin;
  return dispatched_.contains(locations_.At(code.index, code.address + begin));
}

bool Guards::BesideOther(std::size_t section, std::uint64_t address) const {
  const CodeSection& code = sections_[section];
  const std::size_t offset = address - code.address;
  const auto patched = [&](std::size_t at) {
    return patched_.sites.contains(
        locations_.At(code.index, code.address + at));
  };
  return isa::StandsBesideOther(image_.architecture(), code.bytes,
                                FunctionAround(code, offset), offset, patched);
}

bool Guards::GuardedPlainly(std::size_t section, std::uint64_t address) {
  return BesideOther(section, address) || Dispatched(section, address);
}

bool Guards::Guarded(std::size_t section, std::uint64_t address) {
  const CodeSection& code = sections_[section];
  const Place function = {section,
                          FunctionAround(code, address - code.address).begin};
  return GuardedPlainly(section, address) || BehindBranch(section, address) ||
         OnlyCalledGuarded(function) || IsUnused(function);
}

}  // namespace atomics_lab::audit
