// AArch64: roles of instructions.
//
// Sources: Arm Architecture Reference Manual for A-profile (DDI 0487): B2.3
// (ordering: Acquire, AcquirePC, Release, barriers), B2.9 (exclusives), C3.2.12
// and C6.2 (the atomic instructions of FEAT_LSE and their names); AAPCS64 6.1.1
// (sp, x29).
#include "tools/isa/aarch64.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "tools/isa/isa.h"
#include "tools/isa/operands.h"
#include "tools/listing/flow.h"
#include "tools/listing/listing.h"

namespace atomics_lab::isa {
namespace {

using listing::Flow;
using listing::Instruction;
using listing::Operand;

// Atomic operations, without the ordering and the width that follow; of two
// that begin alike the longer one first. FEAT_LSE; FEAT_LSE128 and FEAT_LSUI;
// FEAT_THE, which begin with rcw or rcws; FEAT_LSFE.
constexpr std::array<std::string_view, 57> kAtomics = {
    "ldadd",     "ldclrp",   "ldclr",     "ldeor",    "ldsetp",   "ldset",
    "ldsmax",    "ldsmin",   "ldumax",    "ldumin",   "stadd",    "stclr",
    "steor",     "stset",    "stsmax",    "stsmin",   "stumax",   "stumin",
    "swpp",      "swpt",     "swp",       "casp",     "cas",      "ldtadd",
    "ldtclr",    "ldtset",   "rcwcasp",   "rcwcas",   "rcwclrp",  "rcwclr",
    "rcwsetp",   "rcwset",   "rcwswpp",   "rcwswp",   "rcwscasp", "rcwscas",
    "rcwsclrp",  "rcwsclr",  "rcwssetp",  "rcwsset",  "rcwsswpp", "rcwsswp",
    "ldfadd",    "ldfmaxnm", "ldfmax",    "ldfminnm", "ldfmin",   "ldbfadd",
    "ldbfmaxnm", "ldbfmax",  "ldbfminnm", "ldbfmin",  "stfadd",   "stfmax",
    "stfmin",    "stbf",     "ldbf"};
constexpr std::array<std::string_view, 6> kLoadLinked = {
    "ldxr", "ldaxr", "ldxp", "ldaxp", "ldtxr", "ldatxr"};
constexpr std::array<std::string_view, 6> kStoreConditional = {
    "stxr", "stlxr", "stxp", "stlxp", "sttxr", "stltxr"};
// Of one register, of two, and of a vector's element.
constexpr std::array<std::string_view, 4> kAcquireLoads = {"ldar", "ldlar",
                                                           "ldap", "ldiapp"};
constexpr std::array<std::string_view, 5> kReleaseStores = {
    "stlr", "stllr", "stlur", "stilp", "stl1"};

// Plain accesses that have forms for bytes and halfwords.
constexpr std::array<std::string_view, 4> kPlain = {"ldr", "str", "ldur",
                                                    "stur"};
// What only brings values to where they are needed.
constexpr std::array<std::string_view, 16> kMoves = {
    "mov",  "movz", "movk",  "movn", "fmov", "uxtb", "uxth", "sxtb",
    "sxth", "cset", "csetm", "csel", "adr",  "adrp", "nop",  "bti"};

// The prefix of `mnemonic` that is one of `words`; empty if none is.
template <std::size_t kSize>
std::string_view PrefixAmong(const std::array<std::string_view, kSize>& words,
                             std::string_view mnemonic) {
  for (std::string_view word : words) {
    if (absl::StartsWith(mnemonic, word)) return word;
  }
  return "";
}

bool IsZeroRegister(const Operand& operand) {
  return operand.reg == "wzr" || operand.reg == "xzr";
}

// C6.2, e.g. LDADD, CAS, LDAPR: an acquire holds only if what was read goes to
// a register that is not the zero register. Older issues of the manual said so
// of fewer instructions, and of LDAR that nobody can observe its acquire.
bool DiscardsLoaded(const Instruction& instruction) {
  const auto& operands = instruction.operands;
  const std::string_view mnemonic = instruction.mnemonic;
  if (operands.size() < 2) return false;
  if (mnemonic == "ldaxp" || mnemonic == "ldiapp") {
    return IsZeroRegister(operands[0]) && IsZeroRegister(operands[1]);
  }
  const bool second =
      operands.size() == 3 && !absl::StrContains(mnemonic, "cas");
  return IsZeroRegister(operands[second ? 1 : 0]);
}

Effect AtomicEffect(const Instruction& instruction, std::string_view name) {
  std::string_view suffix = instruction.mnemonic;
  absl::ConsumePrefix(&suffix, name);
  const bool acquire = absl::ConsumePrefix(&suffix, "a");
  const bool release = absl::ConsumePrefix(&suffix, "l");
  return {.role = Role::kAtomicReadModifyWrite,
          .acquire = acquire && !DiscardsLoaded(instruction),
          .release = release,
          .shared = true};
}

// "ishst"; empty for a barrier whose option has no name.
std::string_view DomainOf(const Instruction& instruction) {
  return instruction.operands.empty()
             ? ""
             : std::string_view(instruction.operands[0].name);
}

// B2.3: the load barriers order earlier loads before everything later, the
// store barriers earlier stores before later stores, the full ones everything.
// Those of the non-shareable domain order nothing that another core can see.
Effect Barrier(const Instruction& instruction) {
  const std::string_view domain = DomainOf(instruction);
  if (absl::StartsWith(domain, "nsh")) return {.role = Role::kFence};
  const bool loads = absl::EndsWith(domain, "ld");
  const bool stores = absl::EndsWith(domain, "st");
  return {.role = Role::kFence,
          .acquire = !stores,
          .release = !loads && !stores,
          .store_store = stores};
}

// DSB with other options is another instruction: SSBB and PSSBB keep
// speculative loads from passing stores to the same place, and order nothing.
bool IsBarrier(const Instruction& instruction) {
  if (instruction.mnemonic == "dmb") return true;
  if (instruction.mnemonic != "dsb") return false;
  if (instruction.operands.empty()) return true;
  const Operand& option = instruction.operands[0];
  return option.kind != Operand::Kind::kImmediate ||
         (option.immediate != 0 && option.immediate != 4);
}

Effect PlainEffect(const Isa& isa, FramePointer frame,
                   const Instruction& instruction, const Operand& memory) {
  const std::string_view mnemonic = instruction.mnemonic;
  const Role role = MemoryRole(instruction);
  return {.role = role,
          .acquire = !PrefixAmong(kAcquireLoads, mnemonic).empty() &&
                     !DiscardsLoaded(instruction),
          .release = !PrefixAmong(kReleaseStores, mnemonic).empty(),
          .shared = role != Role::kOther && !IsOnStack(isa, frame, memory)};
}

Effect MemoryEffect(const Isa& isa, FramePointer frame,
                    const Instruction& instruction) {
  const Operand* memory = MemoryOperand(instruction);
  if (memory == nullptr) return {};
  const std::string_view mnemonic = instruction.mnemonic;
  if (!PrefixAmong(kLoadLinked, mnemonic).empty()) {
    return {.role = Role::kLoadLinked,
            .acquire = absl::StartsWith(mnemonic, "lda") &&
                       !DiscardsLoaded(instruction),
            .shared = true};
  }
  if (!PrefixAmong(kStoreConditional, mnemonic).empty()) {
    return {.role = Role::kStoreConditional,
            .release = absl::StartsWith(mnemonic, "stl"),
            .shared = true};
  }
  if (const std::string_view name = PrefixAmong(kAtomics, mnemonic);
      !name.empty()) {
    return AtomicEffect(instruction, name);
  }
  return PlainEffect(isa, frame, instruction, *memory);
}

// `and w1, w1, #0xff`: a narrow argument's upper bits are anything, and so are
// those of a bool.
bool IsWidening(const Instruction& instruction) {
  if (instruction.mnemonic != "and" || instruction.operands.size() != 3) {
    return false;
  }
  const std::int64_t mask = instruction.operands[2].immediate;
  return mask == 1 || mask == 0xff || mask == 0xffff;
}

bool IsStackAddress(const Instruction& instruction) {
  return (instruction.mnemonic == "add" || instruction.mnemonic == "sub") &&
         std::any_of(
             instruction.operands.begin(), instruction.operands.end(),
             [](const Operand& operand) { return operand.reg == "sp"; });
}

bool IsAccess(std::string_view mnemonic) {
  return !PrefixAmong(kAtomics, mnemonic).empty() ||
         !PrefixAmong(kLoadLinked, mnemonic).empty() ||
         !PrefixAmong(kStoreConditional, mnemonic).empty() ||
         !PrefixAmong(kAcquireLoads, mnemonic).empty() ||
         !PrefixAmong(kReleaseStores, mnemonic).empty() ||
         !PrefixAmong(kPlain, mnemonic).empty();
}

class AArch64Isa : public Isa {
 public:
  using Isa::Classify;

  Effect Classify(FramePointer frame,
                  const Instruction& instruction) const override {
    if (IsBarrier(instruction)) return Barrier(instruction);
    if (const Role role = ControlRole(FlowOf(instruction));
        role != Role::kOther) {
      return {.role = role};
    }
    return MemoryEffect(*this, frame, instruction);
  }

  // cbz, cbnz, tbz or tbnz of the zero register is a jump, or nothing.
  Flow FlowOf(const Instruction& instruction) const override {
    const Flow flow =
        listing::FlowOf(listing::Architecture::kAArch64, instruction.mnemonic);
    if (flow != Flow::kBranch || instruction.operands.empty() ||
        !IsZeroRegister(instruction.operands[0])) {
      return flow;
    }
    return absl::EndsWith(instruction.mnemonic, "nz") ? Flow::kNext
                                                      : Flow::kJump;
  }

  bool OnlyArranges(const Instruction& instruction) const override {
    const std::string_view mnemonic = instruction.mnemonic;
    return std::find(kMoves.begin(), kMoves.end(), mnemonic) != kMoves.end() ||
           IsWidening(instruction) || IsStackAddress(instruction);
  }

  std::string Spelling(FramePointer,
                       const Instruction& instruction) const override {
    const std::string_view mnemonic = instruction.mnemonic;
    if (mnemonic != "dmb" && mnemonic != "dsb") return instruction.mnemonic;
    return absl::StrCat(mnemonic, " ", instruction.operand_text);
  }

  std::string_view WithoutWidth(std::string_view mnemonic) const override {
    const bool narrow =
        absl::EndsWith(mnemonic, "b") || absl::EndsWith(mnemonic, "h");
    if (!narrow || !IsAccess(mnemonic)) return mnemonic;
    return mnemonic.substr(0, mnemonic.size() - 1);
  }

  std::string_view frame_pointer() const override { return "x29"; }
  std::string_view stack_pointer() const override { return "sp"; }
};

}  // namespace

const Isa& AArch64() {
  static const AArch64Isa isa;
  return isa;
}

}  // namespace atomics_lab::isa
