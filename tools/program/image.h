// A file's data as memory: what stands where before anything runs.
//
// Sources: System V ABI, "Program Loading" and "Relocation"; Drepper, "ELF
// Handling For Thread-Local Storage" (2013).
#ifndef ATOMICS_LAB_TOOLS_PROGRAM_IMAGE_H_
#define ATOMICS_LAB_TOOLS_PROGRAM_IMAGE_H_

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "tools/explore/program.h"
#include "tools/listing/listing.h"

namespace atomics_lab::program {

// A variable's place.
struct Variable {
  std::uint64_t address = 0;
  std::uint64_t size = 0;  // bytes; 0: unknown
};

// A linked file lies at its link address; sections of an object are laid out
// one after the other, at addresses made up here. Relocations that need no
// loader are applied: to the file's own symbols, to `outside`, and to
// thread-local ones of the initial-exec model. What else a loader would fill in
// stays 0.
struct Image {
  listing::Architecture architecture = listing::Architecture::kX86_64;
  std::vector<explore::MemoryRegion> regions;  // by address
  // By mangled name. Names that several symbols have are left out, and
  // thread-local ones, which have no address.
  std::map<std::string, Variable, std::less<>> variables;
  // The initial bytes of thread-local storage.
  std::vector<std::uint8_t> thread_storage;
  std::uint64_t thread_storage_alignment = 1;

  // Of a variable, mangled or as C++ has it, if only one is called that.
  std::optional<Variable> Find(std::string_view name) const;
};

// Errors: as listing::Binary::Open; InvalidArgument for a file with more than
// 64 MiB of data.
absl::StatusOr<Image> OpenImage(
    const std::string& path,
    const std::map<std::string, Variable, std::less<>>& outside = {});

// Where things lie that no file places.
inline constexpr std::uint64_t kCells = 0x7d0000000000;
inline constexpr std::uint64_t kCounter = 0x7e0000000000;
inline constexpr std::uint64_t kKernel = 0x7e8000000000;
inline constexpr std::uint64_t kOwn = 0x7f0000000000;
// Between one thread's own memory and the next one's.
inline constexpr std::uint64_t kOwnStride = 0x1000000;

// What each thread has for itself: stack, thread-local storage, heap. `slot`
// places it; threads that share a slot have the same addresses.
struct OwnMemory {
  std::vector<explore::MemoryRegion> regions;  // stack, storage, heap
  std::uint64_t stack_pointer = 0;
  std::uint64_t thread_pointer = 0;
};
OwnMemory MakeOwnMemory(const Image& image, std::uint64_t slot);

// The heap: a cursor in its first word.
// It is reached from the thread pointer, so that code can be shared by threads.
inline constexpr std::uint64_t kHeapSize = 1024;
std::int64_t HeapFromThreadPointer(const Image& image);

}  // namespace atomics_lab::program

#endif  // ATOMICS_LAB_TOOLS_PROGRAM_IMAGE_H_
