// Threads' own memory, and the registers that lead to it.
#ifndef ATOMICS_LAB_TOOLS_PROGRAM_THREADS_H_
#define ATOMICS_LAB_TOOLS_PROGRAM_THREADS_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "tools/explore/program.h"
#include "tools/isa/register_file.h"
#include "tools/program/image.h"

namespace atomics_lab::program {

// What the link register or the top of the stack holds at the start: no code
// lies there.
inline constexpr std::uint64_t kReturnAddress = 0x7e7e7e7e7e70;

// The registers with which a function is called on that memory.
std::vector<explore::RegisterValue> CallRegisters(
    const isa::CallingConvention& calls, const OwnMemory& own,
    const std::vector<std::uint64_t>& arguments);

// Thread number `index` with its own memory: at the same addresses in each
// thread if `own_is_private`.
explore::Thread MakeThread(const Image& image,
                           const isa::CallingConvention& calls,
                           std::size_t index, bool own_is_private,
                           const std::vector<std::uint64_t>& arguments);

// Whether a program calls the kernel that is modelled.
bool UsesKernel(const explore::Program& program);
explore::MemoryRegion KernelMemory();

// The file's memory, the kernel's if need be, and whatever is added to it.
std::vector<explore::MemoryRegion> SharedMemory(
    const Image& image, const explore::Program& program);

}  // namespace atomics_lab::program

#endif  // ATOMICS_LAB_TOOLS_PROGRAM_THREADS_H_
