// Source: Arm ARM DDI 0487, C4.1 (the encoding index).
#include "tools/isa/aarch64_flow.h"

#include <cstddef>
#include <optional>

#include "tools/isa/aarch64_words.h"
#include "tools/isa/scan.h"

namespace atomics_lab::isa {
namespace {

// ret, br, eret and the like; udf and brk.
constexpr Pattern kBranchRegister = {0xFE000000, 0xD6000000};
constexpr Pattern kCallRegister = {0xFEE00000, 0xD6200000};
constexpr Pattern kJumpRegister = {0xFFFFFC1F, 0xD61F0000};
constexpr Pattern kTrap = {0xFFE0001F, 0xD4200000};

bool EndsWay(Word word) {
  return kBranch.Fits(word) || kTrap.Fits(word) || word < 0x10000 ||
         (kBranchRegister.Fits(word) && !kCallRegister.Fits(word));
}

// Hints from yield to sevl: neither nop nor what protects return addresses.
constexpr Pattern kWaitHint = {0xFFFFFF1F, 0xD503201F};
constexpr Word kNop = 0xD503201F;
constexpr Pattern kExclusive = {0x3F800000, 0x08000000};
constexpr Pattern kLoadOrderedWeakly = {0x3FFFFC00, 0x38BFC000};  // ldapr

// True of an atomic access, a hint to wait, or a system call.
bool WaitsOrExchanges(Word word) {
  return kExclusive.Fits(word) || kCompareAndSwap.Fits(word) ||
         (kAtomic.Fits(word) && !kLoadOrderedWeakly.Fits(word)) ||
         (kWaitHint.Fits(word) && word != kNop) || kSystemCall.Fits(word);
}

}  // namespace

std::optional<FlowStep> AArch64FlowAt(Code code, std::size_t offset) {
  if (offset + kWord > code.size()) return std::nullopt;
  const Word word = WordAt(code, offset);
  FlowStep step = {.end = offset + kWord,
                   .falls_through = !EndsWay(word),
                   .jumps_anywhere = kJumpRegister.Fits(word),
                   .synchronizes = WaitsOrExchanges(word)};
  if (IsLocalBranch(word) && !NeverJumps(word)) {
    step.target = offset + static_cast<std::size_t>(Distance(word));
  }
  return step;
}

}  // namespace atomics_lab::isa
