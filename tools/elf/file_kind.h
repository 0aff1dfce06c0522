// Says what a file is when it is not an ELF file that can be read here.
#ifndef ATOMICS_LAB_TOOLS_ELF_FILE_KIND_H_
#define ATOMICS_LAB_TOOLS_ELF_FILE_KIND_H_

#include <cstdint>
#include <string>

#include "tools/elf/byte_cursor.h"

namespace atomics_lab::elf {

// The rest of a sentence that begins with the file's name, for bytes that do
// not start with the ELF magic number: "is an ar archive; …".
std::string DescribeNonElf(Bytes bytes);

// A machine's name by its e_machine number: "RISC-V", "machine number 7".
// Source: System V ABI, "Object Files", e_machine.
std::string MachineName(std::uint16_t machine);

}  // namespace atomics_lab::elf

#endif  // ATOMICS_LAB_TOOLS_ELF_FILE_KIND_H_
