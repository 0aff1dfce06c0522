#include "tools/explore/symbolic_terms.h"

#include <algorithm>
#include <cstdint>

#include "tools/explore/dependencies.h"
#include "tools/isa/micro_op.h"

namespace atomics_lab::explore {

using isa::MicroOp;
using isa::Operation;

namespace {

// A byte for each of three things.
std::uint64_t Kind(const MicroOp& op, const Term& a, const Term& b,
                   const Term& c) {
  const unsigned constants =
      (a.constant ? 4U : 0U) | (b.constant ? 2U : 0U) | (c.constant ? 1U : 0U);
  return static_cast<std::uint64_t>(op.operation) << 16U |
         static_cast<std::uint64_t>(op.bits) << 8U | constants;
}

}  // namespace

Term Terms::Compute(const MicroOp& op, const Term& a, const Term& b,
                    const Term& c) {
  if (a.constant && b.constant && c.constant) {
    return {.number = isa::Evaluate(op.operation, op.bits, a.number, b.number,
                                    c.number)};
  }
  if (op.operation == Operation::kCopy && op.bits == 64) return a;
  // How a loop clears its counter need not look like a constant.
  if (dependencies_ == Dependencies::kIgnored && ClearsItself(op)) return {};
  const Expression expression = {Kind(op, a, b, c), a.number, b.number,
                                 c.number};
  const auto [found, added] = expressions_.try_emplace(expression, next_);
  if (added) AddQuestion(next_++, op, a, b);
  return {.constant = false,
          .truth = op.bits == 1 || IsComparison(op.operation),
          .number = found->second};
}

// What it means to ask whether that expression is 0, if it is a question
// about `a` itself.
void Terms::AddQuestion(std::uint64_t number, const MicroOp& op, const Term& a,
                        const Term& b) {
  const bool zero = b == Term{.number = 0};
  const bool one = op.bits == 1 && b == Term{.number = 1};
  const bool turns = (op.operation == Operation::kEqual && zero) ||
                     (op.operation == Operation::kXor && one) ||
                     (op.operation == Operation::kNot && op.bits == 1);
  const bool keeps = op.operation == Operation::kCopy ||
                     (op.operation == Operation::kAnd && one);
  if (a.constant || !(turns || keeps)) return;
  questions_[number] = {.term = a, .bits = op.bits, .negated = turns};
}

void Terms::Forget() {
  expressions_.clear();
  questions_.clear();
}

Question Terms::QuestionOf(const Term& term) const {
  Question question{.term = term};
  for (;;) {
    if (question.term.truth) question.bits = 1;
    const auto found = questions_.find(question.term.number);
    if (found == questions_.end()) return question;
    const Question& about = found->second;
    // A truth value is its lowest bit.
    question = {.term = about.term,
                .bits = about.negated ? about.bits
                                      : std::min(about.bits, question.bits),
                .negated = question.negated != about.negated};
  }
}

}  // namespace atomics_lab::explore
