#include "tools/bench/latency_histogram.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace atomics_lab::bench {

std::uint64_t LatencyHistogram::MostIn(std::size_t bucket) {
  constexpr std::size_t kExact = 2 * kBucketsPerPower;
  if (bucket < kExact) return bucket;
  const std::size_t shift = bucket / kBucketsPerPower - 1;
  const std::uint64_t high = kBucketsPerPower + bucket % kBucketsPerPower;
  return (high << shift) + ((std::uint64_t{1} << shift) - 1);
}

void LatencyHistogram::Merge(const LatencyHistogram& other) {
  std::ranges::transform(
      counts_, other.counts_, counts_.begin(),
      [](std::uint64_t a, std::uint64_t b) { return a + b; });
  count_ += other.count_;
  most_ = std::max(most_, other.most_);
}

std::uint64_t LatencyHistogram::At(int permille) const {
  constexpr std::uint64_t kThousand = 1000;
  const std::uint64_t rank =
      (count_ * static_cast<std::uint64_t>(permille) + kThousand - 1) /
      kThousand;
  std::uint64_t below = 0;
  for (std::size_t bucket = 0; bucket < kBuckets && count_ > 0; ++bucket) {
    below += counts_[bucket];
    if (below >= rank) return std::min(MostIn(bucket), most_);
  }
  return 0;
}

}  // namespace atomics_lab::bench
