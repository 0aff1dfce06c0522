// The atomic instructions of Armv8.1 (FEAT_LSE).
// Source: Arm ARM DDI 0487, C6.2, CAS to SWP.
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "absl/strings/strip.h"
#include "tools/isa/aarch64_lowering.h"
#include "tools/isa/micro_op.h"

namespace atomics_lab::isa::aarch64 {
namespace {

// What stands after the stem: `a`, `l` or `al`, then `b` or `h`.
struct Suffix {
  bool acquire = false;
  bool release = false;
  std::string_view width;
};

std::optional<Suffix> ParseSuffix(std::string_view text) {
  Suffix suffix;
  suffix.acquire = absl::ConsumePrefix(&text, "a");
  suffix.release = absl::ConsumePrefix(&text, "l");
  suffix.width = text;
  if (!text.empty() && text != "b" && text != "h") return std::nullopt;
  return suffix;
}

MicroOp AtomicLoad(const Suffix& suffix, int size, Lowering& to) {
  const Source address = Address(to.operands().back().memory, to);
  MicroOp load = Access(MicroOp::Kind::kLoad, size, address);
  load.atomicity = Atomicity::kReadModifyWrite;
  if (suffix.acquire) load.acquire = Acquire::kAcquire;
  return load;
}

MicroOp StoreAfter(const MicroOp& load, const Suffix& suffix, Source value) {
  MicroOp store = Access(MicroOp::Kind::kStore, load.size, load.a);
  store.atomicity = Atomicity::kReadModifyWrite;
  store.release = suffix.release;
  store.b = value;
  return store;
}

// What memory becomes, from what it held and the register.
using NewValue = Source (*)(Source held, Source given, int bits, Lowering& to);

template <Operation operation>
Source Combine(Source held, Source given, int bits, Lowering& to) {
  return to.Compute(operation, bits, held, given);
}

Source Clear(Source held, Source given, int bits, Lowering& to) {
  const Source kept = to.Compute(Operation::kNot, bits, given);
  return to.Compute(Operation::kAnd, bits, held, kept);
}

template <Operation less>
Source Greater(Source held, Source given, int bits, Lowering& to) {
  const Source smaller = to.Compute(less, bits, held, given);
  return to.Compute(Operation::kSelect, bits, smaller, given, held);
}

template <Operation less>
Source Lesser(Source held, Source given, int bits, Lowering& to) {
  const Source smaller = to.Compute(less, bits, held, given);
  return to.Compute(Operation::kSelect, bits, smaller, held, given);
}

Source Replace(Source, Source given, int, Lowering&) { return given; }

// Arm ARM, LDADD, SWP and so on: with the zero register as the destination
// there is no acquire, nor a read that a load fence would order.
void LowerUpdate(const Suffix& suffix, NewValue value, const Register& given,
                 const Register& old, Lowering& to) {
  const Width width = WidthOf(suffix.width, given);
  MicroOp load = AtomicLoad(suffix, width.size, to);
  if (old.zero) load.acquire = Acquire::kNone;
  load.discarded = old.zero;
  const Source held = to.Load(load);
  const Source next = value(held, Read(given), 8 * width.size, to);
  to.Append(StoreAfter(load, suffix, next));
  to.Set(old, held);
}

struct Update {
  std::string_view stem;
  NewValue value;
};

// After `ld` or `st`.
constexpr Update kUpdates[] = {
    {"add", Combine<Operation::kAdd>},
    {"clr", Clear},
    {"eor", Combine<Operation::kXor>},
    {"set", Combine<Operation::kOr>},
    {"smax", Greater<Operation::kLessSigned>},
    {"smin", Lesser<Operation::kLessSigned>},
    {"umax", Greater<Operation::kLessUnsigned>},
    {"umin", Lesser<Operation::kLessUnsigned>},
};

bool LoadUpdate(const Suffix& suffix, NewValue value, Lowering& to) {
  if (!to.Are("rrm")) return false;
  LowerUpdate(suffix, value, to.Reg(0), to.Reg(1), to);
  return true;
}

// `stadd x1, [x0]` is `ldadd x1, xzr, [x0]`.
bool StoreUpdate(const Suffix& suffix, NewValue value, Lowering& to) {
  if (!to.Are("rm") || suffix.acquire) return false;
  const Register nowhere = {.number = 0, .bits = to.Reg(0).bits, .zero = true};
  LowerUpdate(suffix, value, to.Reg(0), nowhere, to);
  return true;
}

bool LowerLoadUpdate(std::string_view rest, bool returns, Lowering& to) {
  for (const Update& update : kUpdates) {
    std::string_view tail = rest;
    if (!absl::ConsumePrefix(&tail, update.stem)) continue;
    const std::optional<Suffix> suffix = ParseSuffix(tail);
    if (!suffix.has_value()) return false;
    return returns ? LoadUpdate(*suffix, update.value, to)
                   : StoreUpdate(*suffix, update.value, to);
  }
  return false;
}

// `cas x0, x1, [x2]`: x0 is compared, and then holds what memory held.
bool CompareAndSwap(const Suffix& suffix, Lowering& to) {
  if (!to.Are("rrm")) return false;
  const Width width = WidthOf(suffix.width, to.Reg(0));
  const MicroOp load = AtomicLoad(suffix, width.size, to);
  const Source held = to.Load(load);
  MicroOp store = StoreAfter(load, suffix, Read(to.Reg(1)));
  store.condition =
      to.Compute(Operation::kEqual, 8 * width.size, held, Read(to.Reg(0)));
  to.Append(store);
  to.Set(to.Reg(0), held);
  return true;
}

void SwapWordPairs(const Suffix& suffix, Lowering& to) {
  const MicroOp load = AtomicLoad(suffix, 8, to);
  const Source held = to.Load(load);
  const Source expected = Joined(to.Reg(0), to.Reg(1), to);
  MicroOp store = StoreAfter(load, suffix, Joined(to.Reg(2), to.Reg(3), to));
  store.condition = to.Compute(Operation::kEqual, 64, held, expected);
  to.Append(store);
  to.Set(to.Reg(0), to.Compute(Operation::kCopy, 32, held));
  to.Set(to.Reg(1), to.Compute(Operation::kShiftRight, 64, held, 32));
}

void SwapPairs(const Suffix& suffix, Lowering& to) {
  MicroOp load = AtomicLoad(suffix, 16, to);
  load.result_high = to.Temporary();
  const Source low = to.Load(load);
  const Source high = Source::Of(load.result_high);
  const Source low_equal =
      to.Compute(Operation::kEqual, 64, low, Read(to.Reg(0)));
  const Source high_equal =
      to.Compute(Operation::kEqual, 64, high, Read(to.Reg(1)));
  MicroOp store = StoreAfter(load, suffix, Read(to.Reg(2)));
  store.c = Read(to.Reg(3));
  store.condition = to.Compute(Operation::kAnd, 1, low_equal, high_equal);
  to.Append(store);
  to.Set(to.Reg(0), low);
  to.Set(to.Reg(1), high);
}

bool CompareAndSwapPair(const Suffix& suffix, Lowering& to) {
  if (!to.Are("rrrrm") || !suffix.width.empty()) return false;
  if (to.Reg(0).bits == 64) {
    SwapPairs(suffix, to);
  } else {
    SwapWordPairs(suffix, to);
  }
  return true;
}

bool Swap(const Suffix& suffix, Lowering& to) {
  return LoadUpdate(suffix, Replace, to);
}

struct Family {
  std::string_view stem;
  bool (*lower)(const Suffix& suffix, Lowering& to);
};

constexpr Family kFamilies[] = {
    {"casp", CompareAndSwapPair},
    {"cas", CompareAndSwap},
    {"swp", Swap},
};

}  // namespace

bool LowerAtomic(Lowering& to) {
  for (const Family& family : kFamilies) {
    std::string_view rest = to.mnemonic();
    if (!absl::ConsumePrefix(&rest, family.stem)) continue;
    const std::optional<Suffix> suffix = ParseSuffix(rest);
    return suffix.has_value() && family.lower(*suffix, to);
  }
  std::string_view rest = to.mnemonic();
  if (absl::ConsumePrefix(&rest, "ld")) return LowerLoadUpdate(rest, true, to);
  return absl::ConsumePrefix(&rest, "st") && LowerLoadUpdate(rest, false, to);
}

}  // namespace atomics_lab::isa::aarch64
