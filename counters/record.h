// What a counter can keep beside the count.
#ifndef ATOMICS_LAB_COUNTERS_RECORD_H_
#define ATOMICS_LAB_COUNTERS_RECORD_H_

#include <algorithm>
#include <concepts>
#include <cstdint>
#include <ostream>

namespace atomics_lab {

// Of the samples so far. All four are zero while there is none; the sum is
// modulo the specimen's width.
struct Record {
  std::uint64_t count = 0;
  std::uint64_t sum = 0;
  std::uint64_t min = 0;
  std::uint64_t max = 0;

  friend bool operator==(const Record&, const Record&) = default;
  friend std::ostream& operator<<(std::ostream& out, const Record& record) {
    return out << "{count " << record.count << ", sum " << record.sum
               << ", min " << record.min << ", max " << record.max << "}";
  }
};

// Guarantees: `record` with one more sample.
constexpr Record Including(const Record& record, std::uint64_t sample) {
  return {.count = record.count + 1,
          .sum = record.sum + sample,
          .min = record.count == 0 ? sample : std::min(record.min, sample),
          .max = std::max(record.max, sample)};
}

// A counter that records samples: Add(sample) is one of them, Read returns
// their sum, and Snapshot all four numbers, of one and the same moment.
template <typename C>
concept HasSnapshot = requires(const C& counter) {
  { counter.Snapshot() } -> std::same_as<Record>;
};

}  // namespace atomics_lab

#endif  // ATOMICS_LAB_COUNTERS_RECORD_H_
