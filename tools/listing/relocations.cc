#include "tools/listing/relocations.h"

#include <elf.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

#include "tools/listing/by_architecture.h"

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

namespace {

bool ThroughX86Table(std::uint32_t type) {
  return type == R_X86_64_GOTPCREL || type == R_X86_64_GOTPCREL64 ||
         type == R_X86_64_GOTPCRELX || type == R_X86_64_REX_GOTPCRELX;
}

bool ThroughAArch64Table(std::uint32_t type) {
  return type == R_AARCH64_ADR_GOT_PAGE || type == R_AARCH64_LD64_GOT_LO12_NC ||
         type == R_AARCH64_LD64_GOTPAGE_LO15;
}

// The types that DataRelocation tells apart.
struct DataTypes {
  std::uint32_t relative = 0;
  std::array<std::uint32_t, 3> address = {};
  std::uint32_t thread_offset = 0;
};

}  // namespace

bool ThroughOffsetTable(Architecture architecture, std::uint32_t type) {
  return ByArchitecture(ThroughX86Table,
                        ThroughAArch64Table)[architecture](type);
}

DataRelocation DataRelocationOf(Architecture architecture, std::uint32_t type) {
  static constexpr ByArchitecture<DataTypes> kTypes(
      {.relative = R_X86_64_RELATIVE,
       .address = {R_X86_64_GLOB_DAT, R_X86_64_JUMP_SLOT, R_X86_64_64},
       .thread_offset = R_X86_64_TPOFF64},
      {.relative = R_AARCH64_RELATIVE,
       .address = {R_AARCH64_GLOB_DAT, R_AARCH64_JUMP_SLOT, R_AARCH64_ABS64},
       .thread_offset = R_AARCH64_TLS_TPREL});
  const DataTypes& types = kTypes[architecture];
  if (type == types.relative) return DataRelocation::kRelative;
  if (std::ranges::count(types.address, type) > 0) {
    return DataRelocation::kAddress;
  }
  return type == types.thread_offset ? DataRelocation::kThreadOffset
                                     : DataRelocation::kOther;
}

}  // namespace atomics_lab::listing
