#include "tools/isa/atomic_feature.h"

#include <algorithm>
#include <string_view>

#include "absl/strings/match.h"
#include "absl/types/span.h"
#include "tools/elf/by_architecture.h"
#include "tools/isa/aarch64_words.h"
#include "tools/isa/scan.h"
#include "tools/listing/listing.h"

namespace atomics_lab::isa {
namespace {

constexpr Baseline kX86_64[] = {
    {"x86-64", 1}, {"x86-64-v2", 2}, {"x86-64-v3", 3}, {"x86-64-v4", 4}};

constexpr Baseline kAArch64[] = {
    {"armv8-a", 0},    {"armv8.1-a", 1}, {"armv8.2-a", 2}, {"armv8.3-a", 3},
    {"armv8.4-a", 4},  {"armv8.5-a", 5}, {"armv9-a", 5},   {"armv8.6-a", 6},
    {"armv9.1-a", 6},  {"armv8.7-a", 7}, {"armv9.2-a", 7}, {"armv8.8-a", 8},
    {"armv9.3-a", 8},  {"armv8.9-a", 9}, {"armv9.4-a", 9}, {"armv9.5-a", 10},
    {"armv9.6-a", 11},
};

// One row for each feature. x86-64's instructions are known by name.
constexpr AtomicFeature kCx16 = {"CX16", 2, "SDM 2A, CMPXCHG16B"};
constexpr AtomicFeature kRaoInt = {"RAO-INT", kOptional, "319433, RAO-INT"};
constexpr AtomicFeature kCompareAndAdd = {"CMPCCXADD", kOptional,
                                          "319433, CMPccXADD"};
constexpr AtomicFeature kApx = {"APX", kOptional, "355828, 3.1.1 REX2"};
constexpr AtomicFeature kLse = {"FEAT_LSE", 1,
                                "C4.1, Atomic memory operations"};
constexpr AtomicFeature kLor = {"FEAT_LOR", 1, "C4.1, Load/store ordered"};
constexpr AtomicFeature kRcpc = {"FEAT_LRCPC", 3, "C6.2, LDAPR"};
constexpr AtomicFeature kRcpc2 = {"FEAT_LRCPC2", 4,
                                  "C4.1, LDAPR/STLR (unscaled immediate)"};
constexpr AtomicFeature kRcpc3 = {"FEAT_LRCPC3", kOptional,
                                  "C4.1, LDIAPP/STILP, LDAPR/STLR"};
constexpr AtomicFeature kLse128 = {"FEAT_LSE128", kOptional,
                                   "C4.1, 128-bit atomic memory operations"};
constexpr AtomicFeature kRcw = {"FEAT_THE", kOptional,
                                "C4.1, RCW compare and swap"};
constexpr AtomicFeature kLs64 = {"FEAT_LS64", kOptional, "C6.2, LD64B, ST64B"};
constexpr AtomicFeature kLsui = {"FEAT_LSUI", 11,
                                 "C4.1, Atomic memory operations unprivileged"};
constexpr AtomicFeature kLsfe = {"FEAT_LSFE", kOptional,
                                 "C4.1, Atomic memory operations"};

struct Row {
  Pattern pattern;
  const AtomicFeature* feature;
};

// The first that fits.
constexpr Row kRows[] = {
    {{0x3FFFFC00, 0x38BFC000}, &kRcpc},
    {{0xFFFFFC00, 0xF83FD000}, &kLs64},
    {{0xFFFFFC00, 0xF83F9000}, &kLs64},
    {{0xFFE0FC00, 0xF820B000}, &kLs64},  // st64bv
    {{0xFFE0FC00, 0xF820A000}, &kLs64},  // st64bv0
    {{0xBF20FC00, 0x38209000}, &kRcw},
    {{0xBF20FC00, 0x3820A000}, &kRcw},
    {{0xBF20FC00, 0x3820B000}, &kRcw},
    {kAtomic, &kLse},
    {kCompareAndSwap, &kLse},
    {{0xBFA07C00, 0x08207C00}, &kLse},  // casp
    {{0x3FFFFC00, 0x089F7C00}, &kLor},  // stllr
    {{0x3FFFFC00, 0x08DF7C00}, &kLor},  // ldlar
    {{0x3F200C00, 0x19000000}, &kRcpc2},
    {{0xFF20FC00, 0x19208000}, &kLse128},
    {{0xFF20FC00, 0x19201000}, &kLse128},
    {{0xFF20FC00, 0x19203000}, &kLse128},
    {{0xBF20FC00, 0x19209000}, &kRcw},
    {{0xBF20FC00, 0x1920A000}, &kRcw},
    {{0xBF20FC00, 0x1920B000}, &kRcw},
    {{0xBF20F800, 0x19200800}, &kRcw},  // rcwcas and its pair
    {{0xBF200C00, 0x19200400}, &kLsui},
    {{0xBF207C00, 0x89007C00}, &kLsui},   // sttxr, stltxr
    {{0xBF407C00, 0x89407C00}, &kLsui},   // ldtxr, ldatxr
    {{0x7FA07C00, 0x49807C00}, &kLsui},   // cast, caspt
    {{0xBFA0EC00, 0x99000800}, &kRcpc3},  // ldiapp, stilp
    {{0xBFBFFC00, 0x99800800}, &kRcpc3},
    {{0xBFBFFC00, 0x0D018400}, &kRcpc3},
    {{0x3F200C00, 0x1D000800}, &kRcpc3},
    {{0x3F200C00, 0x3C200000}, &kLsfe},
};

const AtomicFeature* OfAArch64(std::string_view, Code bytes) {
  if (bytes.size() < kWord) return nullptr;
  const Word word = WordAt(bytes, 0);
  const auto* row = std::find_if(
      std::begin(kRows), std::end(kRows),
      [&](const Row& candidate) { return candidate.pattern.Fits(word); });
  return row == std::end(kRows) ? nullptr : row->feature;
}

bool IsRemoteAtomic(std::string_view mnemonic) {
  return mnemonic == "aadd" || mnemonic == "aand" || mnemonic == "aor" ||
         mnemonic == "axor";
}

// Behind the prefixes of old, which APX lets stand before its own.
bool HasRex2(Code bytes) {
  for (const std::uint8_t byte : bytes) {
    if (byte == 0xD5) return true;
    if (byte != 0xF0 && byte != 0x66 && byte != 0x67 && byte != 0xF2 &&
        byte != 0xF3 && (byte & 0xFE) != 0x64) {
      return false;
    }
  }
  return false;
}

const AtomicFeature* OfX86_64(std::string_view mnemonic, Code bytes) {
  if (absl::StrContains(mnemonic, "cmpxchg16b")) return &kCx16;
  if (IsRemoteAtomic(mnemonic)) return &kRaoInt;
  if (absl::StartsWith(mnemonic, "cmp") && absl::EndsWith(mnemonic, "xadd")) {
    return &kCompareAndAdd;
  }
  return HasRex2(bytes) ? &kApx : nullptr;
}

}  // namespace

absl::Span<const Baseline> BaselinesOf(listing::Architecture architecture) {
  return elf::ByArchitecture<absl::Span<const Baseline>>(
      kX86_64, kAArch64)[architecture];
}

const AtomicFeature* AtomicFeatureOf(listing::Architecture architecture,
                                     std::string_view mnemonic, Code bytes) {
  return elf::ByArchitecture(OfX86_64, OfAArch64)[architecture](mnemonic,
                                                                bytes);
}

}  // namespace atomics_lab::isa
