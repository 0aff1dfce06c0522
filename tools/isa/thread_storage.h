// What an operating system lays down for each instruction set: thread-local
// storage around the thread pointer, and numbers of system calls.
//
// Sources: Drepper, "ELF Handling For Thread-Local Storage" (2013), sections 3
// and 4.4.6; ELF for the Arm 64-bit Architecture, "Thread Local Storage";
// Linux, arch/x86/entry/syscalls/syscall_64.tbl and
// include/uapi/asm-generic/unistd.h.
#ifndef ATOMICS_LAB_TOOLS_ISA_THREAD_STORAGE_H_
#define ATOMICS_LAB_TOOLS_ISA_THREAD_STORAGE_H_

#include <cstdint>

#include "tools/listing/listing.h"

namespace atomics_lab::isa {

struct ThreadStorage {
  // From the thread pointer to the program's own block.
  std::int64_t block = 0;
  // What a thread has, from the thread pointer: [begin, end).
  std::int64_t begin = 0;
  std::int64_t end = 0;
  // True if the thread pointer points to its own value.
  bool self_pointer = false;
};

// For a block of `size` bytes. Requires: `alignment` is a power of two.
ThreadStorage ThreadStorageOf(listing::Architecture architecture,
                              std::uint64_t size, std::uint64_t alignment);

// The number of Linux's futex(2).
std::uint64_t FutexCall(listing::Architecture architecture);

}  // namespace atomics_lab::isa

#endif  // ATOMICS_LAB_TOOLS_ISA_THREAD_STORAGE_H_
