// Which states follow which, to ask what can be reached from where.
#ifndef ATOMICS_LAB_TOOLS_EXPLORE_STATE_EDGES_H_
#define ATOMICS_LAB_TOOLS_EXPLORE_STATE_EDGES_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "tools/explore/chunked_vector.h"

namespace atomics_lab::explore {

// States' followers, one state after the other from 0, 4 bytes each.
class StateEdges {
 public:
  // The next state begins; then its followers; then it ends.
  void Begin() { first_ = kFirst; }
  void Add(std::uint32_t follower) {
    edges_.push_back(follower | first_);
    first_ = 0;
  }
  void End() {
    if (first_ != 0) Add(kNobody);
  }

  // States from which one of `goals` can be reached; goals themselves.
  // Requires: all states have ended.
  std::vector<bool> Leading(const std::vector<bool>& goals) const {
    std::vector<bool> leading = goals;
    while (Sweep(leading)) {
    }
    return leading;
  }

  // States that nothing follows.
  std::vector<bool> WithoutNext() const {
    std::vector<bool> without;
    for (std::size_t i = 0; i < edges_.size(); ++i) {
      if ((edges_[i] & kFirst) == 0) continue;
      without.push_back((edges_[i] & ~kFirst) == kNobody);
    }
    return without;
  }

  std::size_t Memory() const { return edges_.Memory(); }

 private:
  static constexpr std::uint32_t kFirst = std::uint32_t{1} << 31;
  static constexpr std::uint32_t kNobody = kFirst - 1;

  // From the last state to the first: followers mostly have higher numbers, so
  // that a few sweeps do, without a second array of edges turned round.
  bool Sweep(std::vector<bool>& leading) const {
    bool changed = false;
    std::size_t edge = edges_.size();
    for (std::size_t state = leading.size(); state-- > 0;) {
      bool leads = leading[state];
      std::uint32_t follower = 0;
      do {
        follower = edges_[--edge];
        const std::uint32_t to = follower & ~kFirst;
        leads = leads || (to != kNobody && leading[to]);
      } while ((follower & kFirst) == 0);
      changed |= leads != leading[state];
      leading[state] = leads;
    }
    return changed;
  }

  ChunkedVector<std::uint32_t> edges_;
  std::uint32_t first_ = 0;
};

}  // namespace atomics_lab::explore

#endif  // ATOMICS_LAB_TOOLS_EXPLORE_STATE_EDGES_H_
