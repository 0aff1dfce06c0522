// Relocations: what a linker would write where.
//
// Sources: System V ABI, "Relocation"; its AMD64 supplement, "Relocation
// Types"; ELF for the Arm 64-bit Architecture, "Relocation".
#ifndef ATOMICS_LAB_TOOLS_ELF_RELOCATIONS_H_
#define ATOMICS_LAB_TOOLS_ELF_RELOCATIONS_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "tools/elf/elf_image.h"

namespace atomics_lab::elf {

struct Relocation {
  std::uint64_t offset = 0;  // in the section it applies to; in a linked file
                             // the address
  std::uint32_t type = 0;    // R_X86_64_… or R_AARCH64_…
  std::uint32_t symbol = 0;  // index
  std::int64_t addend = 0;
};

// The entries of one SHT_RELA section, in its order.
std::vector<Relocation> ReadRelocations(const ElfImage& image,
                                        std::size_t rela_section);

// What applies to a section of a relocatable object, by offset. Both machines
// use one SHT_RELA section for each section; further ones are not read.
std::vector<Relocation> RelocationsFor(const ElfImage& image,
                                       std::size_t section);

}  // namespace atomics_lab::elf

#endif  // ATOMICS_LAB_TOOLS_ELF_RELOCATIONS_H_
