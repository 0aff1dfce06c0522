#include "tools/isa/x86_64_lowering.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string_view>

#include "absl/log/check.h"
#include "absl/strings/match.h"
#include "absl/strings/strip.h"

namespace atomics_lab::isa {

using listing::Operand;

namespace {

constexpr std::uint8_t kNarrowAddresses = 0x67;

// SDM vol. 2, 2.1.1: prefixes of the four groups, in any order.
bool IsLegacyPrefix(std::uint8_t byte) {
  constexpr std::uint8_t kPrefixes[] = {0xf0, 0xf2, 0xf3, 0x2e, 0x36, 0x3e,
                                        0x26, 0x64, 0x65, 0x66, 0x67};
  return std::ranges::find(kPrefixes, byte) != std::end(kPrefixes);
}

}  // namespace

X86Lowering::X86Lowering(const listing::Instruction& instruction,
                         const Place& place)
    : instruction_(instruction), place_(place), name_(instruction.mnemonic) {
  locked_ = absl::ConsumePrefix(&name_, "lock ");
  if (locked_) MakeAtomic();
}

bool X86Lowering::IsMemory(std::size_t i) const {
  return instruction_.operands[i].kind == Operand::Kind::kMemory;
}

bool X86Lowering::IsImmediate(std::size_t i) const {
  return instruction_.operands[i].kind == Operand::Kind::kImmediate;
}

bool X86Lowering::HasPrefix(std::uint8_t prefix) const {
  for (const std::uint8_t byte : instruction_.bytes) {
    if (!IsLegacyPrefix(byte)) return false;
    if (byte == prefix) return true;
  }
  return false;
}

int X86Lowering::Bits(std::size_t i) const {
  const Operand& operand = instruction_.operands[i];
  if (operand.kind == Operand::Kind::kRegister) {
    const std::optional<X86Part> part = FindX86Part(operand.reg);
    if (part.has_value()) return part->bits;
    return FindXmm(operand.reg).has_value() ? 128 : 0;
  }
  if (operand.kind == Operand::Kind::kImmediate) return i == 0 ? 64 : Bits(0);
  return operand.bits;
}

std::optional<RegisterNumber> X86Lowering::Vector(std::size_t i) const {
  return FindXmm(instruction_.operands[i].reg);
}

RegisterNumber X86Lowering::Temporary() {
  const int number = kTemporaries + temporaries_++;
  CHECK_LT(number, static_cast<int>(kMostRegisters));
  return static_cast<RegisterNumber>(number);
}

Source X86Lowering::Compute(Operation operation, int bits, Source a, Source b,
                            Source c) {
  const RegisterNumber result = Temporary();
  Set(result, operation, bits, a, b, c);
  return Source::Of(result);
}

void X86Lowering::Set(RegisterNumber reg, Operation operation, int bits,
                      Source a, Source b, Source c) {
  Emit({.operation = operation,
        .bits = static_cast<std::uint8_t>(bits),
        .result = reg,
        .a = a,
        .b = b,
        .c = c});
}

Source X86Lowering::Load(Source address, int bits) {
  const RegisterNumber result = Temporary();
  Emit({.kind = MicroOp::Kind::kLoad,
        .size = static_cast<std::uint8_t>(bits / 8),
        .atomicity = atomicity_,
        .result = result,
        .a = address});
  return Source::Of(result);
}

void X86Lowering::Store(Source address, int bits, Source value) {
  Emit({.kind = MicroOp::Kind::kStore,
        .size = static_cast<std::uint8_t>(bits / 8),
        .atomicity = atomicity_,
        .a = address,
        .b = value});
}

X86Pair X86Lowering::LoadSixteen(Source address) {
  const RegisterNumber low = Temporary();
  const RegisterNumber high = Temporary();
  Emit({.kind = MicroOp::Kind::kLoad,
        .size = 16,
        .atomicity = atomicity_,
        .result = low,
        .result_high = high,
        .a = address});
  return {Source::Of(low), Source::Of(high)};
}

void X86Lowering::StoreSixteen(Source address, X86Pair value) {
  Emit({.kind = MicroOp::Kind::kStore,
        .size = 16,
        .atomicity = atomicity_,
        .a = address,
        .b = value.low,
        .c = value.high});
}

Source X86Lowering::Plus(Source sum, std::string_view name,
                         std::int64_t scale) {
  const std::optional<X86Part> part = FindX86Part(name);
  if (!part.has_value() || part->bits != 64) {
    Refuse();
    return sum;
  }
  Source scaled = Source::Of(part->whole);
  if (scale != 1) {
    scaled =
        Compute(Operation::kMul, 64, scaled, static_cast<std::uint64_t>(scale));
  }
  return Compute(Operation::kAdd, 64, scaled, sum);
}

Source X86Lowering::MakeAddress(const Operand& memory) {
  const bool relative = memory.base == "rip";
  // A slot of the table would need the slot's own address; and a relocation's
  // place says nothing of an address with registers in it.
  if (place_.through_got || HasPrefix(kNarrowAddresses)) Refuse();
  if (place_.reference.has_value() && !relative) Refuse();
  if (!memory.segment.empty() && memory.segment != "fs") Refuse();
  auto constant = static_cast<std::uint64_t>(memory.displacement);
  if (relative) {
    constant = place_.reference.value_or(constant + instruction_.address +
                                         instruction_.bytes.size());
  }
  Source sum = Source::Of(constant);
  if (!memory.base.empty() && !relative) sum = Plus(sum, memory.base, 1);
  if (!memory.index.empty() && memory.index != "riz") {
    sum = Plus(sum, memory.index, memory.scale);
  }
  if (memory.segment != "fs") return sum;
  return Compute(Operation::kAdd, 64, Source::Of(RegisterNumber{kFsBase}), sum);
}

Source X86Lowering::AddressOf(std::size_t i) {
  if (address_.kind == Source::Kind::kNone) {
    address_ = MakeAddress(instruction_.operands[i]);
  }
  return address_;
}

void X86Lowering::Displace(std::size_t i, Source by) {
  address_ = Compute(Operation::kAdd, 64, AddressOf(i), by);
}

Source X86Lowering::Read(std::size_t i) {
  const Operand& operand = instruction_.operands[i];
  if (operand.kind == Operand::Kind::kImmediate) {
    // With no memory operand, the relocation is the immediate's.
    if (place_.reference.has_value() && !IsMemory(0)) Refuse();
    return Source::Of(static_cast<std::uint64_t>(operand.immediate));
  }
  if (operand.kind == Operand::Kind::kMemory) {
    if (place_.through_got) {
      if (!place_.reference.has_value()) Refuse();
      return Source::Of(place_.reference.value_or(0));
    }
    if (Bits(i) == 0 || Bits(i) > 64) Refuse();
    return Load(AddressOf(i), Bits(i));
  }
  const std::optional<X86Part> part = FindX86Part(operand.reg);
  if (!part.has_value()) {
    Refuse();
    return {};
  }
  const Source whole = Source::Of(part->whole);
  if (part->shift == 0) return whole;
  return Compute(Operation::kShiftRight, 64, whole, 8);
}

void X86Lowering::Write(std::size_t i, Source value) {
  const Operand& operand = instruction_.operands[i];
  if (operand.kind == Operand::Kind::kMemory) {
    if (place_.through_got || Bits(i) == 0 || Bits(i) > 64) Refuse();
    return Store(AddressOf(i), Bits(i), value);
  }
  const std::optional<X86Part> part = FindX86Part(operand.reg);
  if (!part.has_value()) return Refuse();
  WritePart(*part, value);
}

// SDM vol. 1, 3.4.1.1: 32 bits clear the upper half, 8 and 16 keep the rest.
void X86Lowering::WritePart(const X86Part& part, Source value) {
  if (part.bits >= 32) {
    return Set(part.whole, Operation::kCopy, part.bits, value);
  }
  const std::uint64_t mask = ((std::uint64_t{1} << part.bits) - 1)
                             << part.shift;
  const Source narrow = Compute(Operation::kCopy, part.bits, value);
  const Source placed = Compute(Operation::kShiftLeft, 64, narrow,
                                static_cast<std::uint64_t>(part.shift));
  const Source rest =
      Compute(Operation::kAnd, 64, Source::Of(part.whole), ~mask);
  Set(part.whole, Operation::kOr, 64, rest, placed);
}

// A branch past a trap. Where a linker has still to write the operand's
// address, the instruction's target is that operand's.
void X86Lowering::TrapIf(Source fault) {
  if (instruction_.relocated) Refuse();
  const std::uint64_t next = instruction_.address + instruction_.bytes.size();
  Emit({.kind = MicroOp::Kind::kBranch,
        .a = Compute(Operation::kEqual, 64, fault, 0),
        .target = next});
  Emit({.kind = MicroOp::Kind::kTrap});
}

}  // namespace atomics_lab::isa
