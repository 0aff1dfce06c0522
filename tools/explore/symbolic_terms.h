// Values that are not known, as expressions of what is not known.
#ifndef ATOMICS_LAB_TOOLS_EXPLORE_SYMBOLIC_TERMS_H_
#define ATOMICS_LAB_TOOLS_EXPLORE_SYMBOLIC_TERMS_H_

#include <array>
#include <cstdint>

#include "absl/container/flat_hash_map.h"
#include "tools/explore/dependencies.h"
#include "tools/isa/micro_op.h"

namespace atomics_lab::explore {

// A constant, or the number of an expression. Equal numbers are one expression
// of the same unknowns, hence one value and one set of dependencies.
struct Term {
  bool constant = true;
  bool truth = false;  // of an expression: known to be 0 or 1
  std::uint64_t number = 0;

  friend bool operator==(const Term&, const Term&) = default;
};

// What a branch asks: whether some term is 0, its low `bits` alone.
struct Question {
  Term term;
  int bits = 64;
  bool negated = false;

  bool SameTerm(const Question& other) const {
    return term == other.term && bits == other.bits;
  }
};

class Terms {
 public:
  explicit Terms(Dependencies dependencies) : dependencies_(dependencies) {}

  Term Unknown(bool truth = false) {
    return {.constant = false, .truth = truth, .number = next_++};
  }
  // The number of the next unknown.
  std::uint64_t next() const { return next_; }

  // What `op` makes of its operands.
  Term Compute(const isa::MicroOp& op, const Term& a, const Term& b,
               const Term& c);

  // Makes expressions that are computed again new ones.
  void Forget();

  // What it means to ask whether that is 0: `jump if x` and `jump unless x ==
  // 0` ask the same.
  Question QuestionOf(const Term& term) const;

 private:
  // The operation, its bits and which operands are constants, then the
  // operands.
  using Expression = std::array<std::uint64_t, 4>;

  void AddQuestion(std::uint64_t number, const isa::MicroOp& op, const Term& a,
                   const Term& b);

  const Dependencies dependencies_;
  std::uint64_t next_ = 0;
  absl::flat_hash_map<Expression, std::uint64_t> expressions_;
  absl::flat_hash_map<std::uint64_t, Question> questions_;  // by expression
};

}  // namespace atomics_lab::explore

#endif  // ATOMICS_LAB_TOOLS_EXPLORE_SYMBOLIC_TERMS_H_
