// Source: Arm ARM DDI 0487, B2.17, "Load-Exclusive and Store-Exclusive
// instruction usage restrictions".
#include "tools/isa/aarch64_suspects.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "tools/isa/code_reader.h"
#include "tools/isa/exclusive_ways.h"
#include "tools/isa/isa.h"
#include "tools/isa/suspect.h"

namespace atomics_lab::isa {
namespace {

using Kind = SuspectPattern::Kind;

bool Traps(std::string_view mnemonic) {
  return mnemonic == "svc" || mnemonic == "hvc" || mnemonic == "smc";
}

// What the architecture wants to have outside of a pair.
bool DisturbsPair(const Step& step) {
  switch (step.effect.role) {
    case Role::kLoad:
    case Role::kStore:
    case Role::kReadModifyWrite:
    case Role::kAtomicReadModifyWrite:
    case Role::kCall:
      return true;
    default:
      return Traps(step.instruction.mnemonic);
  }
}

class Finder {
 public:
  explicit Finder(CodeReader& code) : code_(code) {}

  void Examine(std::size_t load);
  std::vector<Suspect> Take() { return std::move(suspects_); }

 private:
  void Add(Kind kind, std::size_t offset, std::string form,
           std::string detail) {
    suspects_.push_back({kind, offset, std::move(form), std::move(detail)});
  }
  // "ldxr…stxr"
  std::string PairOf(std::size_t load, const ExclusiveWays& ways);
  void FindAccessBetween(std::size_t load, const ExclusiveWays& ways);

  CodeReader& code_;
  std::vector<Suspect> suspects_;
};

std::string Finder::PairOf(std::size_t load, const ExclusiveWays& ways) {
  return absl::StrCat(code_.At(load)->instruction.mnemonic, "…",
                      code_.At(ways.stores.front())->instruction.mnemonic);
}

// The first such instruction alone: the others have the same cause.
void Finder::FindAccessBetween(std::size_t load, const ExclusiveWays& ways) {
  for (const std::size_t at : ways.between) {
    const Step& step = *code_.At(at);
    if (!DisturbsPair(step)) continue;
    Add(Kind::kAccessBetween, load, PairOf(load, ways), PlacedLine(step));
    return;
  }
}

void Finder::Examine(std::size_t load) {
  const Step* step = code_.At(load);
  if (step == nullptr || step->effect.role != Role::kLoadLinked) return;
  const ExclusiveWays ways = WaysFrom(code_, load);
  if (ways.stores.empty()) return;
  FindAccessBetween(load, ways);
}

}  // namespace

std::vector<Suspect> AArch64Suspects(CodeReader& code,
                                     absl::Span<const std::size_t> offsets) {
  Finder finder(code);
  for (const std::size_t offset : offsets) finder.Examine(offset);
  return finder.Take();
}

}  // namespace atomics_lab::isa
