// The functions of a Go program, which its run-time system needs and stripping
// leaves: .gopclntab.
//
// Sources: Go's own: "Go 1.2 Runtime Symbol Information" for the idea,
// internal/abi and debug/gosym (pclntab.go) for the layouts of Go 1.16, 1.18
// and 1.20.
#ifndef ATOMICS_LAB_TOOLS_ELF_GO_FUNCTIONS_H_
#define ATOMICS_LAB_TOOLS_ELF_GO_FUNCTIONS_H_

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "tools/elf/elf_image.h"

namespace atomics_lab::elf {

struct GoFunction {
  std::string_view name;  // "runtime.(*mheap).alloc"; lies in the file
  std::uint64_t address = 0;
  std::uint64_t size = 0;   // bytes, with the padding to the next function
  std::size_t section = 0;  // index
};

// Those of a linked file, by address.
// Guarantees: all lie within one section of code; none begins before the one
// before it ends; memory and time are in proportion to the file. A damaged
// table is read up to the damage. Empty if there is no table, or none in a
// layout that we know.
std::vector<GoFunction> GoFunctions(const ElfImage& image);

}  // namespace atomics_lab::elf

#endif  // ATOMICS_LAB_TOOLS_ELF_GO_FUNCTIONS_H_
