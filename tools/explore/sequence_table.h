// Interned sequences of words: memory contents and threads' states.
#ifndef ATOMICS_LAB_TOOLS_EXPLORE_SEQUENCE_TABLE_H_
#define ATOMICS_LAB_TOOLS_EXPLORE_SEQUENCE_TABLE_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "absl/types/span.h"
#include "tools/explore/chunked_vector.h"
#include "tools/explore/flat_index.h"

namespace atomics_lab::explore {

// Equal sequences have equal numbers, dense from 0.
class SequenceTable {
 public:
  using Sequence = absl::Span<const std::uint64_t>;

  std::uint32_t Intern(Sequence words) {
    const std::uint32_t hash = HashOf(words);
    const std::uint32_t known = index_.Find(
        hash, [&](std::uint32_t number) { return (*this)[number] == words; });
    if (known != FlatIndex::kNone) return known;
    sequences_.push_back(Keep(words));
    return index_.Add(
        hash, [&](std::uint32_t number) { return HashOf((*this)[number]); });
  }

  // Guarantees: stays where it is.
  Sequence operator[](std::uint32_t number) const { return sequences_[number]; }

  std::uint32_t size() const { return index_.size(); }

  std::size_t Memory() const {
    return index_.Memory() + sequences_.Memory() +
           kept_ * sizeof(std::uint64_t);
  }

 private:
  static constexpr std::size_t kChunk = std::size_t{1} << 12;

  Sequence Keep(Sequence words) {
    if (words.size() > room_) {
      room_ = std::max(kChunk, words.size());
      kept_ += room_;
      chunks_.push_back(std::make_unique_for_overwrite<std::uint64_t[]>(room_));
      next_ = chunks_.back().get();
    }
    std::uint64_t* const begin = next_;
    next_ = std::copy(words.begin(), words.end(), next_);
    room_ -= words.size();
    return Sequence(begin, words.size());
  }

  static std::uint32_t HashOf(Sequence words) {
    std::uint64_t hash = words.size();
    for (const std::uint64_t word : words) hash = MixHash(hash, word);
    return FinishHash(hash);
  }

  FlatIndex index_;
  ChunkedVector<Sequence> sequences_;
  std::vector<std::unique_ptr<std::uint64_t[]>> chunks_;
  std::uint64_t* next_ = nullptr;
  std::size_t room_ = 0;  // words from `next_` on
  std::size_t kept_ = 0;  // words in all chunks
};

}  // namespace atomics_lab::explore

#endif  // ATOMICS_LAB_TOOLS_EXPLORE_SEQUENCE_TABLE_H_
