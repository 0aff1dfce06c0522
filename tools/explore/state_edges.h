// Which states follow which, to ask what can be reached from where.
#ifndef ATOMICS_LAB_TOOLS_EXPLORE_STATE_EDGES_H_
#define ATOMICS_LAB_TOOLS_EXPLORE_STATE_EDGES_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "tools/explore/chunked_vector.h"

namespace atomics_lab::explore {

// States' followers, one state after the other from 0. A follower is kept as
// how many states were found since it was: 0 if it is new itself, and mostly a
// small number, in as few bytes as it needs. They are read from the last to the
// first, which is the order in which Leading wants them.
class StateEdges {
 public:
  // So many states were found before any was followed.
  void Start(std::uint32_t states) { found_ = states; }

  // The next state begins; then its followers; then it ends, where `is_goal` if
  // executions end there.
  void Begin() {
    first_ = kFirst;
    goes_on_ = false;
  }
  // Requires: a follower that is new has the number after all others.
  void Add(std::uint32_t follower) {
    Put(std::uint64_t{found_ - follower} << 1 | first_);
    first_ = 0;
    goes_on_ = goes_on_ || follower > ended_;
    if (follower == found_) ++found_;
  }
  void End(bool is_goal) {
    if (first_ != 0) Put((found_ + std::uint64_t{1}) << 1 | first_);
    ++ended_;
    all_lead_ = all_lead_ && (is_goal || goes_on_);
  }

  // True only if a goal can be reached from all states: each is one or is
  // followed by a later state, and the last can only be one. False says
  // nothing. Requires: all states have ended.
  bool AllLead() const { return all_lead_; }

  // States from which one of `goals` can be reached; goals themselves.
  // Requires: all states have ended.
  std::vector<bool> Leading(const std::vector<bool>& goals) const {
    std::vector<bool> leading = goals;
    while (Sweep(leading) && !AllOf(leading)) {
    }
    return leading;
  }

  // States that nothing follows.
  std::vector<bool> WithoutNext() const {
    std::vector<bool> without(found_);
    Visit([&](std::uint32_t state, std::uint32_t follower) {
      without[state] = follower == kNobody;
    });
    return without;
  }

  std::size_t Memory() const { return bytes_.Memory(); }

 private:
  static constexpr std::uint32_t kFirst = 1;
  // One more than was found before the first state.
  static constexpr std::uint32_t kNobody = ~std::uint32_t{0};
  static constexpr std::uint8_t kMore = 0x80;

  static bool AllOf(const std::vector<bool>& states) {
    return std::find(states.begin(), states.end(), false) == states.end();
  }

  // The last byte, which is read first, has the lowest bits; all but the one
  // that is read last say that there are more.
  void Put(std::uint64_t number) {
    if (number < kMore) {
      bytes_.push_back(static_cast<std::uint8_t>(number));
      return;
    }
    Put(number >> 7);
    bytes_.push_back(static_cast<std::uint8_t>(number | kMore));
  }

  // The number that ends before `end`, which then is where it begins.
  std::uint64_t GetBefore(std::size_t& end) const {
    std::uint64_t number = 0;
    for (int shift = 0;; shift += 7) {
      const std::uint8_t byte = bytes_[--end];
      number |= std::uint64_t{byte & ~kMore & 0xffU} << shift;
      if ((byte & kMore) == 0) return number;
    }
  }

  // Calls visit(state, follower) from the last to the first.
  template <typename Visitor>
  void Visit(const Visitor& visit) const {
    std::uint32_t found = found_;
    std::uint32_t state = found_ - 1;
    for (std::size_t end = bytes_.size(); end > 0;) {
      const std::uint64_t kept = GetBefore(end);
      if (kept >> 1 == 0) --found;
      visit(state, found - static_cast<std::uint32_t>(kept >> 1));
      if ((kept & kFirst) != 0) --state;
    }
  }

  // From the last state to the first: followers mostly have higher numbers, so
  // that a few sweeps do, without a second array of edges turned round.
  bool Sweep(std::vector<bool>& leading) const {
    bool changed = false;
    Visit([&](std::uint32_t state, std::uint32_t follower) {
      if (follower == kNobody || !leading[follower] || leading[state]) return;
      leading[state] = true;
      changed = true;
    });
    return changed;
  }

  ChunkedVector<std::uint8_t> bytes_;
  std::uint32_t found_ = 0;
  std::uint32_t ended_ = 0;
  std::uint32_t first_ = 0;
  bool goes_on_ = false;  // the state that has begun: to a later one
  bool all_lead_ = true;
};

}  // namespace atomics_lab::explore

#endif  // ATOMICS_LAB_TOOLS_EXPLORE_STATE_EDGES_H_
