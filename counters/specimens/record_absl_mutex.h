// Count, sum, minimum and maximum behind an absl::Mutex.
#ifndef ATOMICS_LAB_COUNTERS_SPECIMENS_RECORD_ABSL_MUTEX_H_
#define ATOMICS_LAB_COUNTERS_SPECIMENS_RECORD_ABSL_MUTEX_H_

#include <cstdint>
#include <string_view>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "counters/counter.h"
#include "counters/record.h"

namespace atomics_lab {

// What a mutex can do and fetch_add cannot: hold more memory. The four numbers
// change together, because nobody looks while they do. Four atomic integers
// would each be right and together be of no one moment.
//
// What the hardware does: as AbslMutex, two calls into Abseil; in between,
// ordinary loads, compares and stores, as many as the record needs.
class RecordAbslMutex {
 public:
  using Value = std::uint64_t;

  static constexpr Claims kClaims{.lossless = true,
                                  .progress = Progress::kBlocking,
                                  .ordering = Ordering::kMutex,
                                  .width_bits = 64,
                                  .reads = Reads::kLinearizable};
  static constexpr std::string_view kSummary =
      "count, sum, min and max behind absl::Mutex";

  // Guarantees: records `sample`; the sum is modulo 2^64. Blocks while another
  // thread is inside.
  // Memory ordering: mutex. Acquire on entry, release on exit.
  //
  // ASM Add *: call Mutex::lock…load…store…call Mutex::unlock
  //     never atomic, load-linked, fence; no loop
  void Add(Value sample) {
    const absl::MutexLock lock(mutex_);
    record_ = Including(record_, sample);
  }

  // Guarantees: returns the sum at a moment of the call.
  // Memory ordering: mutex.
  //
  // ASM Read *: call Mutex::lock…load…call Mutex::unlock; exactly 1 load
  Value Read() const { return Snapshot().sum; }

  // Guarantees: returns the record at a moment of the call.
  // Memory ordering: mutex.
  //
  // ASM Snapshot *: call Mutex::lock…load…call Mutex::unlock; never atomic
  Record Snapshot() const {
    const absl::MutexLock lock(mutex_);
    return record_;
  }

 private:
  mutable absl::Mutex mutex_;
  Record record_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace atomics_lab

#endif  // ATOMICS_LAB_COUNTERS_SPECIMENS_RECORD_ABSL_MUTEX_H_
