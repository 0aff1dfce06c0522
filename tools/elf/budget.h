// Keeps work and memory in proportion to a file.
#ifndef ATOMICS_LAB_TOOLS_ELF_BUDGET_H_
#define ATOMICS_LAB_TOOLS_ELF_BUDGET_H_

#include <cstdint>

namespace atomics_lab::elf {

// So many steps or bytes may still be spent. Parts of an honest file share
// little; in a hostile one each of a million parts may lead to the same
// megabyte.
class Budget {
 public:
  explicit Budget(std::uint64_t amount) : left_(amount) {}

  // False, and nothing is left afterwards, if that is more than was left.
  bool Spend(std::uint64_t amount = 1) {
    const bool enough = amount <= left_;
    left_ = enough ? left_ - amount : 0;
    return enough;
  }

 private:
  std::uint64_t left_;
};

}  // namespace atomics_lab::elf

#endif  // ATOMICS_LAB_TOOLS_ELF_BUDGET_H_
