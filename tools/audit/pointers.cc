#include "tools/audit/pointers.h"

#include <elf.h>

#include <cstddef>
#include <cstdint>
#include <set>

#include "absl/algorithm/container.h"
#include "absl/types/span.h"
#include "tools/elf/byte_cursor.h"
#include "tools/elf/relocations.h"
#include "tools/isa/taken_addresses.h"

namespace atomics_lab::audit {
namespace {

constexpr std::size_t kPointer = 8;

bool IsCode(absl::Span<const CodeSection> sections, std::uint64_t address) {
  return absl::c_any_of(sections, [&](const CodeSection& code) {
    return address >= code.address &&
           address - code.address < code.bytes.size();
  });
}

}  // namespace

std::set<std::uint64_t> PointersIn(const elf::ElfImage& image,
                                   absl::Span<const CodeSection> sections) {
  std::set<std::uint64_t> pointers;
  for (const CodeSection& code : sections) {
    isa::AddTakenAddresses(code.bytes, code.address, pointers);
  }
  std::uint64_t unread = image.file_size();
  for (std::size_t i = 0; i < image.sections().size(); ++i) {
    const elf::Section& section = image.sections()[i];
    if ((section.flags & SHF_ALLOC) == 0 || section.is_code()) continue;
    const elf::Bytes bytes = image.SectionBytes(i);
    // Honest sections do not overlap.
    if (bytes.size() > unread) break;
    unread -= bytes.size();
    if (section.type == SHT_RELA) {
      for (const elf::Relocation& relocation : elf::ReadRelocations(image, i)) {
        pointers.insert(static_cast<std::uint64_t>(relocation.addend));
      }
      continue;
    }
    elf::ByteCursor cursor(bytes, 0);
    for (std::size_t at = 0; at + kPointer <= bytes.size(); at += kPointer) {
      const std::uint64_t value = cursor.Unsigned(kPointer);
      if (IsCode(sections, value)) pointers.insert(value);
    }
  }
  return pointers;
}

}  // namespace atomics_lab::audit
