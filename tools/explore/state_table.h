// Interned global states: so many words each, side by side.
#ifndef ATOMICS_LAB_TOOLS_EXPLORE_STATE_TABLE_H_
#define ATOMICS_LAB_TOOLS_EXPLORE_STATE_TABLE_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "tools/explore/flat_index.h"

namespace atomics_lab::explore {

// A state of N threads is N + 1 words: their LocalStates and the memory's
// number. States are numbered in the order in which they come, so that a
// breadth-first search needs no queue: it is a cursor.
class StateTable {
 public:
  static constexpr std::uint32_t kNone = FlatIndex::kNone;

  explicit StateTable(std::size_t width) : width_(width) {}

  // Guarantees: stays where it is.
  const std::uint32_t* operator[](std::uint32_t state) const {
    return &chunks_[state / kChunk][state % kChunk * width_];
  }

  std::uint32_t Find(const std::uint32_t* words) const {
    return Find(words, HashOf(words));
  }

  std::uint32_t Intern(const std::uint32_t* words) {
    const std::uint32_t hash = HashOf(words);
    const std::uint32_t known = Find(words, hash);
    return known != kNone ? known : Append(words, hash);
  }

  std::uint32_t size() const { return size_; }

  std::size_t Memory() const {
    return index_.Memory() + chunks_.size() * kChunk * width_ * sizeof(Word);
  }
  // Bytes that `more` states may take for a moment on top of Memory().
  std::size_t GrowthFor(std::size_t more) const {
    return index_.GrowthFor(more) + kChunk * width_ * sizeof(Word);
  }

 private:
  using Word = std::uint32_t;
  static constexpr std::size_t kChunk = std::size_t{1} << 12;

  std::uint32_t HashOf(const Word* words) const {
    std::uint64_t hash = 0;
    for (std::size_t i = 0; i < width_; ++i) hash = MixHash(hash, words[i]);
    return FinishHash(hash);
  }

  std::uint32_t Find(const Word* words, std::uint32_t hash) const {
    return index_.Find(hash, [&](std::uint32_t state) {
      return std::equal(words, words + width_, (*this)[state]);
    });
  }

  std::uint32_t Append(const Word* words, std::uint32_t hash) {
    if (size_ % kChunk == 0) {
      chunks_.push_back(
          std::make_unique_for_overwrite<Word[]>(kChunk * width_));
    }
    std::copy_n(words, width_, &chunks_.back()[size_ % kChunk * width_]);
    index_.Insert(hash, size_);
    return size_++;
  }

  std::size_t width_;
  FlatIndex index_;
  std::vector<std::unique_ptr<Word[]>> chunks_;
  std::uint32_t size_ = 0;
};

}  // namespace atomics_lab::explore

#endif  // ATOMICS_LAB_TOOLS_EXPLORE_STATE_TABLE_H_
