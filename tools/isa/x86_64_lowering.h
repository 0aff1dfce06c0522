// One instruction while it is lowered: what the families of instructions
// (arithmetic, moves, atomic, control) are written with.
#ifndef ATOMICS_LAB_TOOLS_ISA_X86_64_LOWERING_H_
#define ATOMICS_LAB_TOOLS_ISA_X86_64_LOWERING_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/types/span.h"
#include "tools/isa/micro_op.h"
#include "tools/isa/place.h"
#include "tools/isa/x86_64_registers.h"
#include "tools/listing/listing.h"

namespace atomics_lab::isa {

// Two registers' worth of bits: of a product, a dividend, a vector register.
struct X86Pair {
  Source low;
  Source high;
};

class X86Lowering {
 public:
  X86Lowering(const listing::Instruction& instruction, const Place& place);

  std::string_view name() const { return name_; }  // without `lock`
  bool locked() const { return locked_; }
  const listing::Instruction& instruction() const { return instruction_; }
  const Place& place() const { return place_; }
  std::size_t count() const { return instruction_.operands.size(); }
  bool IsMemory(std::size_t i) const;
  bool IsImmediate(std::size_t i) const;
  // True if the byte stands before the opcode, as a prefix of its own.
  bool HasPrefix(std::uint8_t prefix) const;

  // Bits of the operand; those of the first one for immediates.
  int Bits(std::size_t i) const;
  // The operand's vector register, by its low half.
  std::optional<RegisterNumber> Vector(std::size_t i) const;

  // A temporary with the operation's result.
  Source Compute(Operation operation, int bits, Source a, Source b = {},
                 Source c = {});
  Source Compute(Operation operation, int bits, Source a, std::uint64_t b) {
    return Compute(operation, bits, a, Source::Of(b));
  }
  void Set(RegisterNumber reg, Operation operation, int bits, Source a,
           Source b = {}, Source c = {});
  Source Load(Source address, int bits);
  void Store(Source address, int bits, Source value);
  X86Pair LoadSixteen(Source address);
  void StoreSixteen(Source address, X86Pair value);
  // The memory operand's address, made once.
  Source AddressOf(std::size_t i);
  // Moves the memory operand.
  void Displace(std::size_t i, Source by);
  Source Read(std::size_t i);
  void Write(std::size_t i, Source value);
  void WritePart(const X86Part& part, Source value);
  void Emit(const MicroOp& op) { operations_.push_back(op); }
  // Ends the program if the value is not 0.
  void TrapIf(Source fault);

  // Marks that the memory operand is accessed atomically.
  void MakeAtomic() { atomicity_ = Atomicity::kReadModifyWrite; }
  // What cannot be lowered without guessing.
  void Refuse() { refused_ = true; }
  bool refused() const { return refused_; }
  std::vector<MicroOp> Take() { return std::move(operations_); }

 private:
  RegisterNumber Temporary();
  Source MakeAddress(const listing::Operand& memory);
  Source Plus(Source sum, std::string_view name, std::int64_t scale);

  const listing::Instruction& instruction_;
  const Place& place_;
  std::string_view name_;
  bool locked_ = false;
  bool refused_ = false;
  Atomicity atomicity_ = Atomicity::kNone;
  int temporaries_ = 0;
  Source address_;
  std::vector<MicroOp> operations_;
};

// How one mnemonic with that many operands lowers: false if it does not know
// operands of their kinds.
struct X86Rule {
  std::string_view mnemonic;
  std::size_t operands = 0;
  bool (*lower)(X86Lowering& x);
  bool lockable = false;  // with a destination in memory
};
inline constexpr bool kX86Lockable = true;

absl::Span<const X86Rule> X86ArithmeticRules();
absl::Span<const X86Rule> X86AtomicRules();
absl::Span<const X86Rule> X86BitRules();
absl::Span<const X86Rule> X86ControlRules();
absl::Span<const X86Rule> X86DivisionRules();
absl::Span<const X86Rule> X86MoveRules();
absl::Span<const X86Rule> X86ProductRules();
absl::Span<const X86Rule> X86ShiftRules();
absl::Span<const X86Rule> X86VectorRules();

// `jne`, `setne`, `cmovne`: the condition is what follows the stem.
bool LowerX86Branch(X86Lowering& x);
bool LowerX86SetByte(X86Lowering& x);
bool LowerX86MoveIf(X86Lowering& x);

// The suffixes that name conditions, in the order of their encodings.
absl::Span<const std::string_view> X86Conditions();
// The condition at the end of the mnemonic, as 1 or 0. Refuses unknown ones.
Source X86Condition(X86Lowering& x, std::string_view stem);

// Where products have their high half and divisions their remainder: ah, or
// the part of rdx.
X86Part X86HighHalf(int bits);

Source X86TopBit(X86Lowering& x, int bits, Source value);
// ZF, SF and PF of a result.
void SetX86ResultFlags(X86Lowering& x, int bits, Source result);
// All flags of a - b; the difference.
Source SubtractX86(X86Lowering& x, int bits, Source a, Source b);
// All flags of a + b; the sum.
Source AddX86(X86Lowering& x, int bits, Source a, Source b);

}  // namespace atomics_lab::isa

#endif  // ATOMICS_LAB_TOOLS_ISA_X86_64_LOWERING_H_
