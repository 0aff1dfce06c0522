// Sources: Intel SDM vol. 2 (325383), AMD APM vol. 3 (24594).
#include <array>
#include <string_view>
#include <vector>

#include "absl/strings/match.h"
#include "tools/listing/access.h"
#include "tools/listing/listing.h"

namespace atomics_lab::listing {
namespace {

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

// String instructions have memory on both sides, and the library's flags are
// right.
bool StoresToFirst(const std::vector<Operand>& operands) {
  return !operands.empty() && IsMemory(operands[0]) &&
         (operands.size() == 1 || !IsMemory(operands[1]));
}

void CorrectX86(std::string_view mnemonic, std::vector<Operand>& operands) {
  if (StartsWithAny(mnemonic, kX86Untouched)) {
    for (Operand& operand : operands) {
      if (IsMemory(operand)) Set(operand, kNotAccessed);
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

// SDM vol. 2A, CMPXCHG: the accumulator is compared and, where that fails,
// loaded; vol. 2B, SYSCALL: RCX and R11 take the return address and the flags.
void CorrectImplicit(std::string_view mnemonic, Instruction& instruction) {
  if (mnemonic == kCompareExchange) {
    instruction.implicit_writes = instruction.implicit_reads;
    instruction.implicit_writes.emplace_back("rflags");
  } else if (mnemonic == "syscall") {
    instruction.implicit_writes = {"rcx", "r11"};
  }
}

}  // namespace

void CorrectX86Access(Instruction& instruction) {
  const std::string_view mnemonic = WithoutX86Prefix(instruction.mnemonic);
  CorrectX86(mnemonic, instruction.operands);
  CorrectImplicit(mnemonic, instruction);
}

}  // namespace atomics_lab::listing
