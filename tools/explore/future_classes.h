// What has the same future, as far as it has been compared.
#ifndef ATOMICS_LAB_TOOLS_EXPLORE_FUTURE_CLASSES_H_
#define ATOMICS_LAB_TOOLS_EXPLORE_FUTURE_CLASSES_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/container/flat_hash_map.h"

namespace atomics_lab::explore {

// Having the same future is an equivalence. So what is the same as one thing is
// the same as all that this one is the same as, and n things are compared in
// n - 1 pairs, not in n²/2 (Hopcroft and Karp, "A Linear Algorithm for Testing
// Equivalence of Finite Automata", 1971).
class FutureClasses {
 public:
  // A place of a program, with what live registers hold there; unknowns have
  // names that mean the same in both of a pair.
  using Text = std::vector<std::uint64_t>;

  // Takes the two for the same from here on. False if they were already.
  bool Unite(Text a, Text b);

  // What was united since the last of these calls holds.
  void Keep() { united_.clear(); }
  // It does not hold: all is as it was.
  void Withdraw();

  // Of all things that were ever united, whether they still are or not.
  std::size_t size() const { return numbers_.size(); }
  void Clear();

 private:
  // A class is a tree; its root stands for it.
  struct Node {
    std::uint32_t parent = 0;
    std::uint32_t size = 1;
  };

  std::uint32_t NumberOf(Text text);
  std::uint32_t RootOf(std::uint32_t number) const;

  absl::flat_hash_map<Text, std::uint32_t> numbers_;
  std::vector<Node> nodes_;
  std::vector<std::uint32_t> united_;  // roots that became others' children
};

}  // namespace atomics_lab::explore

#endif  // ATOMICS_LAB_TOOLS_EXPLORE_FUTURE_CLASSES_H_
