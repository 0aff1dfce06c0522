// Which function an address belongs to, by symbols or by unwinding tables; if
// none is known, which section.
#ifndef ATOMICS_LAB_TOOLS_AUDIT_OWNERS_H_
#define ATOMICS_LAB_TOOLS_AUDIT_OWNERS_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/types/span.h"
#include "tools/audit/code_sections.h"
#include "tools/audit/findings.h"
#include "tools/audit/scan_sections.h"
#include "tools/elf/elf_image.h"
#include "tools/elf/symbol_table.h"
#include "tools/elf/unwind_ranges.h"

namespace atomics_lab::audit {

class Owners {
 public:
  // Requires: all outlive the Owners, `ranges` as UnwindRanges gives them.
  Owners(const elf::ElfImage& image, const elf::SymbolTable& symbols,
         absl::Span<const elf::AddressRange> ranges,
         absl::Span<const CodeSection> sections)
      : image_(image),
        symbols_(symbols),
        ranges_(ranges),
        sections_(sections) {}

  // Records which code is a helper's body, by symbols and by `hits`. A body
  // without a symbol gets the name that its instructions tell.
  void AddHelpers(absl::Span<const Hit> hits);

  // The helpers' names by their addresses, which only linked code has.
  std::map<std::uint64_t, std::string> LinkedHelpers() const;

  // Without findings and, for a symbol, not demangled.
  // `section` is a position in the code sections.
  FunctionAudit OwnerOf(std::size_t section, std::uint64_t address) const;

 private:
  struct Helper {
    std::uint64_t end = 0;
    std::string name;
  };
  using Key = std::pair<std::size_t, std::uint64_t>;

  // The helper that covers an address; the end if none does.
  std::map<Key, Helper>::const_iterator HelperAt(std::size_t section,
                                                 std::uint64_t address) const;

  const elf::ElfImage& image_;
  const elf::SymbolTable& symbols_;
  absl::Span<const elf::AddressRange> ranges_;
  absl::Span<const CodeSection> sections_;
  std::map<Key, Helper> helpers_;  // by section and address
};

}  // namespace atomics_lab::audit

#endif  // ATOMICS_LAB_TOOLS_AUDIT_OWNERS_H_
