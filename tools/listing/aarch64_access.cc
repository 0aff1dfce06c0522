// Source: Arm ARM DDI 0487 C6.2.
#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/strip.h"
#include "tools/listing/access.h"
#include "tools/listing/listing.h"

namespace atomics_lab::listing {
namespace {

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
  return kNotAccessed;  // prefetches
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

void CorrectAArch64Access(Instruction& instruction) {
  CorrectAArch64(instruction.mnemonic, instruction.operands);
  // C6.2, RET: without a register it is x30's.
  if (instruction.mnemonic == "ret" && instruction.operands.empty()) {
    instruction.implicit_reads = {"x30"};
  }
}

}  // namespace atomics_lab::listing
