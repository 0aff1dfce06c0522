#include "tools/isa/thread_storage.h"

#include <cstdint>

#include "tools/elf/by_architecture.h"
#include "tools/listing/listing.h"

namespace atomics_lab::isa {
namespace {

// The part of a C library's thread control block that compilers know: the self
// pointer and the stack protector's canary at 0x28.
constexpr std::int64_t kX86ControlBlock = 64;
constexpr std::uint64_t kAArch64ControlBlock = 16;

std::int64_t RoundUp(std::uint64_t size, std::uint64_t alignment) {
  return static_cast<std::int64_t>((size + alignment - 1) & ~(alignment - 1));
}

// Below the control block that the register points to.
ThreadStorage X86Storage(std::uint64_t size, std::uint64_t alignment) {
  const std::int64_t below = RoundUp(size, alignment);
  return {.block = -below,
          .begin = -below,
          .end = kX86ControlBlock,
          .self_pointer = true};
}

// Behind it.
ThreadStorage AArch64Storage(std::uint64_t size, std::uint64_t alignment) {
  const std::int64_t block = RoundUp(kAArch64ControlBlock, alignment);
  return {.block = block,
          .begin = 0,
          .end = block + static_cast<std::int64_t>(size)};
}

}  // namespace

using elf::ByArchitecture;

ThreadStorage ThreadStorageOf(listing::Architecture architecture,
                              std::uint64_t size, std::uint64_t alignment) {
  return ByArchitecture(X86Storage, AArch64Storage)[architecture](size,
                                                                  alignment);
}

std::uint64_t FutexCall(listing::Architecture architecture) {
  return ByArchitecture<std::uint64_t>(202, 98)[architecture];
}

}  // namespace atomics_lab::isa
