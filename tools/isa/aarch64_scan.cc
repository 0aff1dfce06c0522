// AArch64: which words synchronize, and what waiting loops are made of.
//
// Source: Arm ARM DDI 0487, C4.1 (the encoding index): "Loads and stores"
// with its groups of exclusives, ordered and atomic accesses, "Barriers" and
// "Hints" under "Branches, Exception Generating and System instructions", and
// the two groups of data processing.
#include "tools/isa/aarch64_scan.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "absl/types/span.h"
#include "tools/isa/aarch64_flow.h"
#include "tools/isa/aarch64_newer.h"
#include "tools/isa/aarch64_stub.h"
#include "tools/isa/aarch64_words.h"
#include "tools/isa/progress.h"
#include "tools/isa/scan.h"
#include "tools/listing/listing.h"

namespace atomics_lab::isa {
namespace {

constexpr Pattern kLoadsAndStores = {0x0A000000, 0x08000000};
// Exclusives, ordered accesses and compare-and-swap share one group.
constexpr Pattern kExclusiveOrOrdered = {0x3F000000, 0x08000000};
constexpr Pattern kLoadsThere = {0x00400000, 0x00400000};
constexpr Pattern kStoresThere = {0x3FC00000, 0x08000000};  // or a pair's swap
constexpr Pattern kCompareAndSwapPair = {0xBFA00000, 0x08200000};
// ldapur and stlur; bits 22 and 23 are 0 for the store.
constexpr Pattern kOrderedUnscaled = {0x3F200C00, 0x19000000};
constexpr Pattern kDsb = {0xFFFFF0FF, 0xD503309F};
constexpr Pattern kDmb = {0xFFFFF0FF, 0xD50330BF};
constexpr Pattern kClrex = {0xFFFFF0FF, 0xD503305F};
constexpr Pattern kHint = {0xFFFFF01F, 0xD503201F};  // nop, yield, wfe, …
constexpr Pattern kIsb = {0xFFFFF0FF, 0xD50330DF};

constexpr Pattern kDataImmediate = {0x1C000000, 0x10000000};
constexpr Pattern kDataRegister = {0x0E000000, 0x0A000000};
constexpr Pattern kLoadLiteral = {0x3F000000, 0x18000000};
constexpr Pattern kLoadPair = {0x3E400000, 0x28400000};
constexpr Pattern kRegisterAccess = {0x3E000000, 0x38000000};
constexpr Word kAccessKind = 0x00C00000;  // 0 for a store
constexpr Pattern kDataVector = {0x0E000000, 0x0E000000};

constexpr Pattern kCall = {0x7C000000, 0x14000000};  // and tail call
constexpr Pattern kReturn = {0xFFFFFFFF, 0xD65F03C0};

// The helper's first instructions (libgcc's lse.S and compiler-rt's): the
// address and value of the byte in register 16, and a jump if it is zero.
constexpr Pattern kBtiCall = {0xFFFFFFFF, 0xD503245F};
constexpr Pattern kAdrp16 = {0x9F00001F, 0x90000010};
constexpr Pattern kLoadByte16 = {0xFFC003FF, 0x39400210};
constexpr Pattern kJumpIfZero16 = {0xFF00001F, 0x34000010};

bool Synchronizes(Word word) {
  if (!kLoadsAndStores.Fits(word)) return kDmb.Fits(word) || kDsb.Fits(word);
  return kExclusiveOrOrdered.Fits(word) || kAtomic.Fits(word) ||
         kOrderedUnscaled.Fits(word) || MayBeNewerAArch64(word);
}

bool StoresExclusively(Word word) {
  return kStoresThere.Fits(word) && !kCompareAndSwapPair.Fits(word);
}

// True if `branch`, a loop's last word, goes back because the store-exclusive
// before it failed: then the loop is an atomic access, and ends by itself.
bool RetriesStore(Code code, Extent loop, Word branch) {
  if (!kCompareBranch.Fits(branch) || (branch & kIfNotZero) == 0) return false;
  for (std::size_t at = loop.begin; at < loop.end; at += kWord) {
    const Word word = WordAt(code, at);
    if (StoresExclusively(word) && (word >> 16 & 31) == (branch & 31)) {
      return true;
    }
  }
  return false;
}

bool ReadsMemory(Word word) {
  if (kExclusiveOrOrdered.Fits(word)) {
    return kLoadsThere.Fits(word) || kCompareAndSwap.Fits(word) ||
           kCompareAndSwapPair.Fits(word);
  }
  return kLoadLiteral.Fits(word) || kLoadPair.Fits(word) ||
         kAtomic.Fits(word) || LoadsVector(word) ||
         ((kRegisterAccess.Fits(word) || kOrderedUnscaled.Fits(word)) &&
          (word & kAccessKind) != 0);
}

// One of the instructions that waiting is made of: no call, no plain store.
bool IsSimple(Word word) {
  return ReadsMemory(word) || StoresExclusively(word) ||
         kDataImmediate.Fits(word) || kDataRegister.Fits(word) ||
         kDataVector.Fits(word) || IsLocalBranch(word) || kDmb.Fits(word) ||
         kDsb.Fits(word) || kClrex.Fits(word) || kHint.Fits(word) ||
         kIsb.Fits(word) || kSystemCall.Fits(word);
}

// True if simple instructions that read memory lead from the beginning of
// `loop` to its last instruction. Ways with others lead out of it.
bool MayWait(Code code, Extent loop) {
  LoopWays ways;
  const std::size_t size = loop.end - loop.begin;
  const std::size_t last = size - kWord;
  bool reads = false;
  bool synchronizes = false;  // then it is rare, and worth a closer look
  for (std::size_t at = 0; at < last; at += kWord) {
    const Word word = WordAt(code, loop.begin + at);
    if (!ways.Reach(at) || !IsSimple(word)) continue;
    reads |= ReadsMemory(word);
    synchronizes |= Synchronizes(word);
    ways.Add(AArch64Step(word), at);
    if (IsLocalBranch(word)) {
      ways.JumpTo(static_cast<std::int64_t>(at) + Distance(word), at, size);
    }
    if (!kBranch.Fits(word)) ways.GoTo(at + kWord);
  }
  if (!ways.Reach(last) || !reads) return false;
  ways.Add(AArch64Step(WordAt(code, loop.begin + last)), last);
  return synchronizes || !ways.GetsOn();
}

// The loop that the branch at `at` ends, if it leads back to `first` or behind
// and is short enough to be looked at.
std::optional<Extent> LoopEndingAt(Code code, std::size_t at,
                                   std::size_t first) {
  const Word word = WordAt(code, at);
  if (!IsLocalBranch(word) || NeverJumps(word) || Distance(word) > 0) {
    return std::nullopt;
  }
  const auto back = static_cast<std::uint64_t>(-Distance(word));
  if (back > at - first || back + kWord > Scanner::kLongestLoop) {
    return std::nullopt;
  }
  return Extent{at - back, at + kWord};
}

// Instructions are aligned, whatever a symbol says.
std::size_t FirstWord(Extent extent) {
  return (extent.begin + kWord - 1) / kWord * kWord;
}

bool HoldsWord(Code code, Extent extent, std::size_t at) {
  return at < extent.end && at + kWord <= code.size();
}

class AArch64ScannerImpl : public Scanner {
 public:
  void Scan(Code code, Extent extent,
            std::vector<Sighting>& sightings) const override;
  std::optional<Extent> OutlinedHelper(Code code,
                                       std::size_t offset) const override;
  std::optional<listing::Instruction> Newer(Code code,
                                            Extent extent) const override {
    if (!HoldsWord(code, extent, extent.begin)) return std::nullopt;
    return NewerAArch64(WordAt(code, extent.begin));
  }
  std::optional<JumpStub> StubAt(Code code, std::size_t offset,
                                 std::uint64_t address) const override {
    return AArch64StubAt(code, offset, address);
  }
  std::vector<Extent> LoopsAround(Code code, Extent extent,
                                  std::size_t offset) const override;
  std::optional<FlowStep> FlowAt(Code code, std::size_t offset) const override {
    auto step = AArch64FlowAt(code, offset);
    if (step.has_value()) step->works = !IsSimple(WordAt(code, offset));
    return step;
  }
  void ScanCalls(Code code, Extent extent, std::uint64_t address,
                 absl::Span<const std::uint64_t> targets,
                 std::vector<CallSighting>& calls) const override;
};

void AArch64ScannerImpl::Scan(Code code, Extent extent,
                              std::vector<Sighting>& sightings) const {
  const std::size_t first = FirstWord(extent);
  for (std::size_t at = first; HoldsWord(code, extent, at); at += kWord) {
    const Word word = WordAt(code, at);
    const std::size_t end = at + kWord;
    if (Synchronizes(word)) {
      sightings.push_back({Sighting::Kind::kInstruction, {at, end}});
      continue;
    }
    if (!IsLocalBranch(word) || NeverJumps(word)) {
      if (!EndsAArch64Stub(word)) continue;
      sightings.push_back({Sighting::Kind::kStub, {at, end}});
      continue;
    }
    const std::optional<Extent> loop = LoopEndingAt(code, at, first);
    if (!loop.has_value() || RetriesStore(code, {loop->begin, at}, word)) {
      continue;
    }
    if (MayWait(code, *loop)) {
      sightings.push_back({Sighting::Kind::kLoop, *loop});
    }
  }
}

std::optional<Extent> AArch64ScannerImpl::OutlinedHelper(
    Code code, std::size_t offset) const {
  constexpr std::size_t kBefore = 3 * kWord;
  constexpr std::size_t kSlowPath = 16 * kWord;  // at most
  if (offset < kBefore || offset + 2 * kWord > code.size()) return std::nullopt;
  const Word jump = WordAt(code, offset - kWord);
  if (!kAdrp16.Fits(WordAt(code, offset - kBefore)) ||
      !kLoadByte16.Fits(WordAt(code, offset - 2 * kWord)) ||
      !kJumpIfZero16.Fits(jump) ||
      !kReturn.Fits(WordAt(code, offset + kWord)) ||
      Distance(jump) != 3 * std::int64_t{kWord}) {
    return std::nullopt;
  }
  Extent extent = {offset - kBefore, 0};
  if (extent.begin >= kWord &&
      kBtiCall.Fits(WordAt(code, extent.begin - kWord))) {
    extent.begin -= kWord;
  }
  const std::size_t slow = offset + 2 * kWord;
  for (std::size_t at = slow;
       at + kWord <= code.size() && at - slow < kSlowPath; at += kWord) {
    if (!kReturn.Fits(WordAt(code, at))) continue;
    extent.end = at + kWord;
    return extent;
  }
  return std::nullopt;
}

std::vector<Extent> AArch64ScannerImpl::LoopsAround(Code code, Extent extent,
                                                    std::size_t offset) const {
  std::vector<Extent> loops;
  for (std::size_t at = offset;
       HoldsWord(code, extent, at) && at - offset < kLongestLoop; at += kWord) {
    const std::optional<Extent> loop = LoopEndingAt(code, at, extent.begin);
    if (loop.has_value() && loop->begin <= offset) loops.push_back(*loop);
  }
  return loops;
}

void AArch64ScannerImpl::ScanCalls(Code code, Extent extent,
                                   std::uint64_t address,
                                   absl::Span<const std::uint64_t> targets,
                                   std::vector<CallSighting>& calls) const {
  if (targets.empty()) return;
  for (std::size_t at = FirstWord(extent); HoldsWord(code, extent, at);
       at += kWord) {
    const Word word = WordAt(code, at);
    if (!kCall.Fits(word)) continue;
    const std::uint64_t target =
        address + at + static_cast<std::uint64_t>(SignedField(word, 0, 26));
    if (target >= targets.front() && target <= targets.back() &&
        std::binary_search(targets.begin(), targets.end(), target)) {
      calls.push_back({at, target});
    }
  }
}

}  // namespace

const Scanner& AArch64Scanner() {
  static const AArch64ScannerImpl scanner;
  return scanner;
}

}  // namespace atomics_lab::isa
