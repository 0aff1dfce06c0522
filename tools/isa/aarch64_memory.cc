// Plain loads and stores. Source: Arm ARM DDI 0487, C6.2, LDR to STUR.
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "absl/strings/strip.h"
#include "absl/types/span.h"
#include "tools/isa/aarch64_lowering.h"
#include "tools/isa/micro_op.h"

namespace atomics_lab::isa::aarch64 {
namespace {

constexpr std::uint64_t kInPage = 0xfff;

Source Index(const Memory& memory, Lowering& to) {
  ResolvedOperand operand;
  operand.reg = *memory.index;
  operand.modifier = memory.modifier;
  // Never absent: only shifts and extensions stand in brackets.
  return *ReadModified(operand, 64, to);
}

// What is added to the base, where that is a constant.
std::uint64_t Displacement(const Memory& memory, Lowering& to) {
  const auto encoded = static_cast<std::uint64_t>(memory.displacement);
  if (memory.write_back != WriteBack::kNone || to.through_got()) {
    return encoded;
  }
  const std::optional<std::uint64_t> reference = to.Reference();
  return reference.has_value() ? *reference & kInPage : encoded;
}

// Arm ARM, K1.1 (constrained unpredictable): write-back to a register that is
// transferred.
bool IsUnpredictable(const Lowering& to) {
  const auto& operands = to.operands();
  const Memory& memory = operands.back().memory;
  if (memory.write_back == WriteBack::kNone) return false;
  for (std::size_t i = 0; i + 1 < operands.size(); ++i) {
    const bool general = operands[i].kind == ResolvedOperand::Kind::kRegister;
    if (general && !operands[i].reg.zero &&
        operands[i].reg.number == memory.base.number) {
      return true;
    }
  }
  return false;
}

void LoadTo(const Register& reg, Source address, Width width, Lowering& to) {
  const Source value =
      to.Load(Access(MicroOp::Kind::kLoad, width.size, address));
  SetLoaded(reg, value, width, to);
}

void StoreFrom(const Register& reg, Source address, int size, Lowering& to) {
  MicroOp store = Access(MicroOp::Kind::kStore, size, address);
  store.b = Read(reg);
  to.Append(store);
}

// The slot of the global offset table holds the address, and nobody writes it.
bool LoadThroughTable(Lowering& to) {
  const std::optional<std::uint64_t> reference = to.Reference();
  if (!reference.has_value() || to.mnemonic() != "ldr" || !to.Are("rm") ||
      to.Reg(0).bits != 64 || to.Mem(1).index.has_value() ||
      to.Mem(1).write_back != WriteBack::kNone) {
    return false;
  }
  to.Set(to.Reg(0), Source::Of(*reference));
  return true;
}

std::string_view Suffix(std::string_view mnemonic) {
  for (std::string_view stem : {"ldur", "stur", "ldtr", "sttr", "ldr", "str"}) {
    if (absl::ConsumePrefix(&mnemonic, stem)) return mnemonic;
  }
  return mnemonic;
}

bool LoadOne(Lowering& to) {
  if (to.through_got()) return LoadThroughTable(to);
  if (to.Are("vm") || to.Are("vi")) return LowerVectorAccess(true, to);
  const bool literal = to.Are("ri");
  if (!literal && !to.Are("rm")) return false;
  const Width width = WidthOf(Suffix(to.mnemonic()), to.Reg(0));
  if (literal) {
    const std::uint64_t address = to.Reference().value_or(to.Imm(1));
    LoadTo(to.Reg(0), Source::Of(address), width, to);
    return true;
  }
  if (IsUnpredictable(to)) return false;
  const Source address = Address(to.Mem(1), to);
  LoadTo(to.Reg(0), address, width, to);
  WriteBackAfter(to.Mem(1), to);
  return true;
}

bool StoreOne(Lowering& to) {
  if (to.Are("vm")) return LowerVectorAccess(false, to);
  if (!to.Are("rm") || IsUnpredictable(to)) return false;
  const int size = WidthOf(Suffix(to.mnemonic()), to.Reg(0)).size;
  const Source address = Address(to.Mem(1), to);
  StoreFrom(to.Reg(0), address, size, to);
  WriteBackAfter(to.Mem(1), to);
  return true;
}

template <bool sign>
bool LoadPair(Lowering& to) {
  if (to.Are("vvm")) return LowerVectorAccess(true, to);
  if (!to.Are("rrm") || IsUnpredictable(to) || to.Reg(0) == to.Reg(1)) {
    return false;
  }
  const Width width = {sign ? 4 : to.Reg(0).bits / 8, sign};
  const Source first = Address(to.Mem(2), to);
  // Before the first load, which may overwrite the base.
  const Source second = to.Compute(Operation::kAdd, 64, first,
                                   static_cast<std::uint64_t>(width.size));
  LoadTo(to.Reg(0), first, width, to);
  LoadTo(to.Reg(1), second, width, to);
  WriteBackAfter(to.Mem(2), to);
  return true;
}

bool StorePair(Lowering& to) {
  if (to.Are("vvm")) return LowerVectorAccess(false, to);
  if (!to.Are("rrm") || IsUnpredictable(to)) return false;
  const int size = to.Reg(0).bits / 8;
  const Source first = Address(to.Mem(2), to);
  const Source second =
      to.Compute(Operation::kAdd, 64, first, static_cast<std::uint64_t>(size));
  StoreFrom(to.Reg(0), first, size, to);
  StoreFrom(to.Reg(1), second, size, to);
  WriteBackAfter(to.Mem(2), to);
  return true;
}

bool Nothing(Lowering& to) {
  to.Reference();
  return true;
}

constexpr Rule kRules[] = {
    {"ldr", LoadOne},          {"ldrb", LoadOne},         {"ldrh", LoadOne},
    {"ldrsb", LoadOne},        {"ldrsh", LoadOne},        {"ldrsw", LoadOne},
    {"ldur", LoadOne},         {"ldurb", LoadOne},        {"ldurh", LoadOne},
    {"ldursb", LoadOne},       {"ldursh", LoadOne},       {"ldursw", LoadOne},
    {"str", StoreOne},         {"strb", StoreOne},        {"strh", StoreOne},
    {"stur", StoreOne},        {"sturb", StoreOne},       {"sturh", StoreOne},
    {"ldp", LoadPair<false>},  {"ldpsw", LoadPair<true>}, {"stp", StorePair},
    {"ldnp", LoadPair<false>}, {"stnp", StorePair},       {"prfm", Nothing},
    {"prfum", Nothing},
};

}  // namespace

Width WidthOf(std::string_view suffix, const Register& reg) {
  const Width whole = {reg.bits / 8, false};
  if (suffix.empty()) return whole;
  const bool sign = absl::ConsumePrefix(&suffix, "s");
  if (suffix == "b") return {1, sign};
  if (suffix == "h") return {2, sign};
  return {4, sign};
}

MicroOp Access(MicroOp::Kind kind, int size, Source address) {
  MicroOp op;
  op.kind = kind;
  op.size = static_cast<std::uint8_t>(size);
  op.a = address;
  return op;
}

void SetLoaded(const Register& reg, Source value, Width width, Lowering& to) {
  const Source result =
      width.sign ? to.Compute(Operation::kSignExtend, reg.bits, value,
                              8 * static_cast<std::uint64_t>(width.size))
                 : value;
  to.Set(reg, result);
}

Source Address(const Memory& memory, Lowering& to) {
  const Source base = Source::Of(memory.base.number);
  if (memory.index.has_value()) {
    return to.Compute(Operation::kAdd, 64, base, Index(memory, to));
  }
  const std::uint64_t displacement = Displacement(memory, to);
  if (memory.write_back == WriteBack::kAfter) return base;
  if (memory.write_back == WriteBack::kBefore) {
    to.Set(memory.base, to.Compute(Operation::kAdd, 64, base, displacement));
    return base;
  }
  return displacement == 0
             ? base
             : to.Compute(Operation::kAdd, 64, base, displacement);
}

void WriteBackAfter(const Memory& memory, Lowering& to) {
  if (memory.write_back != WriteBack::kAfter) return;
  to.Set(memory.base,
         to.Compute(Operation::kAdd, 64, Source::Of(memory.base.number),
                    static_cast<std::uint64_t>(memory.displacement)));
}

absl::Span<const Rule> MemoryRules() { return kRules; }

}  // namespace atomics_lab::isa::aarch64
