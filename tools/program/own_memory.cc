// What lies at which address in a thread's own memory.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <utility>
#include <vector>

#include "tools/isa/thread_storage.h"
#include "tools/program/image.h"

namespace atomics_lab::program {
namespace {

constexpr std::int64_t kPage = 4096;
constexpr std::uint64_t kStackSize = 4096;
constexpr std::uint64_t kStackOffset = 0x100000;
constexpr std::uint64_t kThreadPointerOffset = 0x800000;

isa::ThreadStorage StorageOf(const Image& image) {
  return isa::ThreadStorageOf(image.architecture, image.thread_storage.size(),
                              image.thread_storage_alignment);
}

}  // namespace

OwnMemory MakeOwnMemory(const Image& image, std::uint64_t slot) {
  const isa::ThreadStorage storage = StorageOf(image);
  const std::uint64_t base = kOwn + slot * kOwnStride;
  OwnMemory own;
  own.thread_pointer = base + kThreadPointerOffset;
  // A frame for the return address that a caller would have pushed.
  own.stack_pointer = base + kStackOffset + kStackSize - 64;
  std::vector<std::uint8_t> local(
      static_cast<std::size_t>(storage.end - storage.begin));
  std::copy(image.thread_storage.begin(), image.thread_storage.end(),
            local.begin() + (storage.block - storage.begin));
  if (storage.self_pointer) {
    std::memcpy(local.data() - storage.begin, &own.thread_pointer, 8);
  }
  std::vector<std::uint8_t> heap(kHeapSize);
  const std::uint64_t heap_at =
      own.thread_pointer +
      static_cast<std::uint64_t>(HeapFromThreadPointer(image));
  const std::uint64_t cursor = heap_at + 64;
  std::memcpy(heap.data(), &cursor, sizeof(cursor));
  own.regions = {
      {base + kStackOffset, std::vector<std::uint8_t>(kStackSize), "stack"},
      {own.thread_pointer + static_cast<std::uint64_t>(storage.begin),
       std::move(local), "thread-local storage"},
      {heap_at, std::move(heap), "heap"}};
  return own;
}

std::int64_t HeapFromThreadPointer(const Image& image) {
  const std::int64_t end = StorageOf(image).end;
  return (end + 2 * kPage) & -kPage;
}

}  // namespace atomics_lab::program
