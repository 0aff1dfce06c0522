// Relocations: what a linker would write where.
//
// Sources: System V ABI, "Relocation"; its AMD64 supplement, "Relocation
// Types"; ELF for the Arm 64-bit Architecture, "Relocation".
#ifndef ATOMICS_LAB_TOOLS_LISTING_RELOCATIONS_H_
#define ATOMICS_LAB_TOOLS_LISTING_RELOCATIONS_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "tools/listing/elf_image.h"

namespace atomics_lab::listing {

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

// True if the relocated field counts from its own place, as all x86-64
// branches and rip-relative operands do.
bool IsPcRelativeX86(std::uint32_t type);

// True if the relocated field refers to a slot of the global offset table that
// holds the symbol's address.
bool ThroughOffsetTable(Architecture architecture, std::uint32_t type);

// What eight bytes of data become.
enum class DataRelocation {
  kOther,         // nothing that can be known without running a loader
  kRelative,      // the addend, from the file's own base
  kAddress,       // the symbol's address plus the addend
  kThreadOffset,  // the symbol's distance from the thread pointer
};
DataRelocation DataRelocationOf(Architecture architecture, std::uint32_t type);

}  // namespace atomics_lab::listing

#endif  // ATOMICS_LAB_TOOLS_LISTING_RELOCATIONS_H_
