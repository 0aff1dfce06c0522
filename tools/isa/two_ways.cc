// Source: Arm ARM DDI 0487, C4.1 (the encoding index).
#include "tools/isa/two_ways.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "absl/functional/function_ref.h"
#include "tools/elf/by_architecture.h"
#include "tools/isa/aarch64_flow.h"
#include "tools/isa/aarch64_words.h"
#include "tools/isa/scan.h"
#include "tools/listing/listing.h"

namespace atomics_lab::isa {
namespace {

constexpr std::size_t kNear = 32 * kWord;

constexpr Pattern kLoadExclusive = {0x3FC00000, 0x08400000};
constexpr Pattern kCompareAndSwapPair = {0xBFA07C00, 0x08207C00};
constexpr Pattern kLoadOrderedWeakly = {0x3FFFFC00, 0x38BFC000};  // ldapr

enum class Way { kOneInstruction, kExclusive };

std::optional<Way> WayOf(Word word) {
  if (kCompareAndSwap.Fits(word) || kCompareAndSwapPair.Fits(word)) {
    return Way::kOneInstruction;
  }
  if (kAtomic.Fits(word) && !kLoadOrderedWeakly.Fits(word)) {
    return Way::kOneInstruction;
  }
  if (kLoadExclusive.Fits(word)) return Way::kExclusive;
  return std::nullopt;
}

// The first atomic access on the way straight on from `at`.
std::optional<std::size_t> FirstFrom(Code code, std::size_t at) {
  const std::size_t end = std::min(code.size(), at + kNear);
  while (at + kWord <= end) {
    if (WayOf(WordAt(code, at)).has_value()) return at;
    const auto step = AArch64FlowAt(code, at);
    if (!step.has_value() || !step->falls_through) return std::nullopt;
    at += kWord;
  }
  return std::nullopt;
}

bool InAArch64(Code code, Extent extent, std::size_t offset,
               absl::FunctionRef<bool(std::size_t)> patched) {
  // The way to what stands behind the branch, or behind the other way.
  const std::size_t reach = 2 * kNear;
  const std::size_t first =
      std::max(extent.begin, offset - std::min(offset, reach));
  for (std::size_t at = offset; at >= first + kWord;) {
    at -= kWord;
    const Word word = WordAt(code, at);
    if (!IsLocalBranch(word) || NeverJumps(word)) continue;
    const bool jump = kBranch.Fits(word);
    if (jump ? !patched(at) : Distance(word) <= 0) continue;
    const std::size_t target = at + static_cast<std::size_t>(Distance(word));
    if (target > code.size()) continue;
    const auto here = FirstFrom(code, at + kWord);
    const auto there = FirstFrom(code, target);
    if (!here.has_value() || !there.has_value()) continue;
    if (WayOf(WordAt(code, *here)) == WayOf(WordAt(code, *there))) continue;
    if (*here == offset || *there == offset) return true;
  }
  return false;
}

bool InX86_64(Code, Extent, std::size_t, absl::FunctionRef<bool(std::size_t)>) {
  return false;
}

}  // namespace

bool StandsBesideOther(listing::Architecture architecture, Code code,
                       Extent extent, std::size_t offset,
                       absl::FunctionRef<bool(std::size_t)> patched) {
  return elf::ByArchitecture(InX86_64, InAArch64)[architecture](
      code, extent, offset, patched);
}

}  // namespace atomics_lab::isa
