// A small number for each living thread.
#ifndef ATOMICS_LAB_COUNTERS_THREAD_INDEX_H_
#define ATOMICS_LAB_COUNTERS_THREAD_INDEX_H_

#include <cstddef>

namespace atomics_lab {

// How many threads can have an index at the same time.
inline constexpr std::size_t kMaxThreadIndex = 64;

// What every further thread gets. An array of kMaxThreadIndex + 1 elements has
// one for each index and a last one for all of these threads.
inline constexpr std::size_t kNoThreadIndex = kMaxThreadIndex;

namespace thread_index_internal {

inline constexpr std::size_t kNotAskedYet = kNoThreadIndex + 1;

// Of a trivial type and initialised by a constant, so that reading it is a load
// at a fixed distance from the thread pointer: no guard, no call.
inline constinit thread_local std::size_t index = kNotAskedYet;

// Takes an index for the calling thread and stores it in `index`. It is given
// back when the thread ends.
[[gnu::cold]] std::size_t Take();

}  // namespace thread_index_internal

// The calling thread's index.
// Guarantees: in [0, kMaxThreadIndex) and no other living thread's, or
// kNoThreadIndex if all were taken when this thread first asked. The answer
// stays the same until the thread ends. While its thread_local objects are
// destroyed it may become kNoThreadIndex: the index then belongs to others.
// Memory ordering: what a thread did before it gave its index back happens
// before what the next owner of the same index does after it first asked.
// Progress: one load and one comparison; lock-free when asked for the first
// time. Not for signal handlers that may interrupt a thread's first call.
inline std::size_t ThreadIndex() {
  const std::size_t index = thread_index_internal::index;
  if (index == thread_index_internal::kNotAskedYet) [[unlikely]] {
    return thread_index_internal::Take();
  }
  return index;
}

}  // namespace atomics_lab

#endif  // ATOMICS_LAB_COUNTERS_THREAD_INDEX_H_
