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

// Finds the number of a thing that somebody else stores; numbers are dense from
// 0. A slot is 4 bytes: the number takes the bits of the hash that say where a
// slot is looked for, and the others stay, so that few things are looked at in
// vain.
class FlatIndex {
 public:
  static constexpr std::uint32_t kNone = ~std::uint32_t{0};

  FlatIndex() : slots_(kFirstSlots, kEmpty) {}

  // The number with that hash for which equal(number); kNone if there is none.
  template <typename Equal>
  std::uint32_t Find(std::uint32_t hash, const Equal& equal) const {
    const std::uint32_t mask = Mask();
    for (std::uint32_t i = hash & mask; slots_[i] != kEmpty;
         i = (i + 1) & mask) {
      const std::uint32_t number = slots_[i] & mask;
      if (((slots_[i] ^ hash) & ~mask) == 0 && equal(number)) return number;
    }
    return kNone;
  }

  // Gives the next number to a thing that is not in it. Growing asks
  // hash_of(number) of all that are.
  template <typename HashOf>
  std::uint32_t Add(std::uint32_t hash, const HashOf& hash_of) {
    if (IsTooSmallFor(size_ + std::size_t{1}, slots_.size())) Grow(hash_of);
    Place(hash, size_);
    return size_++;
  }

  std::uint32_t size() const { return size_; }
  std::size_t Memory() const { return slots_.size() * sizeof(slots_[0]); }

  // Bytes that `more` additions may take for a moment on top of Memory().
  std::size_t GrowthFor(std::size_t more) const {
    std::size_t slots = slots_.size();
    while (IsTooSmallFor(size_ + more, slots)) slots *= 2;
    return (slots - slots_.size()) * sizeof(slots_[0]);
  }

 private:
  // (No number reaches it: some slots are always empty.)
  static constexpr std::uint32_t kEmpty = ~std::uint32_t{0};
  static constexpr std::size_t kFirstSlots = 256;

  static bool IsTooSmallFor(std::size_t things, std::size_t slots) {
    return 4 * things > 3 * slots;
  }

  std::uint32_t Mask() const {
    return static_cast<std::uint32_t>(slots_.size() - 1);
  }

  void Place(std::uint32_t hash, std::uint32_t number) {
    const std::uint32_t mask = Mask();
    std::uint32_t i = hash & mask;
    while (slots_[i] != kEmpty) i = (i + 1) & mask;
    slots_[i] = (hash & ~mask) | number;
  }

  // Never holds the old slots and the new ones at once.
  template <typename HashOf>
  void Grow(const HashOf& hash_of) {
    const std::size_t slots = 2 * slots_.size();
    slots_ = {};
    slots_.resize(slots, kEmpty);
    for (std::uint32_t i = 0; i < size_; ++i) Place(hash_of(i), i);
  }

  std::vector<std::uint32_t> slots_;  // a power of two of them
  std::uint32_t size_ = 0;
};

}  // namespace atomics_lab::explore

#endif  // ATOMICS_LAB_TOOLS_EXPLORE_FLAT_INDEX_H_
