#include "tools/listing/relocations.h"

#include <elf.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

namespace atomics_lab::listing {

std::vector<Relocation> ReadRelocations(const ElfImage& image,
                                        std::size_t rela_section) {
  const Bytes bytes = image.SectionBytes(rela_section);
  std::vector<Relocation> relocations(bytes.size() / sizeof(Elf64_Rela));
  for (std::size_t i = 0; i < relocations.size(); ++i) {
    Elf64_Rela raw;
    std::memcpy(&raw, bytes.data() + i * sizeof(raw), sizeof(raw));
    relocations[i] = {
        .offset = raw.r_offset,
        .type = static_cast<std::uint32_t>(ELF64_R_TYPE(raw.r_info)),
        .symbol = static_cast<std::uint32_t>(ELF64_R_SYM(raw.r_info)),
        .addend = raw.r_addend};
  }
  return relocations;
}

std::vector<Relocation> RelocationsFor(const ElfImage& image,
                                       std::size_t section) {
  const std::vector<Section>& sections = image.sections();
  const auto found =
      std::find_if(sections.begin(), sections.end(), [&](const Section& s) {
        return s.type == SHT_RELA && s.info == section;
      });
  if (found == sections.end()) return {};
  std::vector<Relocation> relocations = ReadRelocations(
      image, static_cast<std::size_t>(found - sections.begin()));
  std::stable_sort(relocations.begin(), relocations.end(),
                   [](const Relocation& a, const Relocation& b) {
                     return a.offset < b.offset;
                   });
  return relocations;
}

bool IsPcRelativeX86(std::uint32_t type) {
  switch (type) {
    case R_X86_64_PC8:
    case R_X86_64_PC16:
    case R_X86_64_PC32:
    case R_X86_64_PC64:
    case R_X86_64_PLT32:
    case R_X86_64_GOTPCREL:
    case R_X86_64_GOTPCREL64:
    case R_X86_64_GOTPCRELX:
    case R_X86_64_REX_GOTPCRELX:
    case R_X86_64_GOTPC32:
    case R_X86_64_GOTTPOFF:
    case R_X86_64_TLSGD:
    case R_X86_64_TLSLD:
    case R_X86_64_GOTPC32_TLSDESC:
      return true;
    default:
      return false;
  }
}

bool ThroughOffsetTable(Architecture architecture, std::uint32_t type) {
  if (architecture == Architecture::kX86_64) {
    return type == R_X86_64_GOTPCREL || type == R_X86_64_GOTPCREL64 ||
           type == R_X86_64_GOTPCRELX || type == R_X86_64_REX_GOTPCRELX;
  }
  return type == R_AARCH64_ADR_GOT_PAGE || type == R_AARCH64_LD64_GOT_LO12_NC ||
         type == R_AARCH64_LD64_GOTPAGE_LO15;
}

DataRelocation DataRelocationOf(Architecture architecture, std::uint32_t type) {
  const bool x86 = architecture == Architecture::kX86_64;
  if (type == (x86 ? R_X86_64_RELATIVE : R_AARCH64_RELATIVE)) {
    return DataRelocation::kRelative;
  }
  if (type == (x86 ? R_X86_64_GLOB_DAT : R_AARCH64_GLOB_DAT) ||
      type == (x86 ? R_X86_64_JUMP_SLOT : R_AARCH64_JUMP_SLOT) ||
      type == (x86 ? R_X86_64_64 : R_AARCH64_ABS64)) {
    return DataRelocation::kAddress;
  }
  return type == (x86 ? R_X86_64_TPOFF64 : R_AARCH64_TLS_TPREL)
             ? DataRelocation::kThreadOffset
             : DataRelocation::kOther;
}

}  // namespace atomics_lab::listing
