#include "tools/explore/future_classes.h"

#include <cstdint>
#include <utility>

namespace atomics_lab::explore {

bool FutureClasses::Unite(Text a, Text b) {
  std::uint32_t small = RootOf(NumberOf(std::move(a)));
  std::uint32_t great = RootOf(NumberOf(std::move(b)));
  if (small == great) return false;
  // The smaller below the greater: no tree is deeper than the logarithm of its
  // size, and a way up needs no shortening, which could not be taken back.
  if (nodes_[small].size > nodes_[great].size) std::swap(small, great);
  nodes_[small].parent = great;
  nodes_[great].size += nodes_[small].size;
  united_.push_back(small);
  return true;
}

void FutureClasses::Withdraw() {
  for (; !united_.empty(); united_.pop_back()) {
    Node& small = nodes_[united_.back()];
    nodes_[small.parent].size -= small.size;
    small.parent = united_.back();
  }
}

void FutureClasses::Clear() {
  numbers_.clear();
  nodes_.clear();
  united_.clear();
}

std::uint32_t FutureClasses::NumberOf(Text text) {
  const auto next = static_cast<std::uint32_t>(nodes_.size());
  const auto [found, added] = numbers_.try_emplace(std::move(text), next);
  if (added) nodes_.push_back({.parent = next});
  return found->second;
}

std::uint32_t FutureClasses::RootOf(std::uint32_t number) const {
  while (nodes_[number].parent != number) number = nodes_[number].parent;
  return number;
}

}  // namespace atomics_lab::explore
