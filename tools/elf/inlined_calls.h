// The calls of a compilation unit that the compiler replaced by the called
// function's code: where each was written, and which addresses came of it.
//
// Sources: DWARF 5, sections 2.17 (addresses), 3.3.8.2 (inlined instances) and
// 3.5 (blocks); DWARF 2 to 4 where they differ.
#ifndef ATOMICS_LAB_TOOLS_ELF_INLINED_CALLS_H_
#define ATOMICS_LAB_TOOLS_ELF_INLINED_CALLS_H_

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>
#include <vector>

#include "absl/types/span.h"
#include "tools/elf/budget.h"
#include "tools/elf/debug_entry.h"
#include "tools/elf/debug_sections.h"
#include "tools/elf/range_list.h"

namespace atomics_lab::elf {

// One call (DW_TAG_inlined_subroutine).
struct InlinedCall {
  static constexpr std::size_t kNone = std::numeric_limits<std::size_t>::max();

  // The inlined call in whose code this one stands, as an index; kNone if that
  // is the function itself.
  std::size_t parent = kNone;
  std::uint64_t file = 0;    // DW_AT_call_file: number in the unit's file table
  std::uint64_t line = 0;    // DW_AT_call_line; 0 if unknown
  std::uint64_t callee = 0;  // offset in .debug_info; 0 if unknown
  std::size_t first_range = 0;
  std::size_t range_count = 0;
};

// Indices of calls, from the outermost to the innermost.
using InlineChain = std::vector<std::size_t>;

class InlinedCalls {
 public:
  // Reads the unit whose header is at `unit` in .debug_info, and no other;
  // none if it is not well-formed, or larger than it can honestly be.
  // Guarantees: time and memory are in proportion to the sections' sizes, and
  // no other file is opened: of a unit that keeps its entries in one (split
  // DWARF), only those that are here are known.
  // Requires: the bytes of `sections` outlive the InlinedCalls.
  InlinedCalls(const DebugSections& sections, std::uint64_t unit);

  InlinedCalls(const InlinedCalls&) = delete;
  InlinedCalls& operator=(const InlinedCalls&) = delete;

  // In the order of the file: outer ones before those within them.
  const std::vector<InlinedCall>& calls() const { return calls_; }
  absl::Span<const AddressRange> RangesOf(const InlinedCall& call) const;

  // The name of the called function as it was written, without its scope;
  // empty where it is not known, as where it stands in another unit, or
  // `steps` does not allow for reading its attributes.
  std::string_view NameOf(const InlinedCall& call, Budget& steps) const;

  // For each address the calls that it came from; all empty if `steps` is
  // less than the sum of their lengths. Requires: `addresses` ascend.
  std::vector<InlineChain> ChainsOf(absl::Span<const std::uint64_t> addresses,
                                    Budget& steps) const;

 private:
  void ReadRoot(const DebugEntry& root);
  bool ReadTree(ByteCursor cursor);
  bool AddCall(const DebugEntry& entry, std::size_t parent);
  bool AddRanges(const DebugEntry& entry);
  std::optional<std::uint64_t> Address(const AttributeValue& value) const;
  std::string_view Text(const AttributeValue& value) const;
  std::string_view IndexedText(std::uint64_t index) const;

  DebugSections sections_;
  Budget steps_;
  DebugUnit unit_;
  RangeBases bases_;
  std::uint64_t string_base_;
  std::vector<InlinedCall> calls_;
  std::vector<AddressRange> ranges_;
};

}  // namespace atomics_lab::elf

#endif  // ATOMICS_LAB_TOOLS_ELF_INLINED_CALLS_H_
