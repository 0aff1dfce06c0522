// What a value came from, beside what it is.
#ifndef ATOMICS_LAB_TOOLS_EXPLORE_DEPENDENCIES_H_
#define ATOMICS_LAB_TOOLS_EXPLORE_DEPENDENCIES_H_

#include "tools/isa/micro_op.h"

namespace atomics_lab::explore {

// Whether a model asks which loads a value was computed from: it does if it
// orders accesses by that, and does not if it performs them in program order.
enum class Dependencies { kMatter, kIgnored };

// x ^ x and x - x are 0 whatever x is, though they depend on it.
inline bool ClearsItself(const isa::MicroOp& op) {
  return (op.operation == isa::Operation::kXor ||
          op.operation == isa::Operation::kSub) &&
         op.a == op.b;
}

// Whether the result only says how operands compare: it depends on them, and
// nobody can find an address again that was one of them.
inline bool IsComparison(isa::Operation operation) {
  return operation == isa::Operation::kEqual ||
         operation == isa::Operation::kLessUnsigned ||
         operation == isa::Operation::kLessSigned;
}

}  // namespace atomics_lab::explore

#endif  // ATOMICS_LAB_TOOLS_EXPLORE_DEPENDENCIES_H_
