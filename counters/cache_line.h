// How far apart data must lie so that threads do not meet.
#ifndef ATOMICS_LAB_COUNTERS_CACHE_LINE_H_
#define ATOMICS_LAB_COUNTERS_CACHE_LINE_H_

#include <cstddef>

namespace atomics_lab {

// Bytes. Lines have 64 bytes on most cores of both architectures, but some
// AArch64 cores have 128, and x86-64 cores prefetch lines in pairs (Intel 64
// and IA-32 Architectures Optimization Reference Manual, "Data Prefetching":
// spatial prefetcher).
inline constexpr std::size_t kCacheLine = 128;

}  // namespace atomics_lab

#endif  // ATOMICS_LAB_COUNTERS_CACHE_LINE_H_
