// What a value came from, beside what it is.
#ifndef ATOMICS_LAB_TOOLS_EXPLORE_DEPENDENCIES_H_
#define ATOMICS_LAB_TOOLS_EXPLORE_DEPENDENCIES_H_

#include "tools/isa/micro_op.h"

namespace atomics_lab::explore {

// Whether a model asks which loads a value was computed from: it does if it
// orders accesses by that, and does not if it performs them in program order.
enum class Dependencies { kMatter, kIgnored };

// Whether `result` (and `result_high` of a load of 16 bytes) comes from
// outside: from memory, the machine's choice, or whether an exclusive store
// succeeded.
inline bool Receives(const isa::MicroOp& op) {
  using Kind = isa::MicroOp::Kind;
  return op.kind == Kind::kLoad || op.kind == Kind::kChoose ||
         (op.kind == Kind::kStore &&
          op.atomicity == isa::Atomicity::kExclusive);
}

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
