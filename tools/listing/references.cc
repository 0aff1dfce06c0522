#include "tools/listing/references.h"

#include <elf.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/match.h"
#include "tools/elf/by_architecture.h"
#include "tools/elf/machine.h"
#include "tools/elf/names.h"
#include "tools/listing/flow.h"
#include "tools/listing/page_tracker.h"

namespace atomics_lab::listing {
namespace {

SymbolReference Named(std::string_view mangled, std::uint64_t offset) {
  return {.mangled = std::string(mangled),
          .demangled = elf::Demangle(mangled),
          .offset = static_cast<std::int64_t>(offset)};
}

std::optional<SymbolReference> Named(const elf::Place& place) {
  if (place.symbol == nullptr) return std::nullopt;
  return Named(place.symbol->name, place.offset);
}

bool Contains(const elf::Symbol& function, std::uint64_t address) {
  return address >= function.address &&
         address - function.address < function.size;
}

// Fills in a branch that stays within `function`; false for every other.
bool ResolveWithin(const elf::Symbol& function, std::uint64_t target,
                   Decoded& decoded) {
  if (!decoded.branch_target.has_value() || !Contains(function, target)) {
    return false;
  }
  decoded.instruction.target = Named(function.name, target - function.address);
  if (decoded.flow != Flow::kCall) decoded.instruction.target_address = target;
  return true;
}

// Section symbols and assembler-local labels name no thing of the program.
bool IsAnonymous(const elf::Symbol& symbol) {
  return symbol.type == STT_SECTION || symbol.name.empty() ||
         absl::StartsWith(symbol.name, ".L");
}

std::set<std::uint64_t> BranchTargets(const std::vector<Decoded>& code) {
  std::set<std::uint64_t> targets;
  for (const Decoded& decoded : code) {
    if (decoded.branch_target.has_value() && decoded.flow != Flow::kCall) {
      targets.insert(*decoded.branch_target);
    }
  }
  return targets;
}

// The first relocation from `begin` on that names something.
const elf::Relocation* FirstNaming(
    const std::vector<elf::Relocation>& relocations, std::uint64_t begin,
    std::uint64_t end, const elf::Machine& machine) {
  auto relocation = std::lower_bound(
      relocations.begin(), relocations.end(), begin,
      [](const elf::Relocation& r, std::uint64_t at) { return r.offset < at; });
  while (relocation != relocations.end() && relocation->offset < end) {
    if (!machine.is_none(relocation->type)) return &*relocation;
    ++relocation;
  }
  return nullptr;
}

std::size_t TextSize(const std::optional<SymbolReference>& target) {
  return target.has_value() ? target->mangled.size() + target->demangled.size()
                            : 0;
}

}  // namespace

bool References::Resolve(const elf::Symbol& function,
                         std::vector<Decoded>& code, elf::Budget& text) {
  // Whether addresses are made of a page and a part of it.
  const bool has_pages =
      elf::ByArchitecture(false, true)[image_->architecture()];
  const std::set<std::uint64_t> joins = BranchTargets(code);
  PageTracker pages;
  for (Decoded& decoded : code) {
    if (image_->relocatable()) {
      ResolveObject(function, decoded);
    } else {
      if (joins.contains(decoded.instruction.address)) pages.Join();
      ResolveLinked(function,
                    has_pages ? pages.Observe(decoded) : decoded.data_address,
                    decoded);
    }
    if (!text.Spend(TextSize(decoded.instruction.target))) return false;
  }
  return true;
}

const std::vector<elf::Relocation>& References::RelocationsOf(
    std::size_t section) {
  if (relocated_section_ != section) {
    relocations_ = elf::RelocationsFor(*image_, section);
    relocated_section_ = section;
  }
  return relocations_;
}

void References::ResolveObject(const elf::Symbol& function, Decoded& decoded) {
  const std::uint64_t begin = decoded.instruction.address;
  const elf::Relocation* relocation =
      FirstNaming(RelocationsOf(function.section), begin,
                  begin + decoded.instruction.bytes.size(),
                  elf::MachineFor(image_->architecture()));
  if (relocation != nullptr) {
    ApplyRelocation(function, *relocation, decoded);
    return;
  }
  // Distances within a section need no relocation.
  const std::optional<std::uint64_t> branch = decoded.branch_target;
  if (branch.has_value() && ResolveWithin(function, *branch, decoded)) return;
  const std::optional<std::uint64_t> address =
      branch.has_value() ? branch : decoded.data_address;
  if (address.has_value()) {
    decoded.instruction.target =
        Named(symbols_->Covering(function.section, *address));
  }
}

void References::ApplyRelocation(const elf::Symbol& function,
                                 const elf::Relocation& relocation,
                                 Decoded& decoded) const {
  if (relocation.symbol >= symbols_->linking().size()) return;
  const elf::Symbol& symbol = symbols_->linking()[relocation.symbol];
  decoded.instruction.relocated = true;
  const elf::Machine& machine = elf::MachineFor(image_->architecture());
  decoded.instruction.through_got =
      machine.through_offset_table(relocation.type);
  auto offset = static_cast<std::uint64_t>(relocation.addend);
  // A pc-relative field counts from its own place, the instruction from its
  // end; the addend holds the difference.
  if (machine.counts_from_itself(relocation.type)) {
    const Instruction& instruction = decoded.instruction;
    offset +=
        instruction.address + instruction.bytes.size() - relocation.offset;
  }
  const std::uint64_t destination = symbol.address + offset;
  if (symbol.section == function.section &&
      ResolveWithin(function, destination, decoded)) {
    return;
  }
  if (!IsAnonymous(symbol)) {
    decoded.instruction.target = Named(symbol.name, offset);
    return;
  }
  decoded.instruction.target =
      Named(symbols_->Covering(symbol.section, destination));
  if (!decoded.instruction.target.has_value() && symbol.section != SHN_UNDEF) {
    decoded.instruction.target =
        Named(image_->sections()[symbol.section].name, destination);
  }
}

void References::ResolveLinked(const elf::Symbol& function,
                               std::optional<std::uint64_t> data,
                               Decoded& decoded) {
  const std::optional<std::uint64_t> branch = decoded.branch_target;
  if (branch.has_value() && ResolveWithin(function, *branch, decoded)) return;
  const std::optional<std::uint64_t> address =
      branch.has_value() ? branch : data;
  if (address.has_value()) {
    decoded.instruction.target = Named(linkage_.Resolve(*address));
  }
}

}  // namespace atomics_lab::listing
