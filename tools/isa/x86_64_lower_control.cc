// Sources: Intel SDM vol. 2 (325383), Jcc, CALL, RET, MFENCE; vol. 1 (253665)
// appendix B, conditions.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string_view>

#include "absl/strings/strip.h"
#include "absl/types/span.h"
#include "tools/isa/micro_op.h"
#include "tools/isa/x86_64_lowering.h"

namespace atomics_lab::isa {
namespace {

Source Register(RegisterNumber reg) { return Source::Of(reg); }

constexpr std::string_view kConditions[] = {"o",  "no", "b",  "ae", "e", "ne",
                                            "be", "a",  "s",  "ns", "p", "np",
                                            "l",  "ge", "le", "g"};

Source Less(X86Lowering& x) {
  return x.Compute(Operation::kXor, 1, Register(kSf), Register(kOf));
}
Source WithZero(X86Lowering& x, Source a) {
  return x.Compute(Operation::kOr, 1, a, Register(kZf));
}

// Of each two conditions the second is the first one's opposite.
Source FirstOfTwo(X86Lowering& x, std::size_t pair) {
  switch (pair) {
    case 0:
      return Register(kOf);
    case 1:
      return Register(kCf);
    case 2:
      return Register(kZf);
    case 3:
      return WithZero(x, Register(kCf));
    case 4:
      return Register(kSf);
    case 5:
      return Register(kPf);
    case 6:
      return Less(x);
    default:
      return WithZero(x, Less(x));
  }
}

// With a prefix for 16 bits, processors disagree on the target.
bool IsDirect(const X86Lowering& x) {
  return x.IsImmediate(0) && !x.HasPrefix(0x66) && !x.place().through_got;
}

std::uint64_t Target(const X86Lowering& x) {
  return x.place().reference.value_or(
      static_cast<std::uint64_t>(x.instruction().operands[0].immediate));
}

bool LowerJump(X86Lowering& x) {
  if (!IsDirect(x)) return false;
  x.Emit({.kind = MicroOp::Kind::kJump, .target = Target(x)});
  return true;
}

// A call through the table is direct too, since a linker knows its target.
bool LowerCall(X86Lowering& x) {
  if (!IsDirect(x) && !x.place().through_got) return false;
  // The encoded target is right only once a linker has written it.
  const bool known =
      x.place().reference.has_value() || !x.instruction().relocated;
  x.Set(kRsp, Operation::kSub, 64, Register(kRsp),
        Source::Of(std::uint64_t{8}));
  x.Store(Register(kRsp), 64,
          Source::Of(x.instruction().address + x.instruction().bytes.size()));
  x.Emit({.kind = MicroOp::Kind::kCall, .target = known ? Target(x) : 0});
  return true;
}

bool LowerReturn(X86Lowering& x) {
  if (x.HasPrefix(0x66)) return false;
  x.Load(Register(kRsp), 64);
  x.Set(kRsp, Operation::kAdd, 64, Register(kRsp),
        Source::Of(std::uint64_t{8}));
  x.Emit({.kind = MicroOp::Kind::kReturn});
  return true;
}

template <Fence fence>
bool LowerFence(X86Lowering& x) {
  x.Emit({.kind = MicroOp::Kind::kFence, .fence = fence});
  return true;
}

bool LowerTrap(X86Lowering& x) {
  x.Emit({.kind = MicroOp::Kind::kTrap});
  return true;
}

bool LowerNothing(X86Lowering&) { return true; }

constexpr X86Rule kRules[] = {
    {"jmp", 1, LowerJump},
    {"call", 1, LowerCall},
    {"ret", 0, LowerReturn},
    {"mfence", 0, LowerFence<Fence::kFull>},
    {"lfence", 0, LowerFence<Fence::kLoad>},
    {"sfence", 0, LowerFence<Fence::kStore>},
    {"ud2", 0, LowerTrap},
    {"ud1", 0, LowerTrap},
    {"ud1", 2, LowerTrap},
    {"hlt", 0, LowerTrap},
    {"int3", 0, LowerTrap},
    {"nop", 0, LowerNothing},
    {"nop", 1, LowerNothing},
    {"nop", 2, LowerNothing},
    {"endbr64", 0, LowerNothing},
    {"pause", 0, LowerNothing},
};

}  // namespace

absl::Span<const std::string_view> X86Conditions() { return kConditions; }

Source X86Condition(X86Lowering& x, std::string_view stem) {
  const std::string_view suffix = absl::StripPrefix(x.name(), stem);
  const auto* const found = std::ranges::find(kConditions, suffix);
  if (found == std::end(kConditions)) {
    x.Refuse();
    return {};
  }
  const std::ptrdiff_t code = found - std::begin(kConditions);
  const Source holds = FirstOfTwo(x, static_cast<std::size_t>(code) / 2);
  return code % 2 == 0 ? holds : x.Compute(Operation::kNot, 1, holds);
}

bool LowerX86Branch(X86Lowering& x) {
  if (!IsDirect(x)) return false;
  const Source taken = X86Condition(x, "j");
  x.Emit({.kind = MicroOp::Kind::kBranch, .a = taken, .target = Target(x)});
  return true;
}

absl::Span<const X86Rule> X86ControlRules() { return kRules; }

}  // namespace atomics_lab::isa
