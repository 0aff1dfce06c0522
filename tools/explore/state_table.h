// Interned global states: so many words each, side by side.
#ifndef ATOMICS_LAB_TOOLS_EXPLORE_STATE_TABLE_H_
#define ATOMICS_LAB_TOOLS_EXPLORE_STATE_TABLE_H_

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <type_traits>
#include <vector>

#include "tools/explore/flat_index.h"

namespace atomics_lab::explore {

inline constexpr std::size_t kMostThreads = 32;

// The LocalState of each thread, then the memory's number.
using GlobalState = std::array<std::uint32_t, kMostThreads + 1>;

// A state of N threads is N + 1 words. States are numbered in the order in
// which they come, so that a breadth-first search needs no queue: it is a
// cursor. Words are mostly small: a chunk of states holds 2 bytes of each,
// until one of them needs 4.
class StateTable {
 public:
  static constexpr std::uint32_t kNone = FlatIndex::kNone;

  explicit StateTable(std::size_t width) : width_(width) {}

  // Words past the state's own hold nothing.
  GlobalState operator[](std::uint32_t state) const {
    GlobalState words;
    Use(state, [&](const auto* kept) {
      for (std::size_t i = 0; i < width_; ++i) words[i] = kept[i];
    });
    return words;
  }

  std::uint32_t Find(const std::uint32_t* words) const {
    return Find(words, HashOf(words));
  }

  std::uint32_t Intern(const std::uint32_t* words) {
    const std::uint32_t hash = HashOf(words);
    const std::uint32_t known = Find(words, hash);
    return known != kNone ? known : Append(words, hash);
  }

  std::uint32_t size() const { return index_.size(); }

  std::size_t Memory() const { return index_.Memory() + chunk_bytes_; }
  // Bytes that `more` states may take for a moment on top of Memory().
  std::size_t GrowthFor(std::size_t more) const {
    const std::size_t chunks = more / kChunk + 1;
    return index_.GrowthFor(more) + chunks * BytesOf<Wide>() +
           BytesOf<Narrow>();
  }

 private:
  using Narrow = std::uint16_t;
  using Wide = std::uint32_t;
  static constexpr std::size_t kChunk = std::size_t{1} << 12;

  // One of the two is there.
  struct Chunk {
    std::unique_ptr<Narrow[]> narrow;
    std::unique_ptr<Wide[]> wide;
  };

  template <typename Word>
  std::size_t BytesOf() const {
    return kChunk * width_ * sizeof(Word);
  }

  // use(words of the state)
  template <typename User>
  std::invoke_result_t<User, const Wide*> Use(std::uint32_t state,
                                              const User& use) const {
    const Chunk& chunk = chunks_[state / kChunk];
    const std::size_t first = state % kChunk * width_;
    return chunk.narrow != nullptr ? use(&chunk.narrow[first])
                                   : use(&chunk.wide[first]);
  }

  // Two words at a time, for half as many steps that wait for each other.
  template <typename Word>
  std::uint32_t HashOf(const Word* words) const {
    std::uint64_t hash = 0;
    std::size_t i = 0;
    for (; i + 1 < width_; i += 2) {
      hash = MixHash(hash, std::uint64_t{words[i]} << 32 | words[i + 1]);
    }
    return FinishHash(i < width_ ? MixHash(hash, words[i]) : hash);
  }

  std::uint32_t Find(const std::uint32_t* words, std::uint32_t hash) const {
    return index_.Find(hash, [&](std::uint32_t state) {
      return Use(state, [&](const auto* kept) {
        return std::equal(words, words + width_, kept);
      });
    });
  }

  std::uint32_t Append(const std::uint32_t* words, std::uint32_t hash) {
    const std::size_t at = size() % kChunk;
    if (at == 0) AddChunk();
    if (chunks_.back().narrow != nullptr && !AreNarrow(words)) Widen(at);
    Chunk& chunk = chunks_.back();
    if (chunk.narrow != nullptr) {
      std::copy_n(words, width_, &chunk.narrow[at * width_]);
    } else {
      std::copy_n(words, width_, &chunk.wide[at * width_]);
    }
    return index_.Add(hash, [&](std::uint32_t state) {
      return Use(state, [&](const auto* kept) { return HashOf(kept); });
    });
  }

  bool AreNarrow(const std::uint32_t* words) const {
    return std::all_of(words, words + width_, [](std::uint32_t word) {
      return word <= static_cast<Narrow>(~Narrow{0});
    });
  }

  void AddChunk() {
    chunks_.push_back(
        {.narrow = std::make_unique_for_overwrite<Narrow[]>(kChunk * width_)});
    chunk_bytes_ += BytesOf<Narrow>();
  }

  // The last chunk, which holds so many states.
  void Widen(std::size_t states) {
    Chunk& chunk = chunks_.back();
    chunk.wide = std::make_unique_for_overwrite<Wide[]>(kChunk * width_);
    std::copy_n(chunk.narrow.get(), states * width_, chunk.wide.get());
    chunk.narrow.reset();
    chunk_bytes_ += BytesOf<Wide>() - BytesOf<Narrow>();
  }

  std::size_t width_;
  FlatIndex index_;
  std::vector<Chunk> chunks_;
  std::size_t chunk_bytes_ = 0;
};

}  // namespace atomics_lab::explore

#endif  // ATOMICS_LAB_TOOLS_EXPLORE_STATE_TABLE_H_
