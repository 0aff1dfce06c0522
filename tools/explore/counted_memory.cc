#include "tools/explore/counted_memory.h"

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <new>

namespace atomics_lab::explore {
namespace {

std::size_t allocated = 0;
std::size_t most = 0;
std::size_t at_last_asking = 0;

}  // namespace

std::size_t PeakSinceLastAsked() {
  const std::size_t peak = most - at_last_asking;
  most = at_last_asking = allocated;
  return peak;
}

}  // namespace atomics_lab::explore

namespace {

using atomics_lab::explore::allocated;
using atomics_lab::explore::most;

// In front of each block stands its size, in as much room as keeps the block
// aligned for everything.
constexpr std::size_t kInFront = alignof(std::max_align_t);

}  // namespace

void* operator new(std::size_t size) {
  void* const whole = std::malloc(size + kInFront);
  if (whole == nullptr) std::abort();
  *static_cast<std::size_t*>(whole) = size;
  allocated += size;
  most = std::max(most, allocated);
  return static_cast<char*>(whole) + kInFront;
}

// The library's own calls the one above; a sanitizer's would not.
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  return operator new(size);
}

void operator delete(void* block) noexcept {
  if (block == nullptr) return;
  char* const whole = static_cast<char*>(block) - kInFront;
  allocated -= *reinterpret_cast<const std::size_t*>(whole);
  std::free(whole);
}

void operator delete(void* block, std::size_t) noexcept {
  operator delete(block);
}
