// Values that a piece of code computes, as terms over what its registers and
// memory held before.
//
// Equal terms have equal numbers, so that two values that are computed alike
// can be seen to be the same without knowing either.
#ifndef ATOMICS_LAB_TOOLS_ISA_TERMS_H_
#define ATOMICS_LAB_TOOLS_ISA_TERMS_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "tools/isa/micro_op.h"

namespace atomics_lab::isa {

using TermNumber = std::int32_t;

struct Term {
  enum class Kind : std::uint8_t {
    kInitial,    // what register `constant` held
    kConstant,   //
    kMemory,     // what `constant` bytes of memory at `a` held
    kOperation,  // operation(a, b, c)
    kUnknown,    // some function of a and b, by the name of `constant`
  };

  Kind kind = Kind::kConstant;
  Operation operation = Operation::kCopy;
  std::uint8_t bits = 64;   // of an operation
  std::uint8_t width = 64;  // bits above these are 0
  // Depends on what other threads may write.
  bool shared = false;
  std::uint64_t constant = 0;
  TermNumber a = -1;
  TermNumber b = -1;
  TermNumber c = -1;

  friend bool operator==(const Term&, const Term&) = default;
};

class Terms {
 public:
  Terms();

  TermNumber Initial(RegisterNumber reg) const { return reg; }
  TermNumber Constant(std::uint64_t value);
  TermNumber Memory(TermNumber address, int size, bool shared);
  // Memory that only this thread writes, wherever its address comes from.
  TermNumber ThreadMemory(TermNumber address, int size);
  TermNumber Unknown(std::uint64_t name, TermNumber a = -1, TermNumber b = -1);
  // Simplified, as far as that shows that values are the same or known.
  TermNumber Of(Operation operation, int bits, TermNumber a, TermNumber b = -1,
                TermNumber c = -1);
  // 1 if the value is not 0, else 0.
  TermNumber Truth(TermNumber value);
  TermNumber Not(TermNumber truth) { return Of(Operation::kNot, 1, truth); }

  const Term& at(TermNumber number) const {
    return terms_[static_cast<std::size_t>(number)];
  }
  std::optional<std::uint64_t> ConstantOf(TermNumber number) const;
  bool IsOperation(TermNumber number, Operation operation) const;

  // Marks in `registers`, by number, those whose initial values `number` is
  // made of.
  void AddInitials(TermNumber number, std::vector<bool>& registers) const;

 private:
  TermNumber Intern(const Term& term);
  // Where the term is in `slots_`, or where it would go.
  std::size_t SlotOf(const Term& term) const;
  void Grow();

  // True of a copy or an extension that leaves the low `bits` as they were.
  bool Keeps(TermNumber number, int bits) const;
  // The low `bits` of a value, without what only concerns the others.
  TermNumber Narrowed(TermNumber number, int bits) const;
  // What an operation on narrowed operands is, if it is something simpler.
  std::optional<TermNumber> Simpler(Operation operation, int bits, TermNumber a,
                                    TermNumber b, TermNumber c);
  bool IsElsewhere(int bits, TermNumber a, TermNumber b) const;
  std::optional<TermNumber> OfSame(Operation operation, TermNumber a);
  std::optional<TermNumber> WithConstant(Operation operation, int bits,
                                         TermNumber a, std::uint64_t b);
  std::optional<TermNumber> EqualToConstant(int bits, TermNumber a,
                                            std::uint64_t b);
  std::optional<TermNumber> OfOr(Operation operation, int bits, TermNumber a,
                                 std::uint64_t b);

  std::vector<Term> terms_;
  std::vector<TermNumber> slots_;  // by hash; -1 where there is none
};

}  // namespace atomics_lab::isa

#endif  // ATOMICS_LAB_TOOLS_ISA_TERMS_H_
