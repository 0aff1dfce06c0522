// Vector registers, as far as integer code moves data through them: each is
// two halves of 64 bits. Source: Arm ARM DDI 0487, C7.2.
#include <cstddef>
#include <cstdint>

#include "absl/types/span.h"
#include "tools/isa/aarch64_lowering.h"
#include "tools/isa/aarch64_registers.h"
#include "tools/isa/micro_op.h"

namespace atomics_lab::isa::aarch64 {
namespace {

constexpr Source kNothing = {Source::Kind::kConstant, 0, 0};

RegisterNumber Half(const Vector& vector, int half) {
  return static_cast<RegisterNumber>((half == 0 ? kVectorLow : kVectorHigh) +
                                     vector.number);
}

// Which half a lane lies in, and where.
struct LanePlace {
  RegisterNumber half;
  std::uint64_t shift;
};

LanePlace Find(const Vector& vector) {
  const int bit = vector.lane.value_or(0) * vector.lane_bits;
  return {Half(vector, bit / 64), static_cast<std::uint64_t>(bit % 64)};
}

Source ReadLane(const Vector& vector, Lowering& to) {
  const LanePlace place = Find(vector);
  const Source down = to.Compute(Operation::kShiftRight, 64,
                                 Source::Of(place.half), place.shift);
  return to.Compute(Operation::kCopy, vector.lane_bits, down);
}

void WriteLane(const Vector& vector, Source value, Lowering& to) {
  const LanePlace place = Find(vector);
  const std::uint64_t ones = ~std::uint64_t{0} >> (64 - vector.lane_bits);
  const Source part = to.Compute(Operation::kCopy, vector.lane_bits, value);
  const Source up = to.Compute(Operation::kShiftLeft, 64, part, place.shift);
  const Source kept = to.Compute(Operation::kAnd, 64, Source::Of(place.half),
                                 ~(ones << place.shift));
  to.Set(place.half, to.Compute(Operation::kOr, 64, kept, up));
}

// A scalar, and zeros above it.
void WriteScalar(const Vector& vector, Source value, Lowering& to) {
  to.Set(Half(vector, 0), value);
  to.Set(Half(vector, 1), kNothing);
}

bool IsWhole(const Vector& vector) {
  return !vector.scalar && !vector.lane.has_value();
}
bool IsLane(const Vector& vector) { return vector.lane.has_value(); }
bool IsFull(const Vector& vector) {
  return IsWhole(vector) && vector.lanes * vector.lane_bits == 128;
}
bool SameShape(const Vector& a, const Vector& b) {
  return a.scalar == b.scalar && a.lanes == b.lanes &&
         a.lane_bits == b.lane_bits && a.lane.has_value() == b.lane.has_value();
}

template <Operation operation>
void SetHalf(int half, bool inverts, Lowering& to) {
  const Source a = Source::Of(Half(to.Vec(1), half));
  Source b = Source::Of(Half(to.Vec(2), half));
  if (inverts) b = to.Compute(Operation::kNot, 64, b);
  to.Set(Half(to.Vec(0), half), to.Compute(operation, 64, a, b));
}

// Operations on all bits, whatever the lanes are, or on lanes of 64 bits.
template <Operation operation, bool lanes_matter, bool inverts>
bool Halves(Lowering& to) {
  if (!to.Are("vvv")) return false;
  const Vector& result = to.Vec(0);
  if (!IsWhole(result) || !SameShape(result, to.Vec(1)) ||
      !SameShape(result, to.Vec(2)) ||
      (lanes_matter && result.lane_bits != 64)) {
    return false;
  }
  SetHalf<operation>(0, inverts, to);
  if (IsFull(result)) {
    SetHalf<operation>(1, inverts, to);
  } else {
    to.Set(Half(result, 1), kNothing);
  }
  return true;
}

// `mov v0.16b, v1.16b`
bool MoveWhole(Lowering& to) {
  if (!IsWhole(to.Vec(0)) || !SameShape(to.Vec(0), to.Vec(1))) return false;
  to.Set(Half(to.Vec(0), 0), Source::Of(Half(to.Vec(1), 0)));
  to.Set(Half(to.Vec(0), 1),
         IsFull(to.Vec(0)) ? Source::Of(Half(to.Vec(1), 1)) : kNothing);
  return true;
}

bool MoveVector(Lowering& to) {
  const Vector& result = to.Vec(0);
  const Vector& source = to.Vec(1);
  if (IsLane(source) && result.lane_bits == source.lane_bits) {
    if (IsLane(result)) {
      WriteLane(result, ReadLane(source, to), to);
      return true;
    }
    if (result.scalar) {
      WriteScalar(result, ReadLane(source, to), to);
      return true;
    }
  }
  return MoveWhole(to);
}

bool FromLane(Lowering& to) {
  if (!to.Are("rv") || !IsLane(to.Vec(1)) || to.Vec(1).lane_bits > 64) {
    return false;
  }
  to.Set(to.Reg(0), ReadLane(to.Vec(1), to));
  return true;
}

bool ToLane(Lowering& to) {
  if (!to.Are("vr") || !IsLane(to.Vec(0)) || to.Vec(0).lane_bits > 64) {
    return false;
  }
  WriteLane(to.Vec(0), Read(to.Reg(1)), to);
  return true;
}

// `mov` is many instructions' other name.
bool Move(Lowering& to) {
  if (to.Are("rr") || to.Are("ri")) {
    const auto value = ReadModified(to.operands()[1], to.Reg(0).bits, to);
    to.Set(to.Reg(0), to.Compute(Operation::kCopy, to.Reg(0).bits, *value));
    return true;
  }
  return to.Are("vv") ? MoveVector(to) : FromLane(to) || ToLane(to);
}

bool InsertLane(Lowering& to) {
  return to.Are("vv") ? IsLane(to.Vec(0)) && MoveVector(to) : ToLane(to);
}

// Between registers of one width.
bool MoveFloat(Lowering& to) {
  if (to.Are("vr") && to.Vec(0).scalar &&
      to.Vec(0).lane_bits == to.Reg(1).bits) {
    WriteScalar(to.Vec(0),
                to.Compute(Operation::kCopy, to.Reg(1).bits, Read(to.Reg(1))),
                to);
    return true;
  }
  if (to.Are("rv") && to.Vec(1).scalar &&
      to.Vec(1).lane_bits == to.Reg(0).bits) {
    to.Set(to.Reg(0), ReadLane(to.Vec(1), to));
    return true;
  }
  if (!to.Are("vv") || !to.Vec(0).scalar || !to.Vec(1).scalar ||
      to.Vec(0).lane_bits != to.Vec(1).lane_bits) {
    return false;
  }
  WriteScalar(to.Vec(0), ReadLane(to.Vec(1), to), to);
  return true;
}

// `dup v0.2d, x1`, `dup v0.4s, v1.s[2]`: the value times 1 in each lane.
bool Duplicate(Lowering& to) {
  const bool from_lane = to.Are("vv") && IsLane(to.Vec(1)) &&
                         to.Vec(1).lane_bits == to.Vec(0).lane_bits;
  if ((!from_lane && !to.Are("vr")) || !IsWhole(to.Vec(0))) return false;
  const int bits = to.Vec(0).lane_bits;
  const Source value =
      from_lane ? ReadLane(to.Vec(1), to)
                : to.Compute(Operation::kCopy, bits, Read(to.Reg(1)));
  std::uint64_t ones = 0;
  for (int bit = 0; bit < 64; bit += bits) ones |= std::uint64_t{1} << bit;
  const Source half = to.Compute(Operation::kMul, 64, value, ones);
  to.Set(Half(to.Vec(0), 0), to.Compute(Operation::kCopy, 64, half));
  to.Set(Half(to.Vec(0), 1),
         IsFull(to.Vec(0)) ? to.Compute(Operation::kCopy, 64, half) : kNothing);
  return true;
}

// Only zero, which looks the same in lanes of any width.
bool MoveImmediate(Lowering& to) {
  if (!to.Are("vi") || to.Imm(1) != 0 || IsLane(to.Vec(0))) return false;
  WriteScalar(to.Vec(0), kNothing, to);
  return true;
}

// Scalars of one width; a pair that is loaded has two registers.
bool AreScalars(bool load, std::size_t count, const Lowering& to) {
  const Vector& first = to.Vec(0);
  if (count == 1) return first.scalar;
  const Vector& second = to.Vec(1);
  return first.scalar && second.scalar && first.lane_bits == second.lane_bits &&
         !(load && first.number == second.number);
}

// The address of a memory operand or of a literal.
Source VectorAddress(Lowering& to) {
  const ResolvedOperand& last = to.operands().back();
  if (last.kind == ResolvedOperand::Kind::kMemory) {
    return Address(last.memory, to);
  }
  return Source::Of(to.Reference().value_or(last.immediate));
}

// Up to 8 bytes between memory and one half.
void AccessHalf(bool load, const Vector& vector, int half, int size,
                Source address, std::uint64_t offset, Lowering& to) {
  const Source at =
      offset == 0 ? address : to.Compute(Operation::kAdd, 64, address, offset);
  MicroOp access = Access(load ? MicroOp::Kind::kLoad : MicroOp::Kind::kStore,
                          size > 8 ? 8 : size, at);
  if (load) {
    to.Set(Half(vector, half), to.Load(access));
    return;
  }
  access.b = Source::Of(Half(vector, half));
  to.Append(access);
}

// Their names are also those of general registers' operations.
constexpr Rule kOperations[] = {
    {"add", Halves<Operation::kAdd, true, false>},
    {"sub", Halves<Operation::kSub, true, false>},
    {"and", Halves<Operation::kAnd, false, false>},
    {"orr", Halves<Operation::kOr, false, false>},
    {"eor", Halves<Operation::kXor, false, false>},
    {"bic", Halves<Operation::kAnd, false, true>},
    {"orn", Halves<Operation::kOr, false, true>},
};

constexpr Rule kRules[] = {
    {"mov", Move},      {"fmov", MoveFloat}, {"movi", MoveImmediate},
    {"dup", Duplicate}, {"ins", InsertLane}, {"umov", FromLane},
};

}  // namespace

absl::Span<const Rule> VectorRules() { return kRules; }

bool LowerVectorOperation(Lowering& to) {
  for (const Rule& rule : kOperations) {
    if (rule.mnemonic == to.mnemonic()) return rule.lower(to);
  }
  return false;
}

bool LowerVectorAccess(bool load, Lowering& to) {
  const std::size_t count = to.operands().size() - 1;
  if (!AreScalars(load, count, to)) return false;
  const int bytes = to.Vec(0).lane_bits / 8;
  const Source address = VectorAddress(to);
  for (std::size_t i = 0; i < count; ++i) {
    const auto offset = static_cast<std::uint64_t>(bytes) * i;
    const Vector& vector = to.Vec(i);
    AccessHalf(load, vector, 0, bytes, address, offset, to);
    if (bytes == 16) {
      AccessHalf(load, vector, 1, bytes, address, offset + 8, to);
    }
    if (bytes < 16 && load) to.Set(Half(vector, 1), kNothing);
  }
  if (to.operands().back().kind == ResolvedOperand::Kind::kMemory) {
    WriteBackAfter(to.operands().back().memory, to);
  }
  return true;
}

}  // namespace atomics_lab::isa::aarch64
