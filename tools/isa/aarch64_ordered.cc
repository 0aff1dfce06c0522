// Loads and stores that order or that are exclusive.
// Source: Arm ARM DDI 0487, C6.2, LDAPR to STXP; B2.3 for what they order.
#include <cstddef>
#include <string_view>

#include "absl/strings/strip.h"
#include "tools/isa/aarch64_lowering.h"
#include "tools/isa/micro_op.h"

namespace atomics_lab::isa::aarch64 {
namespace {

struct Ordered {
  std::string_view stem;
  bool load;
  Acquire acquire;
  bool release;
  bool exclusive;
  bool pair;
};

constexpr Ordered kOrdered[] = {
    {"ldapur", true, Acquire::kAcquirePc, false, false, false},
    {"ldapr", true, Acquire::kAcquirePc, false, false, false},
    {"ldar", true, Acquire::kAcquire, false, false, false},
    {"stlur", false, Acquire::kNone, true, false, false},
    {"stlr", false, Acquire::kNone, true, false, false},
    {"ldxr", true, Acquire::kNone, false, true, false},
    {"ldaxr", true, Acquire::kAcquire, false, true, false},
    {"stxr", false, Acquire::kNone, false, true, false},
    {"stlxr", false, Acquire::kNone, true, true, false},
    {"ldxp", true, Acquire::kNone, false, true, true},
    {"ldaxp", true, Acquire::kAcquire, false, true, true},
    {"stxp", false, Acquire::kNone, false, true, true},
    {"stlxp", false, Acquire::kNone, true, true, true},
};

// The row and what follows its stem: "", "b", "h", "sb", "sh" or "sw".
const Ordered* FindOrdered(std::string_view mnemonic, std::string_view& rest) {
  for (const Ordered& row : kOrdered) {
    rest = mnemonic;
    if (!absl::ConsumePrefix(&rest, row.stem)) continue;
    const bool plain = rest.empty() || rest == "b" || rest == "h";
    const bool sign = rest == "sb" || rest == "sh" || rest == "sw";
    if (plain || (sign && row.stem == "ldapur")) return &row;
  }
  return nullptr;
}

MicroOp OrderedAccess(const Ordered& row, int size, Lowering& to) {
  const Source address = Address(to.operands().back().memory, to);
  MicroOp op = Access(row.load ? MicroOp::Kind::kLoad : MicroOp::Kind::kStore,
                      size, address);
  op.acquire = row.acquire;
  op.release = row.release;
  if (row.exclusive) op.atomicity = Atomicity::kExclusive;
  return op;
}

bool LoadOrdered(const Ordered& row, Width width, Lowering& to) {
  if (!to.Are("rm")) return false;
  const Source value = to.Load(OrderedAccess(row, width.size, to));
  SetLoaded(to.Reg(0), value, width, to);
  return true;
}

bool LoadExclusivePair(const Ordered& row, Lowering& to) {
  if (!to.Are("rrm") || to.Reg(0) == to.Reg(1)) return false;
  const int size = to.Reg(0).bits / 4;
  MicroOp load = OrderedAccess(row, size, to);
  if (size == 16) {
    load.result_high = to.Temporary();
    const Source low = to.Load(load);
    const Source high = Source::Of(load.result_high);
    to.Set(to.Reg(0), to.Compute(Operation::kCopy, 64, low));
    to.Set(to.Reg(1), to.Compute(Operation::kCopy, 64, high));
    return true;
  }
  const Source both = to.Load(load);
  to.Set(to.Reg(0), to.Compute(Operation::kCopy, 32, both));
  to.Set(to.Reg(1), to.Compute(Operation::kShiftRight, 64, both, 32));
  return true;
}

// Arm ARM, K1.1: the status may not be the address or what is stored.
bool StatusIsSafe(const Lowering& to) {
  const Register& status = to.Reg(0);
  if (status.zero) return true;
  for (std::size_t i = 1; i + 1 < to.operands().size(); ++i) {
    if (!to.Reg(i).zero && to.Reg(i).number == status.number) return false;
  }
  return to.operands().back().memory.base.number != status.number;
}

void AppendExclusive(MicroOp store, Lowering& to) {
  const Register& status = to.Reg(0);
  store.result = status.zero ? to.Temporary() : status.number;
  to.Append(store);
}

bool StoreExclusive(const Ordered& row, std::string_view suffix, Lowering& to) {
  if (!to.Are("rrm") || !StatusIsSafe(to)) return false;
  const Width width = WidthOf(suffix, to.Reg(1));
  MicroOp store = OrderedAccess(row, width.size, to);
  store.b = Read(to.Reg(1));
  AppendExclusive(store, to);
  return true;
}

bool StoreExclusivePair(const Ordered& row, Lowering& to) {
  if (!to.Are("rrrm") || !StatusIsSafe(to)) return false;
  const int size = to.Reg(1).bits / 4;
  MicroOp store = OrderedAccess(row, size, to);
  store.b = size == 16 ? Read(to.Reg(1)) : Joined(to.Reg(1), to.Reg(2), to);
  if (size == 16) store.c = Read(to.Reg(2));
  AppendExclusive(store, to);
  return true;
}

bool StoreOrdered(const Ordered& row, std::string_view suffix, Lowering& to) {
  if (!to.Are("rm")) return false;
  const Width width = WidthOf(suffix, to.Reg(0));
  MicroOp store = OrderedAccess(row, width.size, to);
  store.b = Read(to.Reg(0));
  to.Append(store);
  return true;
}

}  // namespace

Source Joined(const Register& low, const Register& high, Lowering& to) {
  const Source bottom = to.Compute(Operation::kCopy, 32, Read(low));
  const Source top = to.Compute(Operation::kShiftLeft, 64, Read(high), 32);
  return to.Compute(Operation::kOr, 64, bottom, top);
}

bool LowerOrderedAccess(Lowering& to) {
  std::string_view suffix;
  const Ordered* const row = FindOrdered(to.mnemonic(), suffix);
  if (row == nullptr || to.operands().empty()) return false;
  if (row->pair) {
    return suffix.empty() && (row->load ? LoadExclusivePair(*row, to)
                                        : StoreExclusivePair(*row, to));
  }
  if (row->load) {
    return LoadOrdered(*row, WidthOf(suffix, to.Reg(0)), to);
  }
  return row->exclusive ? StoreExclusive(*row, suffix, to)
                        : StoreOrdered(*row, suffix, to);
}

}  // namespace atomics_lab::isa::aarch64
