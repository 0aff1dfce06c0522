#include "tools/isa/suspect.h"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <vector>

#include "absl/types/span.h"
#include "tools/elf/by_architecture.h"
#include "tools/isa/aarch64_suspects.h"
#include "tools/isa/code_reader.h"
#include "tools/isa/x86_64_suspects.h"

namespace atomics_lab::isa {
namespace {

using Kind = SuspectPattern::Kind;

}  // namespace

// Source: Arm ARM DDI 0487; B2.17 is "Synchronization and semaphores", which
// older issues number otherwise.
absl::Span<const SuspectPattern> SuspectPatterns() {
  static constexpr std::string_view kExclusiveUse =
      "Arm ARM DDI 0487, B2.17, Load-Exclusive and Store-Exclusive instruction "
      "usage restrictions";
  static constexpr SuspectPattern kPatterns[] = {
      {Kind::kAccessBetween, "access_between", true,
       "an access, a call or a trap between a load-exclusive and its "
       "store-exclusive may make the store fail every time",
       kExclusiveUse},
      {Kind::kStatusReused, "status_reused", true,
       "a store-exclusive whose status register is also its data or its "
       "address "
       "is constrained unpredictable",
       "Arm ARM DDI 0487, C6.2, STXR, STXP"},
      {Kind::kStatusIgnored, "status_ignored", true,
       "nothing reads whether the store-exclusive has stored, and it may fail "
       "although no other thread came in between",
       kExclusiveUse},
      {Kind::kPairDiffers, "pair_differs", true,
       "a store-exclusive to another address or of another size than its "
       "load-exclusive may store or fail, whatever other threads do",
       kExclusiveUse},
      {Kind::kAccumulates, "accumulates", true,
       "each failure changes what the next attempt stores, which is not made "
       "of "
       "what it read: after a retry too much is added",
       ""},
      {Kind::kFlagsLost, "flags_lost", true,
       "the flags that tell whether the compare-and-swap succeeded are "
       "overwritten before what asks for them",
       ""},
  };
  return kPatterns;
}

std::vector<Suspect> SuspectsOf(CodeReader& code,
                                absl::Span<const std::size_t> offsets) {
  std::vector<Suspect> suspects = elf::ByArchitecture(
      X86_64Suspects, AArch64Suspects)[code.architecture()](code, offsets);
  std::stable_sort(
      suspects.begin(), suspects.end(),
      [](const Suspect& a, const Suspect& b) { return a.offset < b.offset; });
  return suspects;
}

}  // namespace atomics_lab::isa
