// A vector that grows without moving what it holds.
#ifndef ATOMICS_LAB_TOOLS_EXPLORE_CHUNKED_VECTOR_H_
#define ATOMICS_LAB_TOOLS_EXPLORE_CHUNKED_VECTOR_H_

#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

namespace atomics_lab::explore {

// A search's tables may take most of a machine's memory, and a std::vector
// that doubles needs three times its size while it does.
// Requires: T is trivial.
template <typename T>
class ChunkedVector {
 public:
  void push_back(T value) {
    if (size_ % kChunk == 0) {
      chunks_.push_back(std::make_unique_for_overwrite<T[]>(kChunk));
    }
    chunks_.back()[size_++ % kChunk] = value;
  }

  const T& operator[](std::size_t i) const {
    return chunks_[i / kChunk][i % kChunk];
  }

  void clear() {
    chunks_.clear();
    size_ = 0;
  }
  void swap(ChunkedVector& other) noexcept {
    chunks_.swap(other.chunks_);
    std::swap(size_, other.size_);
  }

  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  std::size_t Memory() const { return chunks_.size() * kChunk * sizeof(T); }

 private:
  static constexpr std::size_t kChunk = (std::size_t{1} << 16) / sizeof(T);

  std::vector<std::unique_ptr<T[]>> chunks_;
  std::size_t size_ = 0;
};

}  // namespace atomics_lab::explore

#endif  // ATOMICS_LAB_TOOLS_EXPLORE_CHUNKED_VECTOR_H_
