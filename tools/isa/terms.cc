#include "tools/isa/terms.h"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "tools/isa/micro_op.h"

namespace atomics_lab::isa {
namespace {

constexpr std::size_t kFirstSlots = 1024;  // a power of two

std::uint64_t HashOf(const Term& term) {
  constexpr std::uint64_t kFactor = 0x9E3779B97F4A7C15;
  std::uint64_t hash = term.constant;
  const auto add = [&hash](TermNumber part) {
    hash = (hash ^ static_cast<std::uint32_t>(part)) * kFactor;
    hash ^= hash >> 29;
  };
  add(static_cast<TermNumber>(term.kind) << 16 |
      static_cast<TermNumber>(term.operation) << 8 | term.bits);
  add(term.a);
  add(term.b);
  add(term.c);
  return hash;
}

bool Commutes(Operation operation) {
  switch (operation) {
    case Operation::kAdd:
    case Operation::kMul:
    case Operation::kAnd:
    case Operation::kOr:
    case Operation::kXor:
    case Operation::kEqual:
      return true;
    default:
      return false;
  }
}

bool IsComparison(Operation operation) {
  return operation == Operation::kEqual ||
         operation == Operation::kLessUnsigned ||
         operation == Operation::kLessSigned;
}

}  // namespace

Terms::Terms() : slots_(kFirstSlots, -1) {
  terms_.reserve(kFirstSlots);
  for (std::size_t i = 0; i < kMostRegisters; ++i) {
    terms_.push_back({.kind = Term::Kind::kInitial, .constant = i});
  }
}

std::size_t Terms::SlotOf(const Term& term) const {
  std::size_t slot = HashOf(term) & (slots_.size() - 1);
  while (slots_[slot] >= 0 && at(slots_[slot]) != term) {
    slot = (slot + 1) & (slots_.size() - 1);
  }
  return slot;
}

void Terms::Grow() {
  slots_.assign(2 * slots_.size(), -1);
  for (std::size_t i = kMostRegisters; i < terms_.size(); ++i) {
    slots_[SlotOf(terms_[i])] = static_cast<TermNumber>(i);
  }
}

TermNumber Terms::Intern(const Term& term) {
  std::size_t slot = SlotOf(term);
  if (slots_[slot] >= 0) return slots_[slot];
  if (2 * terms_.size() > slots_.size()) {
    Grow();
    slot = SlotOf(term);
  }
  slots_[slot] = static_cast<TermNumber>(terms_.size());
  terms_.push_back(term);
  return slots_[slot];
}

TermNumber Terms::Constant(std::uint64_t value) {
  return Intern({.kind = Term::Kind::kConstant,
                 .width = static_cast<std::uint8_t>(std::bit_width(value)),
                 .constant = value});
}

TermNumber Terms::Memory(TermNumber address, int size, bool shared) {
  return Intern({.kind = Term::Kind::kMemory,
                 .width = static_cast<std::uint8_t>(8 * size),
                 .shared = shared || at(address).shared,
                 .constant = static_cast<std::uint64_t>(size),
                 .a = address});
}

TermNumber Terms::ThreadMemory(TermNumber address, int size) {
  return Intern({.kind = Term::Kind::kMemory,
                 .width = static_cast<std::uint8_t>(8 * size),
                 .constant = static_cast<std::uint64_t>(size),
                 .a = address});
}

TermNumber Terms::Unknown(std::uint64_t name, TermNumber a, TermNumber b) {
  return Intern({.kind = Term::Kind::kUnknown,
                 .shared = (a >= 0 && at(a).shared) || (b >= 0 && at(b).shared),
                 .constant = name,
                 .a = a,
                 .b = b});
}

TermNumber Terms::Truth(TermNumber value) {
  if (at(value).width <= 1) return value;
  return Not(Of(Operation::kEqual, 64, value, Constant(0)));
}

std::optional<std::uint64_t> Terms::ConstantOf(TermNumber number) const {
  if (number < 0 || at(number).kind != Term::Kind::kConstant) {
    return std::nullopt;
  }
  return at(number).constant;
}

bool Terms::IsOperation(TermNumber number, Operation operation) const {
  return at(number).kind == Term::Kind::kOperation &&
         at(number).operation == operation;
}

bool Terms::Keeps(TermNumber number, int bits) const {
  const Term& term = at(number);
  if (IsOperation(number, Operation::kCopy)) return term.bits >= bits;
  if (!IsOperation(number, Operation::kSignExtend)) return false;
  const auto from = ConstantOf(term.b);
  return term.bits >= bits && from.has_value() &&
         *from >= static_cast<std::uint64_t>(bits);
}

TermNumber Terms::Narrowed(TermNumber number, int bits) const {
  while (number >= 0 && Keeps(number, bits)) number = at(number).a;
  return number;
}

TermNumber Terms::Of(Operation operation, int bits, TermNumber a, TermNumber b,
                     TermNumber c) {
  // What is selected by is looked at as a whole.
  a = operation == Operation::kSelect ? a : Narrowed(a, bits);
  b = Narrowed(b, bits);
  c = Narrowed(c, bits);
  const auto known_a = ConstantOf(a);
  const auto known_b = ConstantOf(b);
  const auto known_c = ConstantOf(c);
  if (known_a.has_value() && (b < 0 || known_b.has_value()) &&
      (c < 0 || known_c.has_value())) {
    return Constant(Evaluate(operation, bits, *known_a, known_b.value_or(0),
                             known_c.value_or(0)));
  }
  if (Commutes(operation) &&
      (known_a.has_value() || (!known_b.has_value() && b < a))) {
    std::swap(a, b);
  }
  const auto simpler = Simpler(operation, bits, a, b, c);
  if (simpler.has_value()) return *simpler;
  const auto shared = [this](TermNumber n) { return n >= 0 && at(n).shared; };
  return Intern(
      {.kind = Term::Kind::kOperation,
       .operation = operation,
       .bits = static_cast<std::uint8_t>(bits),
       .width = static_cast<std::uint8_t>(IsComparison(operation) ? 1 : bits),
       .shared = shared(a) || shared(b) || shared(c),
       .a = a,
       .b = b,
       .c = c});
}

void Terms::AddInitials(TermNumber number, std::vector<bool>& registers) const {
  std::vector<bool> seen(terms_.size());
  std::vector<TermNumber> open = {number};
  while (!open.empty()) {
    const TermNumber next = open.back();
    open.pop_back();
    if (next < 0 || seen[static_cast<std::size_t>(next)]) continue;
    seen[static_cast<std::size_t>(next)] = true;
    const Term& term = at(next);
    if (term.kind == Term::Kind::kInitial) registers[term.constant] = true;
    open.insert(open.end(), {term.a, term.b, term.c});
  }
}

}  // namespace atomics_lab::isa
