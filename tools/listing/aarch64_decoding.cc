// AArch64: what the decoder library says of operands, and what the manual says
// instead where it errs.
//
// Source: Arm ARM DDI 0487 C1.2 (structure of the assembler language), C6.2.
#include <capstone/capstone.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/strip.h"
#include "tools/listing/access.h"
#include "tools/listing/decoding.h"
#include "tools/listing/flow.h"
#include "tools/listing/listing.h"

namespace atomics_lab::listing {
namespace {

constexpr std::array<Modifier::Kind, 6> kShifts = {
    Modifier::Kind::kNone, Modifier::Kind::kLsl, Modifier::Kind::kNone,
    Modifier::Kind::kLsr,  Modifier::Kind::kAsr, Modifier::Kind::kRor};
static_assert(ARM64_SFT_LSL == 1 && ARM64_SFT_LSR == 3 && ARM64_SFT_ROR == 5);

// UXTB to UXTX, then SXTB to SXTX.
static_assert(ARM64_EXT_UXTB == 1 && ARM64_EXT_SXTB == 5 &&
              ARM64_EXT_SXTX == 8);

Modifier ModifierOf(const cs_arm64_op& raw) {
  Modifier modifier;
  modifier.amount = static_cast<int>(raw.shift.value);
  if (raw.ext != ARM64_EXT_INVALID) {
    const int number = raw.ext - ARM64_EXT_UXTB;
    modifier.kind =
        number < 4 ? Modifier::Kind::kUnsigned : Modifier::Kind::kSigned;
    modifier.from_bits = 8 << (number % 4);
  } else if (raw.shift.type != ARM64_SFT_INVALID) {
    modifier.kind = kShifts[raw.shift.type];
  }
  if (modifier.kind == Modifier::Kind::kNone) modifier.amount = 0;
  return modifier;
}

// As the assembler's line has it: two of the registers go by another name in
// the library's tables.
std::string NameOf(csh handle, unsigned number) {
  if (number == ARM64_REG_FP) return "x29";
  if (number == ARM64_REG_LR) return "x30";
  return RegisterName(handle, number);
}

// x0, sp; w0; then b0 to q0, and v0.
int RegisterBits(std::string_view name) {
  if (name == "sp") return 64;
  constexpr std::string_view kLetters = "bhsdqwxv";
  constexpr std::array<int, 8> kBits = {8, 16, 32, 64, 128, 32, 64, 128};
  const std::size_t letter = name.empty() ? name.npos : kLetters.find(name[0]);
  return letter == name.npos ? 0 : kBits[letter];
}

struct Arrangement {
  int bits;
  int lanes;
};

// As Capstone counts them: none, 16b, 8b, 4b, 1b, 8h, 4h, 2h, 1h, 4s, …
constexpr std::array<Arrangement, 15> kArrangements = {{{128, 1},
                                                        {128, 16},
                                                        {64, 8},
                                                        {32, 4},
                                                        {8, 1},
                                                        {128, 8},
                                                        {64, 4},
                                                        {32, 2},
                                                        {16, 1},
                                                        {128, 4},
                                                        {64, 2},
                                                        {32, 1},
                                                        {128, 2},
                                                        {64, 1},
                                                        {128, 1}}};
static_assert(ARM64_VAS_16B == 1 && ARM64_VAS_1B == 4 && ARM64_VAS_1H == 8 &&
              ARM64_VAS_1S == 11 && ARM64_VAS_1Q == 14);

// `v1.d[0]`: one lane, of as many such lanes as fill the register; a lane of
// `v1.4b[0]` is four bytes.
void SetLanes(const cs_arm64_op& raw, Operand& operand) {
  const Arrangement arrangement = kArrangements[raw.vas];
  operand.bits = arrangement.bits;
  operand.lanes = arrangement.lanes;
  if (raw.vector_index < 0) return;
  operand.lane = raw.vector_index;
  operand.lanes = 128 / arrangement.bits;
  operand.bits = 128;
}

// Of `fmla v0.2d, v1.2d, v2.d[1]` the library forgets how wide the lane is. It
// is as wide as the result's.
void CompleteLanes(std::vector<Operand>& operands) {
  for (Operand& operand : operands) {
    if (!operand.lane.has_value() || operand.lanes != 1) continue;
    const int lane_bits = operands[0].bits / operands[0].lanes;
    if (lane_bits != 0) operand.lanes = 128 / lane_bits;
  }
}

void SetRegister(csh handle, const cs_arm64_op& raw, Operand& operand) {
  operand.kind = Operand::Kind::kRegister;
  operand.reg = NameOf(handle, raw.reg);
  operand.bits = RegisterBits(operand.reg);
  if (raw.vas != ARM64_VAS_INVALID || raw.vector_index >= 0) {
    SetLanes(raw, operand);
  }
}

void SetMemory(csh handle, const cs_arm64_op& raw, Operand& operand) {
  operand.kind = Operand::Kind::kMemory;
  operand.base = NameOf(handle, raw.mem.base);
  operand.index = NameOf(handle, raw.mem.index);
  operand.displacement = raw.mem.disp;
  if (operand.modifier.kind == Modifier::Kind::kLsl) {
    operand.scale = std::int64_t{1} << (operand.modifier.amount & 63);
  }
}

// The shift that fills with ones (MSL) has no Modifier.
void SetImmediate(const cs_arm64_op& raw, Operand& operand) {
  if (raw.shift.type == ARM64_SFT_MSL) return;
  operand.kind = Operand::Kind::kImmediate;
  operand.immediate = raw.shift.type == ARM64_SFT_LSL
                          ? raw.imm << (raw.shift.value & 63)
                          : raw.imm;
  operand.reads = true;
}

// Item number `wanted` of an assembler's line without brackets. The library
// gives names of system registers and barriers only there.
std::string Item(std::string_view text, std::size_t wanted) {
  for (; wanted > 0; --wanted) {
    const std::size_t comma = text.find(',');
    if (comma == text.npos) return "";
    text.remove_prefix(comma + 1);
  }
  return absl::AsciiStrToLower(
      absl::StripAsciiWhitespace(text.substr(0, text.find(','))));
}

void SetName(std::string name, Operand& operand) {
  operand.kind = Operand::Kind::kName;
  operand.name = std::move(name);
}

Operand Converted(csh handle, const cs_insn& raw, std::size_t i) {
  const cs_arm64_op& from = raw.detail->arm64.operands[i];
  Operand operand;
  Set(operand, {.reads = (from.access & CS_AC_READ) != 0,
                .writes = (from.access & CS_AC_WRITE) != 0});
  operand.modifier = ModifierOf(from);
  switch (from.type) {
    case ARM64_OP_REG:
      SetRegister(handle, from, operand);
      break;
    case ARM64_OP_IMM:
      SetImmediate(from, operand);
      break;
    case ARM64_OP_MEM:
      SetMemory(handle, from, operand);
      break;
    case ARM64_OP_REG_MRS:
    case ARM64_OP_REG_MSR:
    case ARM64_OP_PSTATE:
    case ARM64_OP_SYS:
    case ARM64_OP_PREFETCH:
    case ARM64_OP_BARRIER:
    case ARM64_OP_CIMM:
      SetName(Item(raw.op_str, i), operand);
      break;
    default:
      break;
  }
  return operand;
}

// `csel x0, x1, x2, eq`: the condition is no operand to the library. That of a
// branch is part of the mnemonic.
void AppendCondition(const cs_arm64& detail, Instruction& instruction) {
  constexpr std::array<std::string_view, 17> kConditions = {
      "",   "eq", "ne", "hs", "lo", "mi", "pl", "vs", "vc",
      "hi", "ls", "ge", "lt", "gt", "le", "al", "nv"};
  static_assert(ARM64_CC_EQ == 1 && ARM64_CC_HI == 9 && ARM64_CC_NV == 16);
  if (detail.cc == ARM64_CC_INVALID) return;
  Operand condition;
  SetName(std::string(kConditions[detail.cc]), condition);
  instruction.operands.push_back(std::move(condition));
}

// After `[x1], #8` the library has another operand; it is the displacement.
void SetWriteBack(const cs_arm64& detail, std::vector<Operand>& operands) {
  if (!detail.writeback) return;
  for (std::size_t i = 0; i < operands.size(); ++i) {
    if (!IsMemory(operands[i])) continue;
    operands[i].write_back =
        detail.post_index ? WriteBack::kAfter : WriteBack::kBefore;
    if (!detail.post_index || i + 1 == operands.size() ||
        operands[i + 1].kind != Operand::Kind::kImmediate) {
      return;
    }
    operands[i].displacement = operands[i + 1].immediate;
    operands.erase(operands.begin() + static_cast<std::ptrdiff_t>(i + 1));
  }
}

bool IsPair(std::string_view mnemonic) {
  return StartsWithAny(mnemonic, {"ldp", "stp", "ldnp", "stnp", "ldxp", "ldaxp",
                                  "stxp", "stlxp", "casp", "ldiapp", "stilp"});
}

// C6.2: the names end in the width where it is not the register's.
int AccessBits(std::string_view mnemonic,
               const std::vector<Operand>& operands) {
  if (StartsWithAny(mnemonic, {"ld64b", "st64b"})) return 512;
  if (StartsWithAny(mnemonic, {"ld1", "ld2", "ld3", "ld4", "st1", "st2", "st3",
                               "st4", "ldg", "stg", "st2g", "stz"})) {
    return 0;  // elements of several registers; tags
  }
  const int registers = IsPair(mnemonic) ? 2 : 1;
  if (absl::EndsWith(mnemonic, "sw")) return 32 * registers;
  if (absl::EndsWith(mnemonic, "b")) return 8;
  if (absl::EndsWith(mnemonic, "h")) return 16;
  // A store-exclusive has the register for its status first.
  const std::size_t data = StartsWithAny(mnemonic, {"stx", "stlx"}) ? 1 : 0;
  return data < operands.size() ? registers * operands[data].bits : 0;
}

// `ldr x0, label` has an address where other loads have memory.
void MakeLiteralMemory(Decoded& decoded) {
  Operand& literal = decoded.instruction.operands.back();
  const auto address = static_cast<std::uint64_t>(literal.immediate);
  decoded.data_address = address;
  literal.kind = Operand::Kind::kMemory;
  literal.immediate = 0;
  literal.base = "pc";
  literal.displacement =
      static_cast<std::int64_t>(address - decoded.instruction.address);
}

void FollowLastImmediate(Decoded& decoded) {
  const std::vector<Operand>& operands = decoded.instruction.operands;
  if (operands.empty() || operands.back().kind != Operand::Kind::kImmediate) {
    return;
  }
  const auto last = static_cast<std::uint64_t>(operands.back().immediate);
  const std::string& mnemonic = decoded.instruction.mnemonic;
  if (GoesElsewhere(decoded.flow)) {
    decoded.branch_target = last;
  } else if (mnemonic == "adr" || mnemonic == "adrp") {
    decoded.data_address = last;
  } else if (operands.size() == 2 &&
             (mnemonic == "ldr" || mnemonic == "ldrsw")) {
    MakeLiteralMemory(decoded);
  }
}

void Read(csh handle, const cs_insn& raw, Decoded& decoded) {
  const cs_arm64& detail = raw.detail->arm64;
  Instruction& instruction = decoded.instruction;
  for (std::uint8_t i = 0; i < detail.op_count; ++i) {
    instruction.operands.push_back(Converted(handle, raw, i));
  }
  CompleteLanes(instruction.operands);
  if (decoded.flow == Flow::kNext) AppendCondition(detail, instruction);
  SetWriteBack(detail, instruction.operands);
  FollowLastImmediate(decoded);
  for (Operand& operand : instruction.operands) {
    if (!IsMemory(operand)) continue;
    operand.bits = AccessBits(instruction.mnemonic, instruction.operands);
  }
  CorrectAArch64Access(instruction);
}

}  // namespace

const Decoding& AArch64Decoding() {
  static constexpr Decoding kDecoding = {.arch = CS_ARCH_ARM64,
                                         .mode = CS_MODE_ARM,
                                         .words = true,
                                         .register_name = NameOf,
                                         .read = Read};
  return kDecoding;
}

}  // namespace atomics_lab::listing
