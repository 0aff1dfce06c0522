// When an operation on terms is something simpler.
#include <cstdint>
#include <optional>
#include <utility>

#include "tools/isa/micro_op.h"
#include "tools/isa/terms.h"

namespace atomics_lab::isa {
namespace {

std::uint64_t Mask(int bits) {
  return bits >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << bits) - 1;
}

// Of 0 on the right: the operation leaves its first operand.
bool IgnoresZero(Operation operation) {
  switch (operation) {
    case Operation::kAdd:
    case Operation::kSub:
    case Operation::kOr:
    case Operation::kXor:
    case Operation::kShiftLeft:
    case Operation::kShiftRight:
    case Operation::kShiftRightSigned:
    case Operation::kRotateRight:
      return true;
    default:
      return false;
  }
}

}  // namespace

std::optional<TermNumber> Terms::OfSame(Operation operation, TermNumber a) {
  switch (operation) {
    case Operation::kAnd:
    case Operation::kOr:
      return a;
    case Operation::kSub:
    case Operation::kXor:
    case Operation::kLessSigned:
    case Operation::kLessUnsigned:
      return Constant(0);
    case Operation::kEqual:
      return Constant(1);
    default:
      return std::nullopt;
  }
}

// True if `a` is `b` and a constant that is not 0.
bool Terms::IsElsewhere(int bits, TermNumber a, TermNumber b) const {
  if (!IsOperation(a, Operation::kAdd) || at(a).a != b || at(a).bits < bits) {
    return false;
  }
  const auto added = ConstantOf(at(a).b);
  return added.has_value() && (*added & Mask(bits)) != 0;
}

std::optional<TermNumber> Terms::Simpler(Operation operation, int bits,
                                         TermNumber a, TermNumber b,
                                         TermNumber c) {
  switch (operation) {
    case Operation::kCopy:
      if (at(a).width <= bits) return a;
      return OfOr(operation, bits, a, Mask(bits));
    case Operation::kNot:
      if (bits == 1 && IsOperation(a, operation) && at(a).bits == 1) {
        return at(a).a;
      }
      return std::nullopt;
    case Operation::kSelect: {
      const auto chosen = ConstantOf(a);
      if (chosen.has_value()) {
        return Of(Operation::kCopy, bits, *chosen != 0 ? b : c);
      }
      if (b == c) return Of(Operation::kCopy, bits, b);
      return std::nullopt;
    }
    default:
      break;
  }
  if (a == b) {
    const auto same = OfSame(operation, a);
    if (same.has_value()) return Of(Operation::kCopy, bits, *same);
  }
  if (operation == Operation::kEqual && b >= 0 &&
      (IsElsewhere(bits, a, b) || IsElsewhere(bits, b, a))) {
    return Constant(0);
  }
  const auto constant = ConstantOf(b);
  if (constant.has_value()) {
    return WithConstant(operation, bits, a, *constant & Mask(bits));
  }
  // What was joined once stays joined.
  const bool joins =
      operation == Operation::kOr || operation == Operation::kAnd;
  for (const auto& [whole, part] : {std::pair(a, b), std::pair(b, a)}) {
    if (joins && b >= 0 && IsOperation(whole, operation) &&
        (at(whole).a == part || at(whole).b == part) &&
        at(whole).bits == bits) {
      return whole;
    }
  }
  return std::nullopt;
}

std::optional<TermNumber> Terms::WithConstant(Operation operation, int bits,
                                              TermNumber a, std::uint64_t b) {
  if (b == 0 && IgnoresZero(operation)) return Of(Operation::kCopy, bits, a);
  switch (operation) {
    case Operation::kEqual:
      return EqualToConstant(bits, a, b);
    case Operation::kSub:
      return Of(Operation::kAdd, bits, a, Constant((0 - b) & Mask(bits)));
    case Operation::kAnd:
      if ((b & Mask(at(a).width)) == 0) return Constant(0);
      if ((Mask(at(a).width) & ~b) == 0) return a;
      break;
    default:
      break;
  }
  const bool chains = operation == Operation::kAdd ||
                      operation == Operation::kAnd ||
                      operation == Operation::kOr;
  if (chains && IsOperation(a, operation) && at(a).bits == bits) {
    const auto inner = ConstantOf(at(a).b);
    if (inner.has_value()) {
      const std::uint64_t both = Evaluate(operation, bits, *inner, b, 0);
      return Of(operation, bits, at(a).a, Constant(both));
    }
  }
  return OfOr(operation, bits, a, b);
}

// Bits that are set for certain.
std::optional<TermNumber> Terms::OfOr(Operation operation, int bits,
                                      TermNumber a, std::uint64_t b) {
  if (!IsOperation(a, Operation::kOr)) return std::nullopt;
  const auto set = ConstantOf(at(a).b);
  if (!set.has_value()) return std::nullopt;
  const TermNumber rest = at(a).a;
  const bool keeps =
      operation == Operation::kAnd || operation == Operation::kCopy;
  if (keeps && (b & ~*set) == 0) return Constant(b);
  if (operation != Operation::kShiftRight || at(a).bits > bits) {
    return std::nullopt;
  }
  const TermNumber moved = Of(operation, bits, rest, Constant(b));
  const std::uint64_t moved_set = Evaluate(operation, bits, *set, b, 0);
  return Of(Operation::kOr, bits, moved, Constant(moved_set));
}

std::optional<TermNumber> Terms::EqualToConstant(int bits, TermNumber a,
                                                 std::uint64_t b) {
  const Term term = at(a);
  if (term.width < bits) {
    if ((b & ~Mask(term.width)) != 0) return Constant(0);
    return Of(Operation::kEqual, term.width, a, Constant(b));
  }
  if (bits == 1 && term.width == 1) return b != 0 ? a : Not(a);
  if (term.kind != Term::Kind::kOperation) return std::nullopt;
  const auto inner = ConstantOf(term.b);
  switch (term.operation) {
    case Operation::kSub:
    case Operation::kXor:
      if (b != 0 || term.bits < bits) return std::nullopt;
      return Of(Operation::kEqual, bits, term.a, term.b);
    case Operation::kAdd:
      if (!inner.has_value() || term.bits < bits) return std::nullopt;
      return Of(Operation::kEqual, bits, term.a,
                Constant((b - *inner) & Mask(bits)));
    case Operation::kOr:
      if (inner.has_value() && (*inner & Mask(bits) & ~b) != 0) {
        return Constant(0);
      }
      return std::nullopt;
    case Operation::kSelect: {
      const auto other = ConstantOf(term.c);
      if (!inner.has_value() || !other.has_value()) return std::nullopt;
      const TermNumber chosen = Truth(term.a);
      const bool first = (*inner & Mask(bits)) == b;
      if (first == ((*other & Mask(bits)) == b)) return Constant(first ? 1 : 0);
      return first ? chosen : Not(chosen);
    }
    default:
      return std::nullopt;
  }
}

}  // namespace atomics_lab::isa
