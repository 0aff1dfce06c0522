#include "tools/elf/relocations.h"

#include <elf.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

namespace atomics_lab::elf {

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

}  // namespace atomics_lab::elf
