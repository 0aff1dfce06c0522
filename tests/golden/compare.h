// Two listings side by side.
#ifndef ATOMICS_LAB_TESTS_GOLDEN_COMPARE_H_
#define ATOMICS_LAB_TESTS_GOLDEN_COMPARE_H_

#include <string>
#include <string_view>

namespace atomics_lab::golden {

struct Comparison {
  bool same = true;      // as far as was compared
  bool compared = true;  // false: another compiler made the golden one
  std::string message;   // empty, or lines that say where, and what to do
};

// Holds what was made against what was committed as `file`. The first line of
// each names its compiler; listings of two compilers are not compared.
Comparison Compare(std::string_view golden, std::string_view made,
                   std::string_view file);

}  // namespace atomics_lab::golden

#endif  // ATOMICS_LAB_TESTS_GOLDEN_COMPARE_H_
