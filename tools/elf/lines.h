// What debug information says about a function: its lines and its compiler.
//
// Sources: DWARF 5, sections 3.1.1 (units), 3.3.8 (inlined functions) and 6.2
// (line numbers).
#ifndef ATOMICS_LAB_TOOLS_ELF_LINES_H_
#define ATOMICS_LAB_TOOLS_ELF_LINES_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "absl/types/span.h"
#include "tools/elf/budget.h"
#include "tools/elf/elf_image.h"
#include "tools/elf/origin.h"

namespace atomics_lab::elf {

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

  // What DWARF says produced the code at an address of a section
  // (DW_AT_producer); empty where nothing is known.
  std::string_view ProducerOf(std::size_t section, std::uint64_t address) const;

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

}  // namespace atomics_lab::elf

#endif  // ATOMICS_LAB_TOOLS_ELF_LINES_H_
