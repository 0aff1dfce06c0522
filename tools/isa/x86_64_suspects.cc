// Source: Intel SDM vol. 2 (325383), CMPXCHG.
#include "tools/isa/x86_64_suspects.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/types/span.h"
#include "tools/isa/code_reader.h"
#include "tools/isa/lost_flags.h"
#include "tools/isa/retry_turn.h"
#include "tools/isa/suspect.h"
#include "tools/listing/listing.h"
#include "tools/listing/whole_register.h"

namespace atomics_lab::isa {
namespace {

using Kind = SuspectPattern::Kind;

constexpr std::string_view kFlags = "rflags";
constexpr std::string_view kObserved = "ax";  // by cmpxchg

bool IsCompareAndSwap(const Step& step) {
  return step.instruction.mnemonic == "lock cmpxchg" &&
         step.instruction.operands.size() == 2;
}

// The flags are those of cmpxchg, or of a comparison with what it observed.
std::optional<bool> JumpsIfFailed(absl::Span<const Step* const> way) {
  const auto flags =
      std::find_if(way.rbegin() + 1, way.rend(),
                   [](const Step* step) { return Writes(*step, kFlags); });
  if (flags != way.rend() && !Reads(**flags, kObserved)) return std::nullopt;
  const std::string_view mnemonic = way.back()->instruction.mnemonic;
  if (mnemonic == "jne") return true;
  return mnemonic == "je" ? std::optional(false) : std::nullopt;
}

bool Accumulates(CodeReader& code, std::size_t swap) {
  const std::string stored =
      listing::WholeRegister(code.At(swap)->instruction.operands[1].reg);
  return Accumulates(code, {swap, stored, JumpsIfFailed});
}

// What asks for flags that are not the swap's; null if nothing does.
const Step* AsksForOthers(CodeReader& code, std::size_t swap) {
  const Step* reader = AsksWhatIsKnown(code, swap);
  if (reader != nullptr) return reader;
  return ReadsAfterComparison(code, swap, kObserved, kFlags);
}

}  // namespace

std::vector<Suspect> X86_64Suspects(CodeReader& code,
                                    absl::Span<const std::size_t> offsets) {
  std::vector<Suspect> suspects;
  for (const std::size_t offset : offsets) {
    const Step* step = code.At(offset);
    if (step == nullptr || !IsCompareAndSwap(*step)) continue;
    const auto add = [&](Kind kind, const Step& shown) {
      suspects.push_back(
          {kind, offset, step->instruction.mnemonic, PlacedLine(shown)});
    };
    if (Accumulates(code, offset)) add(Kind::kAccumulates, *step);
    const Step* reader = AsksForOthers(code, offset);
    if (reader != nullptr) add(Kind::kFlagsLost, *reader);
  }
  return suspects;
}

}  // namespace atomics_lab::isa
