// Which instructions run only after a check, at run time, of what the processor
// can do.
#ifndef ATOMICS_LAB_TOOLS_AUDIT_GUARDS_H_
#define ATOMICS_LAB_TOOLS_AUDIT_GUARDS_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "absl/types/span.h"
#include "tools/audit/capability_flow.h"
#include "tools/audit/code_sections.h"
#include "tools/audit/locations.h"
#include "tools/audit/patched_code.h"
#include "tools/audit/scan_sections.h"
#include "tools/elf/elf_image.h"
#include "tools/elf/symbol_table.h"
#include "tools/listing/decoder.h"

namespace atomics_lab::audit {

// A check is a branch on what the processor or the system says of it, or on a
// variable that has that from them; the resolver of an indirect function, and
// whatever function asks, for what it takes the address of; and code that a
// kernel replaces as it is loaded.
class Guards {
 public:
  // Requires: all outlive it; `hits` as PairExclusives gives them.
  Guards(const elf::ElfImage& image, const elf::SymbolTable& symbols,
         absl::Span<const CodeSection> sections, absl::Span<const Hit> hits);

  // True of code that nothing leads to as well.
  // Guarantees: false where nothing is known. Time is linear in the size of the
  // function, but for each of its branches on variables; it is the quicker for
  // what lies in the function that was asked about last.
  bool Guarded(std::size_t section, std::uint64_t address);

  // True only of what the code around it shows to be guarded, or of a function
  // that is chosen as a whole: quick.
  bool GuardedPlainly(std::size_t section, std::uint64_t address);

 private:
  // A function: where it lies.
  using Place = std::pair<std::size_t, std::size_t>;
  using Atomic = std::pair<std::size_t, std::uint64_t>;

  bool BesideOther(std::size_t section, std::uint64_t address) const;
  void FindAskers();
  void FindResolvers(std::set<Place>& askers) const;
  void FindLinkedCalls(std::set<Place>& askers);
  void FindRelocatedCalls(std::set<Place>& askers);
  void AddFunctionAt(Location location, std::set<Place>& askers) const;
  std::optional<Place> FunctionAt(Location location) const;
  CapabilityFlow* FlowOf(Place function);
  bool Dispatched(std::size_t section, std::uint64_t address);
  bool BehindBranch(std::size_t section, std::uint64_t address);
  bool OnlyCalledGuarded(Place function);
  void FindCalls();
  void FindRelocatedReferences();
  bool IsUnused(Place function);

  const elf::ElfImage& image_;
  const elf::SymbolTable& symbols_;
  absl::Span<const CodeSection> sections_;
  absl::Span<const Hit> hits_;
  // The two ways to be atomic, by section and address.
  std::vector<Atomic> all_single_;
  std::vector<Atomic> all_exclusive_;
  listing::Decoder decoder_;
  Locations locations_;
  std::set<Location> capabilities_;
  PatchedCode patched_;
  bool asked_ = false;             // whether the askers were found
  std::set<Location> dispatched_;  // entries of functions that askers choose
  std::set<Location> exported_;
  // What refers to functions that have atomics, by their entries; when asked.
  std::optional<std::map<Location, std::vector<Atomic>>> references_;
  std::optional<std::set<std::uint64_t>> pointers_;  // when asked
  std::optional<CapabilityFlow> flow_;               // of last_
  Place last_;
  // Of that function, as offsets.
  std::vector<std::size_t> single_;
  std::vector<std::size_t> exclusive_;
};

}  // namespace atomics_lab::audit

#endif  // ATOMICS_LAB_TOOLS_AUDIT_GUARDS_H_
