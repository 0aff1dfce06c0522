#include <bit>
#include <cstdint>

#include "tools/isa/micro_op.h"

namespace atomics_lab::isa {
namespace {

using Wide = unsigned __int128;
using SignedWide = __int128;

std::uint64_t Low(std::uint64_t value, int bits) {
  return bits >= 64 ? value : value & ((std::uint64_t{1} << bits) - 1);
}

std::int64_t Signed(std::uint64_t value, int bits) {
  if (bits == 0) return 0;
  const int unused = 64 - bits;
  return static_cast<std::int64_t>(value << unused) >> unused;
}

std::uint64_t ShiftRightSigned(std::uint64_t a, std::uint64_t count, int bits) {
  const auto most = static_cast<std::uint64_t>(bits - 1);
  return static_cast<std::uint64_t>(Signed(a, bits) >>
                                    (count < most ? count : most));
}

std::uint64_t RotateRight(std::uint64_t a, std::uint64_t count, int bits) {
  const int by = static_cast<int>(count % static_cast<std::uint64_t>(bits));
  return by == 0 ? a : (a >> by) | (a << (bits - by));
}

std::uint64_t DivSigned(std::uint64_t a, std::uint64_t b, int bits) {
  if (b == 0) return 0;
  if (Signed(b, bits) == -1) return 0 - a;
  return static_cast<std::uint64_t>(Signed(a, bits) / Signed(b, bits));
}

std::uint64_t ReverseBits(std::uint64_t a, int bits) {
  std::uint64_t reversed = 0;
  for (int i = 0; i < bits; ++i) reversed |= ((a >> i) & 1) << (bits - 1 - i);
  return reversed;
}

std::uint64_t ReverseBytes(std::uint64_t a, int bits) {
  return __builtin_bswap64(a) >> (64 - bits);
}

std::uint64_t MulHighUnsigned(std::uint64_t a, std::uint64_t b, int bits) {
  return static_cast<std::uint64_t>((Wide{a} * b) >> bits);
}

std::uint64_t MulHighSigned(std::uint64_t a, std::uint64_t b, int bits) {
  const SignedWide product = SignedWide{Signed(a, bits)} * Signed(b, bits);
  return static_cast<std::uint64_t>(product >> bits);
}

std::uint64_t Compute(Operation operation, int bits, std::uint64_t a,
                      std::uint64_t b, std::uint64_t c) {
  const auto width = static_cast<std::uint64_t>(bits);
  switch (operation) {
    case Operation::kCopy:
      return a;
    case Operation::kAdd:
      return a + b;
    case Operation::kSub:
      return a - b;
    case Operation::kMul:
      return a * b;
    case Operation::kMulHighUnsigned:
      return MulHighUnsigned(a, b, bits);
    case Operation::kMulHighSigned:
      return MulHighSigned(a, b, bits);
    case Operation::kDivUnsigned:
      return b == 0 ? 0 : a / b;
    case Operation::kDivSigned:
      return DivSigned(a, b, bits);
    case Operation::kAnd:
      return a & b;
    case Operation::kOr:
      return a | b;
    case Operation::kXor:
      return a ^ b;
    case Operation::kNot:
      return ~a;
    case Operation::kShiftLeft:
      return b >= width ? 0 : a << b;
    case Operation::kShiftRight:
      return b >= width ? 0 : a >> b;
    case Operation::kShiftRightSigned:
      return ShiftRightSigned(a, b, bits);
    case Operation::kRotateRight:
      return RotateRight(a, b, bits);
    case Operation::kSignExtend:
      return static_cast<std::uint64_t>(Signed(a, static_cast<int>(b)));
    case Operation::kEqual:
      return a == b ? 1 : 0;
    case Operation::kLessUnsigned:
      return a < b ? 1 : 0;
    case Operation::kLessSigned:
      return Signed(a, bits) < Signed(b, bits) ? 1 : 0;
    case Operation::kSelect:
      return a != 0 ? b : c;
    case Operation::kCountLeadingZeros:
      return static_cast<std::uint64_t>(std::countl_zero(a) - (64 - bits));
    case Operation::kReverseBits:
      return ReverseBits(a, bits);
    case Operation::kReverseBytes:
      return ReverseBytes(a, bits);
    case Operation::kPopulationCount:
      return static_cast<std::uint64_t>(std::popcount(a));
  }
  __builtin_unreachable();
}

}  // namespace

std::uint64_t Evaluate(Operation operation, int bits, std::uint64_t a,
                       std::uint64_t b, std::uint64_t c) {
  return Low(Compute(operation, bits, Low(a, bits), Low(b, bits), Low(c, bits)),
             bits);
}

}  // namespace atomics_lab::isa
