// Counts of times, in fixed memory, from which percentiles are read.
#ifndef ATOMICS_LAB_TOOLS_BENCH_LATENCY_HISTOGRAM_H_
#define ATOMICS_LAB_TOOLS_BENCH_LATENCY_HISTOGRAM_H_

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace atomics_lab::bench {

// Log-linear: values below 128 have a bucket each; above, each power of two has
// 64 buckets of the same width. So a value that is read from it is at most 1/64
// greater than one that was added, and never smaller. 30 KB, whatever is added.
// The unit of values is the caller's.
// Thread safety: none. Each thread has its own, and they are merged after.
class LatencyHistogram {
 public:
  static constexpr std::size_t kBucketsPerPower = 64;

  void Add(std::uint64_t value) {
    ++counts_[BucketOf(value)];
    ++count_;
    if (value > most_) most_ = value;
  }

  // Adds all that was added to `other`.
  void Merge(const LatencyHistogram& other);

  std::uint64_t count() const { return count_; }
  // Exact; 0 if nothing was added.
  std::uint64_t most() const { return most_; }

  // The least value that is not less than `permille` thousandths of those that
  // were added, as the greatest value of its bucket; 0 if nothing was added.
  // Requires: 0 < `permille` <= 1000.
  std::uint64_t At(int permille) const;

 private:
  // 2^6 is the number of buckets for a power of two.
  static constexpr int kBits = 6;
  static constexpr std::size_t kPowers = 64 - kBits;
  static constexpr std::size_t kBuckets = (kPowers + 1) * kBucketsPerPower;

  // How many low bits the bucket of a value leaves out.
  static constexpr int ShiftOf(std::uint64_t value) {
    const int width = std::bit_width(value);
    return width > kBits + 1 ? width - kBits - 1 : 0;
  }
  static constexpr std::size_t BucketOf(std::uint64_t value) {
    const int shift = ShiftOf(value);
    return static_cast<std::size_t>(shift) * kBucketsPerPower +
           static_cast<std::size_t>(value >> shift);
  }
  // The greatest value in a bucket.
  static std::uint64_t MostIn(std::size_t bucket);

  std::array<std::uint64_t, kBuckets> counts_{};
  std::uint64_t count_ = 0;
  std::uint64_t most_ = 0;
};

}  // namespace atomics_lab::bench

#endif  // ATOMICS_LAB_TOOLS_BENCH_LATENCY_HISTOGRAM_H_
