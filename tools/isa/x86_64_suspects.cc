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

}  // namespace

std::vector<Suspect> X86_64Suspects(CodeReader& code,
                                    absl::Span<const std::size_t> offsets) {
  std::vector<Suspect> suspects;
  for (const std::size_t offset : offsets) {
    const Step* step = code.At(offset);
    if (step == nullptr || !IsCompareAndSwap(*step)) continue;
    const std::string stored =
        listing::WholeRegister(step->instruction.operands[1].reg);
    if (!Accumulates(code, {offset, stored, JumpsIfFailed})) continue;
    suspects.push_back({Kind::kAccumulates, offset, step->instruction.mnemonic,
                        PlacedLine(*step)});
  }
  return suspects;
}

}  // namespace atomics_lab::isa
