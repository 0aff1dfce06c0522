// Counters that break the contract on purpose, one way each, and always: the
// suite must say so.
#ifndef ATOMICS_LAB_TESTS_CONTRACT_BROKEN_COUNTERS_H_
#define ATOMICS_LAB_TESTS_CONTRACT_BROKEN_COUNTERS_H_

#include <atomic>
#include <cstdint>
#include <mutex>
#include <thread>

#include "counters/record.h"

namespace atomics_lab::contract {

// Keeps every claim. The broken ones differ in what they override.
template <typename V>
class Sound {
 public:
  using Value = V;

  void Add(Value delta) { value_.fetch_add(delta); }
  Value Read() const { return value_.load(); }

 protected:
  std::atomic<Value> value_{0};
};

using Honest = Sound<std::uint64_t>;

// Wraps at 32 bits.
using Narrow = Sound<std::uint32_t>;

class StartsAtOne : public Honest {
 public:
  StartsAtOne() { value_ = 1; }
};

class DropsEverything : public Honest {
 public:
  void Add(Value) {}
};

class KeepsOnlyTheLastDelta : public Honest {
 public:
  void Add(Value delta) { value_ = delta; }
};

class SharesItsValue {
 public:
  using Value = std::uint64_t;

  SharesItsValue() { shared_ = 0; }
  void Add(Value delta) { shared_.fetch_add(delta); }
  Value Read() const { return shared_.load(); }

 private:
  static inline std::atomic<Value> shared_{0};
};

// Loses the Adds of every thread but the one that made it.
class ServesItsMaker : public Honest {
 public:
  void Add(Value delta) {
    if (std::this_thread::get_id() == maker_) Honest::Add(delta);
  }

 private:
  std::thread::id maker_ = std::this_thread::get_id();
};

// Each Read is one less than the one before.
class ReadsBackwards : public Honest {
 public:
  Value Read() const { return kFirst - reads_.fetch_add(1); }

 private:
  static constexpr Value kFirst = 1'000'000;
  mutable std::atomic<Value> reads_{0};
};

// Announces an Add that nobody has begun.
class ReadsAhead : public Honest {
 public:
  Value Read() const { return Honest::Read() + 1; }
};

class CountsTwice : public Honest {
 public:
  void Add(Value delta) { Honest::Add(2 * delta); }
};

// Fills up to its limit where it should change nothing.
class FillsUp : public Honest {
 public:
  void Add(Value delta) {
    for (Value i = 0; i < delta && Read() < kLimit; ++i) Honest::Add(1);
  }

  static constexpr Value kLimit = 5000;
};

// Never reaches its limit.
class StopsShort : public Honest {
 public:
  void Add(Value delta) {
    const std::lock_guard lock(mutex_);
    if (delta < kLimit - Read()) Honest::Add(delta);
  }

  static constexpr Value kLimit = 5000;

 private:
  std::mutex mutex_;
};

// Keeps every claim of a record.
class SoundRecord {
 public:
  using Value = std::uint64_t;

  void Add(Value sample) {
    const std::lock_guard lock(mutex_);
    record_ = Including(record_, sample);
  }
  Value Read() const { return Snapshot().sum; }
  Record Snapshot() const {
    const std::lock_guard lock(mutex_);
    return record_;
  }

 private:
  mutable std::mutex mutex_;
  Record record_;
};

class RecordStartsFull : public SoundRecord {
 public:
  Record Snapshot() const {
    Record record = SoundRecord::Snapshot();
    if (record.count == 0) record.min = ~std::uint64_t{0};
    return record;
  }
};

class ForgetsTheMinimum : public SoundRecord {
 public:
  Record Snapshot() const {
    Record record = SoundRecord::Snapshot();
    record.min = record.max;
    return record;
  }
};

// Copies half of the record, lets a sample come in, and copies the other half.
class TearsItsSnapshots : public SoundRecord {
 public:
  Record Snapshot() const {
    const Record before = SoundRecord::Snapshot();
    const Record after = Including(before, before.max);
    return {.count = before.count,
            .sum = after.sum,
            .min = before.min,
            .max = after.max};
  }
};

}  // namespace atomics_lab::contract

#endif  // ATOMICS_LAB_TESTS_CONTRACT_BROKEN_COUNTERS_H_
