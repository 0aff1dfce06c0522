// What ELF files of one machine have and those of another do not: one file for
// each, x86_64_machine.cc and aarch64_machine.cc.
//
// Sources: System V ABI, AMD64 supplement, "Relocation Types" and "Procedure
// Linkage Table"; ELF for the Arm 64-bit Architecture, "Relocation"; for what
// linkers write into the linkage table, GNU ld and LLD.
#ifndef ATOMICS_LAB_TOOLS_ELF_MACHINE_H_
#define ATOMICS_LAB_TOOLS_ELF_MACHINE_H_

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "tools/elf/architecture.h"
#include "tools/elf/byte_cursor.h"

namespace atomics_lab::elf {

// What eight bytes of data become.
enum class DataRelocation {
  kOther,         // nothing that can be known without running a loader
  kRelative,      // the addend, from the file's own base
  kAddress,       // the symbol's address plus the addend
  kThreadOffset,  // the symbol's distance from the thread pointer
};

// Types are those of Relocation::type.
struct Machine {
  std::string_view name;     // as people write it: "x86-64"
  std::uint16_t number = 0;  // e_machine: EM_…

  // True if nothing is to be relocated.
  bool (*is_none)(std::uint32_t type) = nullptr;

  // True if the relocated field of an instruction counts from its own place,
  // while the instruction means its own end.
  bool (*counts_from_itself)(std::uint32_t type) = nullptr;

  // True if the relocated field refers to a slot of the global offset table
  // that holds the symbol's address.
  bool (*through_offset_table)(std::uint32_t type) = nullptr;

  // What DataRelocationOf tells apart.
  std::uint32_t relative = 0;
  std::array<std::uint32_t, 3> address = {};
  std::uint32_t thread_offset = 0;

  // The slot of the global offset table that a stub of the linkage table jumps
  // through; absent if the bytes are no such stub.
  std::optional<std::uint64_t> (*slot_of_stub)(Bytes stub,
                                               std::uint64_t address) = nullptr;
};

const Machine& MachineFor(Architecture architecture);

DataRelocation DataRelocationOf(const Machine& machine, std::uint32_t type);

// Each is in a file of its own; everybody else uses MachineFor.
const Machine& X86_64Machine();
const Machine& AArch64Machine();

// Absent if files of that machine (e_machine) are not read.
std::optional<Architecture> ArchitectureOf(std::uint16_t machine);

// For messages: "x86-64 and AArch64".
std::string ArchitecturesRead();

}  // namespace atomics_lab::elf

#endif  // ATOMICS_LAB_TOOLS_ELF_MACHINE_H_
