// What the parts of the AArch64 lowering share: one instruction, and the
// micro-operations that it becomes.
#ifndef ATOMICS_LAB_TOOLS_ISA_AARCH64_LOWERING_H_
#define ATOMICS_LAB_TOOLS_ISA_AARCH64_LOWERING_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/types/span.h"
#include "tools/isa/aarch64_operands.h"
#include "tools/isa/micro_op.h"
#include "tools/isa/place.h"
#include "tools/listing/listing.h"

namespace atomics_lab::isa::aarch64 {

class Lowering {
 public:
  Lowering(const listing::Instruction& instruction, const Place& place,
           std::vector<ResolvedOperand> operands);

  const listing::Instruction& instruction() const { return instruction_; }
  std::string_view mnemonic() const { return instruction_.mnemonic; }
  const std::vector<ResolvedOperand>& operands() const { return operands_; }

  // True if the operands are of these kinds, one letter each: r register, i
  // immediate, v vector, m memory, n name. Only the last r or i may have a
  // modifier.
  bool Are(std::string_view kinds) const;
  // Requires: that operand exists and is of that kind.
  const Register& Reg(std::size_t i) const { return operands_[i].reg; }
  const Vector& Vec(std::size_t i) const { return operands_[i].vector; }
  const Memory& Mem(std::size_t i) const { return operands_[i].memory; }
  std::uint64_t Imm(std::size_t i) const { return operands_[i].immediate; }
  bool Modified(std::size_t i) const {
    return operands_[i].modifier.kind != Modifier::Kind::kNone;
  }

  // Where the instruction's reference lies. Asking for it counts as heeding it.
  std::optional<std::uint64_t> Reference();
  bool through_got() const { return place_.through_got; }
  // False if there is a reference that nobody asked for.
  bool ReferenceHeeded() const;

  // A new temporary that holds operation(a, b, c).
  Source Compute(Operation operation, int bits, Source a, Source b = {},
                 Source c = {});
  Source Compute(Operation operation, int bits, Source a, std::uint64_t b) {
    return Compute(operation, bits, a, Source::Of(b));
  }
  // Appends `load`; its result goes to a new temporary.
  Source Load(MicroOp load);
  void Append(const MicroOp& operation) { result_.push_back(operation); }
  RegisterNumber Temporary();

  // Requires: `value` has no bits above the register's; if it is a temporary,
  // it is not used again.
  void Set(RegisterNumber reg, Source value);
  void Set(const Register& reg, Source value);  // the zero register stays

  std::vector<MicroOp> Take() { return std::move(result_); }

 private:
  const listing::Instruction& instruction_;
  const Place& place_;
  std::vector<ResolvedOperand> operands_;
  bool heeded_ = false;
  RegisterNumber next_temporary_;
  std::vector<MicroOp> result_;
};

// What a general register holds; its upper half may be anything if it was
// named w….
Source Read(const Register& reg);

// A register or an immediate with its modifier done, in `bits` bits. Absent if
// the modifier is of another kind than the operand takes.
std::optional<Source> ReadModified(const ResolvedOperand& operand, int bits,
                                   Lowering& to);

// 1 if the condition holds, 0 if not. Absent if there is no such condition.
std::optional<Source> Condition(std::string_view name, Lowering& to);

// How one mnemonic lowers: false if it does not know such operands.
struct Rule {
  std::string_view mnemonic;
  bool (*lower)(Lowering& to);
};

absl::Span<const Rule> ArithmeticRules();
absl::Span<const Rule> BitfieldRules();
absl::Span<const Rule> FlagRules();
absl::Span<const Rule> MultiplyRules();
absl::Span<const Rule> MemoryRules();
absl::Span<const Rule> VectorRules();
absl::Span<const Rule> ControlRules();

// Mnemonics that are made of parts (`ldaddalb`): false if it is none of them,
// or the operands are wrong.
bool LowerAtomic(Lowering& to);
bool LowerOrderedAccess(Lowering& to);
bool LowerConditionalBranch(Lowering& to);

// Three vectors.
bool LowerVectorOperation(Lowering& to);
// Loads and stores of vector registers.
bool LowerVectorAccess(bool load, Lowering& to);

// How much an access transfers.
struct Width {
  int size = 0;  // bytes
  bool sign = false;
};

// Of a mnemonic that ends in `suffix` ("", "b", "h", "sb", "sh", "sw").
Width WidthOf(std::string_view suffix, const Register& reg);

MicroOp Access(MicroOp::Kind kind, int size, Source address);

// Extends what was loaded, and puts it there.
void SetLoaded(const Register& reg, Source value, Width width, Lowering& to);

// Two words as one number, the low one first.
Source Joined(const Register& low, const Register& high, Lowering& to);

// The address of an access, with the write-back before it done.
Source Address(const Memory& memory, Lowering& to);
// The write-back after it.
void WriteBackAfter(const Memory& memory, Lowering& to);

}  // namespace atomics_lab::isa::aarch64

#endif  // ATOMICS_LAB_TOOLS_ISA_AARCH64_LOWERING_H_
