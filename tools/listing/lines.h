// What debug information says about a function: its lines and its compiler.
//
// Sources: DWARF 5, sections 3.1.1 (units), 3.3.8 (inlined functions) and 6.2
// (line numbers).
#ifndef ATOMICS_LAB_TOOLS_LISTING_LINES_H_
#define ATOMICS_LAB_TOOLS_LISTING_LINES_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "absl/types/span.h"
#include "tools/listing/budget.h"
#include "tools/listing/elf_image.h"
#include "tools/listing/listing.h"
#include "tools/listing/symbol_table.h"

namespace atomics_lab::listing {

// Reads DWARF through elfutils' libdwfl, when it is first asked for a line.
//
// The calls that inlined code came from are read by inlined_calls.h, of the
// units that are asked about.
class Lines {
 public:
  // Requires: `image` outlives the Lines.
  explicit Lines(const ElfImage& image);
  Lines(Lines&&) noexcept;
  Lines& operator=(Lines&&) noexcept;
  ~Lines();

  // Fills in Function::producer and every Instruction::origin that is known.
  // Leaves them as they are where there is no debug information, or none that
  // can be read. False if paths longer than `text` were wanted; some
  // lines are then missing. Requires: `symbol` is `function`'s.
  bool Describe(const Symbol& symbol, Function& function, Budget& text) const;

  // Where the code at some addresses of a section was written, each in its
  // place. Frames that would be out of all proportion to the file are left
  // out. Shorter than asked if paths longer than `text` were wanted.
  // Requires: the addresses ascend; equal ones may follow each other.
  std::vector<Origin> OriginsOf(std::size_t section,
                                absl::Span<const std::uint64_t> addresses,
                                Budget& text) const;

 private:
  class DebugInformation;
  DebugInformation& Information() const;

  const ElfImage* image_;
  mutable std::unique_ptr<DebugInformation> information_;
};

}  // namespace atomics_lab::listing

#endif  // ATOMICS_LAB_TOOLS_LISTING_LINES_H_
