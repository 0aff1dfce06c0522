#include "tools/listing/operand_access.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/strip.h"
#include "absl/types/span.h"

namespace atomics_lab::listing {
namespace {

struct Access {
  bool reads = false;
  bool writes = false;
};

constexpr Access kNone = {};
constexpr Access kRead = {.reads = true};
constexpr Access kWrite = {.writes = true};
constexpr Access kReadWrite = {.reads = true, .writes = true};

void Set(Operand& operand, Access access) {
  operand.reads = access.reads;
  operand.writes = access.writes;
}

bool IsMemory(const Operand& operand) {
  return operand.kind == Operand::Kind::kMemory;
}

bool StartsWithAny(std::string_view text,
                   absl::Span<const std::string_view> prefixes) {
  return std::any_of(
      prefixes.begin(), prefixes.end(),
      [&](std::string_view prefix) { return absl::StartsWith(text, prefix); });
}

// SDM vol. 2A, LEA ("the memory operand is not accessed"), CLFLUSH; vol. 2B,
// NOP ("the multi-byte form does not access memory"), PREFETCHh ("merely a
// hint"). A flush or demotion moves a line but reads and writes no data.
constexpr std::array<std::string_view, 7> kX86Untouched = {
    "lea", "nop", "prefetch", "clflush", "clwb", "cldemote", "invlpg"};

// SDM vol. 2A, CMPXCHG: "the destination operand receives a write cycle
// without regard to the result of the comparison". CMPXCHG8B/16B alike.
constexpr std::string_view kCompareExchange = "cmpxchg";

// SDM vol. 2B, RCL/RCR/ROL/ROR and SAL/SAR/SHL/SHR: DEST is shifted in place.
constexpr std::array<std::string_view, 8> kX86Shifts = {
    "rol", "ror", "rcl", "rcr", "shl", "shr", "sal", "sar"};

// Instructions that only write their first operand, where that is memory (SDM
// vol. 2A, FIST, FST, FSTCW …; vol. 2B, MOVQ, MOVUPS …, PEXTRB …, SETcc,
// STMXCSR; vol. 2C, VEXTRACTF128 …, VCVTPS2PH, VMASKMOV).
constexpr std::array<std::string_view, 17> kX86Stores = {
    "mov",       "vmov",       "pextr",    "vpextr",    "extractps", "vextract",
    "vcompress", "vpcompress", "vmaskmov", "vpmaskmov", "stmxcsr",   "vstmxcsr",
    "vcvtps2ph", "set",        "fist",     "fst",       "fnst"};

// SDM vol. 2B, TEST: both operands are read, the result only sets flags.
constexpr std::string_view kX86Test = "test";

std::string_view WithoutX86Prefix(std::string_view mnemonic) {
  const std::size_t space = mnemonic.rfind(' ');
  return space == std::string_view::npos ? mnemonic
                                         : mnemonic.substr(space + 1);
}

// The string instructions have memory on both sides, and right flags.
bool StoresToFirst(const std::vector<Operand>& operands) {
  return !operands.empty() && IsMemory(operands[0]) &&
         (operands.size() == 1 || !IsMemory(operands[1]));
}

void CorrectX86(std::string_view mnemonic, std::vector<Operand>& operands) {
  if (StartsWithAny(mnemonic, kX86Untouched)) {
    for (Operand& operand : operands) {
      if (IsMemory(operand)) Set(operand, kNone);
    }
  } else if (!StoresToFirst(operands)) {
    return;
  } else if (absl::StartsWith(mnemonic, kCompareExchange) ||
             StartsWithAny(mnemonic, kX86Shifts)) {
    Set(operands[0], kReadWrite);
  } else if (StartsWithAny(mnemonic, kX86Stores)) {
    Set(operands[0], kWrite);
  } else if (mnemonic == kX86Test) {
    Set(operands[0], kRead);
  }
}

// Arm ARM C6.2, LDADD to LDUMIN: memory is replaced by a function of itself
// and the first register; the old value goes to the second. The ST… names are
// the same instructions with the zero register in its place.
constexpr std::array<std::string_view, 8> kAArch64Operations = {
    "add", "clr", "eor", "set", "smax", "smin", "umax", "umin"};

bool IsAtomicOperation(std::string_view mnemonic) {
  return (absl::ConsumePrefix(&mnemonic, "ld") ||
          absl::ConsumePrefix(&mnemonic, "st")) &&
         StartsWithAny(mnemonic, kAArch64Operations);
}

bool IsCompareAndSwap(std::string_view mnemonic) {
  return absl::StartsWith(mnemonic, "cas");
}

bool IsSwap(std::string_view mnemonic) {
  return absl::StartsWith(mnemonic, "swp");
}

Access AArch64MemoryAccess(std::string_view mnemonic) {
  if (IsAtomicOperation(mnemonic) || IsCompareAndSwap(mnemonic) ||
      IsSwap(mnemonic)) {
    return kReadWrite;
  }
  if (absl::StartsWith(mnemonic, "ld")) return kRead;
  if (absl::StartsWith(mnemonic, "st")) return kWrite;
  return kNone;  // prefetches
}

// Arm ARM C6.2, CAS: Rs is compared and then holds the old value, Rt is
// written to memory; CASP takes register pairs for both.
void CorrectCompareAndSwap(std::vector<Operand>& operands) {
  const std::size_t compared = (operands.size() - 1) / 2;
  for (std::size_t i = 0; i + 1 < operands.size(); ++i) {
    Set(operands[i], i < compared ? kReadWrite : kRead);
  }
}

void CorrectAtomicRegisters(std::string_view mnemonic,
                            std::vector<Operand>& operands) {
  if (operands.size() < 2) return;
  if (IsCompareAndSwap(mnemonic)) {
    CorrectCompareAndSwap(operands);
  } else if (IsSwap(mnemonic) || IsAtomicOperation(mnemonic)) {
    Set(operands[0], kRead);
    if (operands.size() == 3) Set(operands[1], kWrite);
  }
}

// STLLR, STLUR: Rt is stored; LDLAR: Rt is loaded; MOV from or to the stack
// pointer is ADD by another name, and writes Rd. The library says nothing.
// CMP, CMN and TST are SUBS, ADDS and ANDS with the zero register as their
// destination, which the assembler leaves out: all that is named is read.
void CorrectFirstRegister(std::string_view mnemonic,
                          std::vector<Operand>& operands) {
  if (StartsWithAny(mnemonic, {"stllr", "stlur"})) Set(operands[0], kRead);
  if (absl::StartsWith(mnemonic, "ldlar") || mnemonic == "mov") {
    Set(operands[0], kWrite);
  }
  if (mnemonic == "cmp" || mnemonic == "cmn" || mnemonic == "tst") {
    Set(operands[0], kRead);
  }
}

void CorrectAArch64(std::string_view mnemonic, std::vector<Operand>& operands) {
  for (Operand& operand : operands) {
    if (IsMemory(operand)) Set(operand, AArch64MemoryAccess(mnemonic));
  }
  if (operands.empty()) return;
  CorrectAtomicRegisters(mnemonic, operands);
  CorrectFirstRegister(mnemonic, operands);
}

}  // namespace

void CorrectAccess(Architecture architecture, Instruction& instruction) {
  if (architecture == Architecture::kX86_64) {
    CorrectX86(WithoutX86Prefix(instruction.mnemonic), instruction.operands);
  } else {
    CorrectAArch64(instruction.mnemonic, instruction.operands);
  }
}

}  // namespace atomics_lab::listing
