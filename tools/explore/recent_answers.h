// Answers that may be forgotten.
#ifndef ATOMICS_LAB_TOOLS_EXPLORE_RECENT_ANSWERS_H_
#define ATOMICS_LAB_TOOLS_EXPLORE_RECENT_ANSWERS_H_

#include <cstddef>
#include <cstdint>
#include <vector>

namespace atomics_lab::explore {

// By two numbers, of which the first is never the greatest there is. A newer
// answer pushes out the older one in its slot, so that the table stays in the
// processor's cache, and grows only while it is asked in vain too often.
template <typename Answer>
class RecentAnswers {
 public:
  // `bytes`: at most, unless that is too small for any.
  explicit RecentAnswers(std::size_t bytes) : bytes_(bytes) {
    Resize(kFirstEntries);
  }

  // nullptr if it is not known, or not any more. Valid until the next Keep.
  const Answer* Find(std::uint32_t a, std::uint32_t b) const {
    const Entry& entry = entries_[SlotOf(a, b)];
    return entry.a == a && entry.b == b ? &entry.answer : nullptr;
  }

  // Requires: Find did not find it.
  const Answer* Keep(std::uint32_t a, std::uint32_t b, const Answer& answer) {
    if (++misses_ > 2 * entries_.size() && MayGrow()) {
      Resize(kGrowth * entries_.size());
    }
    Entry& entry = entries_[SlotOf(a, b)];
    entry = {.a = a, .b = b, .answer = answer};
    return &entry.answer;
  }

  std::size_t Memory() const { return entries_.size() * sizeof(Entry); }
  // Bytes that one more answer may take on top of Memory().
  std::size_t GrowthForOne() const {
    return MayGrow() ? (kGrowth - 1) * Memory() : 0;
  }

 private:
  static constexpr std::size_t kFirstEntries = std::size_t{1} << 10;
  static constexpr std::size_t kMostEntries = std::size_t{1} << 20;
  static constexpr std::size_t kGrowth = 4;

  struct Entry {
    std::uint32_t a = ~std::uint32_t{0};
    std::uint32_t b = 0;
    Answer answer;
  };

  std::size_t SlotOf(std::uint32_t a, std::uint32_t b) const {
    const std::uint64_t both = std::uint64_t{a} << 32 | b;
    return (both * 0x9e3779b97f4a7c15U >> 40) & mask_;
  }

  bool MayGrow() const {
    return entries_.size() < kMostEntries && kGrowth * Memory() <= bytes_;
  }

  // Forgets all, so that the old entries and the new ones are never there at
  // once.
  void Resize(std::size_t entries) {
    entries_ = {};
    entries_.resize(entries);
    mask_ = entries - 1;
    misses_ = 0;
  }

  std::size_t bytes_;
  std::vector<Entry> entries_;  // a power of two of them
  std::size_t mask_ = 0;
  std::size_t misses_ = 0;
};

}  // namespace atomics_lab::explore

#endif  // ATOMICS_LAB_TOOLS_EXPLORE_RECENT_ANSWERS_H_
