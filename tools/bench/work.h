// What one thread of a run does.
#ifndef ATOMICS_LAB_TOOLS_BENCH_WORK_H_
#define ATOMICS_LAB_TOOLS_BENCH_WORK_H_

#include <atomic>
#include <cstdint>

#include "counters/probes.h"
#include "tools/bench/mix.h"
#include "tools/bench/subject.h"

namespace atomics_lab::bench {

// What the mix works on, new.
// Requires: the mix has no sections, or the subject is a lock.
ErasedObject NewObject(const Subject& subject, const Mix& mix);

// Does the mix's operations on `object` again and again until `stop` is set,
// for one round at least; returns how many operations: increments, and reads
// where the mix has them. A round is kBatch increments, or the mix's adds and
// their read; of sections, as many as last 10 µs together, at most kBatch. May
// be called by several threads at once. Requires: `object` points to what
// NewObject made for the mix; `stop` is on no cache line that anything writes
// to meanwhile. Memory ordering: relaxed. It orders nothing but what the
// counter's own operations do.
std::uint64_t WorkUntil(const std::atomic<bool>& stop, const Subject& subject,
                        void* object, const Mix& mix);

}  // namespace atomics_lab::bench

#endif  // ATOMICS_LAB_TOOLS_BENCH_WORK_H_
