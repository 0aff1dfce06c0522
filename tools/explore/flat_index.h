// From hashes to numbers: the open-addressed half of every table here.
#ifndef ATOMICS_LAB_TOOLS_EXPLORE_FLAT_INDEX_H_
#define ATOMICS_LAB_TOOLS_EXPLORE_FLAT_INDEX_H_

#include <cstddef>
#include <cstdint>
#include <vector>

namespace atomics_lab::explore {

// One step of a multiplicative hash; FinishHash keeps the better half.
inline std::uint64_t MixHash(std::uint64_t hash, std::uint64_t word) {
  hash = (hash ^ word) * 0x9e3779b97f4a7c15U;
  return hash ^ (hash >> 29);
}
inline std::uint32_t FinishHash(std::uint64_t hash) {
  return static_cast<std::uint32_t>((hash * 0xd6e8feb86659fd93U) >> 32);
}

// Finds the number of a thing that somebody else stores. A slot is 8 bytes: the
// whole hash and the number, so that growing never looks at the things.
class FlatIndex {
 public:
  static constexpr std::uint32_t kNone = ~std::uint32_t{0};

  FlatIndex() : slots_(kFirstSlots, kEmpty) {}

  // The number with that hash for which equal(number); kNone if there is none.
  template <typename Equal>
  std::uint32_t Find(std::uint32_t hash, const Equal& equal) const {
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t i = hash & mask; slots_[i] != kEmpty; i = (i + 1) & mask) {
      const auto number = static_cast<std::uint32_t>(slots_[i]);
      if (slots_[i] >> 32 == hash && equal(number)) return number;
    }
    return kNone;
  }

  // Requires: `number` is not in it.
  void Insert(std::uint32_t hash, std::uint32_t number) {
    if (3 * ++size_ > 2 * slots_.size()) Grow();
    Place(std::uint64_t{hash} << 32 | number);
  }

  std::size_t Memory() const { return slots_.size() * sizeof(slots_[0]); }

  // Bytes that `more` insertions may take for a moment on top of Memory().
  std::size_t GrowthFor(std::size_t more) const {
    return 3 * (size_ + more) > 2 * slots_.size() ? 2 * Memory() : 0;
  }

 private:
  static constexpr std::uint64_t kEmpty = ~std::uint64_t{0};
  static constexpr std::size_t kFirstSlots = 256;

  void Place(std::uint64_t slot) {
    const std::size_t mask = slots_.size() - 1;
    std::size_t i = (slot >> 32) & mask;
    while (slots_[i] != kEmpty) i = (i + 1) & mask;
    slots_[i] = slot;
  }

  void Grow() {
    std::vector<std::uint64_t> old(2 * slots_.size(), kEmpty);
    old.swap(slots_);
    for (const std::uint64_t slot : old) {
      if (slot != kEmpty) Place(slot);
    }
  }

  std::vector<std::uint64_t> slots_;  // a power of two of them
  std::size_t size_ = 0;
};

}  // namespace atomics_lab::explore

#endif  // ATOMICS_LAB_TOOLS_EXPLORE_FLAT_INDEX_H_
