// Source: Arm ARM DDI 0487, B2.17, "Load-Exclusive and Store-Exclusive
// instruction usage restrictions".
#include "tools/isa/aarch64_suspects.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "tools/isa/code_reader.h"
#include "tools/isa/exclusive_rules.h"
#include "tools/isa/exclusive_ways.h"
#include "tools/isa/isa.h"
#include "tools/isa/lost_flags.h"
#include "tools/isa/retry_turn.h"
#include "tools/isa/suspect.h"
#include "tools/listing/listing.h"
#include "tools/listing/whole_register.h"

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

// Whether the branch at the end of `way` jumps if the access before it failed,
// whose answer is in `asked`: a status, which is 0 after a success, or what a
// compare-and-swap read, for which a comparison with it stands.
std::optional<bool> JumpsIfFailed(absl::Span<const Step* const> way,
                                  std::string_view asked) {
  const Step& branch = *way.back();
  const std::string_view mnemonic = branch.instruction.mnemonic;
  if (Reads(branch, asked)) {
    if (mnemonic == "cbnz" || mnemonic == "tbnz") return true;
    if (mnemonic == "cbz" || mnemonic == "tbz") return false;
    return std::nullopt;
  }
  const auto flags =
      std::find_if(way.rbegin() + 1, way.rend(),
                   [](const Step* step) { return Writes(*step, "nzcv"); });
  if (flags == way.rend() || !Reads(**flags, asked) ||
      (*flags)->instruction.mnemonic != "cmp") {
    return std::nullopt;
  }
  if (mnemonic == "b.ne") return true;
  return mnemonic == "b.eq" ? std::optional(false) : std::nullopt;
}

bool IsCompareAndSwap(const Step& step) {
  return step.instruction.mnemonic.starts_with("cas") &&
         !step.instruction.mnemonic.starts_with("casp");
}

class Finder {
 public:
  explicit Finder(CodeReader& code) : code_(code) {}

  std::vector<Suspect> Find(absl::Span<const std::size_t> offsets);

 private:
  void Add(Kind kind, std::size_t offset, std::string form,
           std::string detail) {
    suspects_.push_back({kind, offset, std::move(form), std::move(detail)});
  }
  bool Plays(std::size_t offset, Role role);
  // "ldxr…stxr"
  std::string PairOf(std::size_t load, std::size_t store);
  void FindAccessBetween(std::size_t load, const ExclusiveWays& ways);
  void ExamineLoad(std::size_t load);
  void ExamineStore(std::size_t store);
  void ExamineSwap(std::size_t swap);
  void FindAccumulation(std::size_t access, const listing::Operand& stored,
                        std::string_view asked);

  CodeReader& code_;
  std::set<std::size_t> paired_;  // stores-exclusive that a load leads to
  std::vector<Suspect> suspects_;
};

std::string Finder::PairOf(std::size_t load, std::size_t store) {
  return absl::StrCat(code_.At(load)->instruction.mnemonic, "…",
                      code_.At(store)->instruction.mnemonic);
}

// The first such instruction alone: the others have the same cause.
void Finder::FindAccessBetween(std::size_t load, const ExclusiveWays& ways) {
  for (const std::size_t at : ways.between) {
    const Step& step = *code_.At(at);
    if (!DisturbsPair(step)) continue;
    Add(Kind::kAccessBetween, load, PairOf(load, ways.stores.front()),
        PlacedLine(step));
    return;
  }
}

void Finder::ExamineLoad(std::size_t load) {
  const ExclusiveWays ways = WaysFrom(code_, load);
  if (ways.stores.empty()) return;
  FindAccessBetween(load, ways);
  for (const std::size_t store : ways.stores) {
    paired_.insert(store);
    if (MayPair(code_, load, store, ways)) continue;
    Add(Kind::kPairDiffers, load, PairOf(load, store),
        PlacedLine(*code_.At(store)));
  }
}

void Finder::FindAccumulation(std::size_t access,
                              const listing::Operand& stored,
                              std::string_view asked) {
  const auto jumps = [&](absl::Span<const Step* const> way) {
    return JumpsIfFailed(way, asked);
  };
  if (!Accumulates(code_,
                   {access, listing::WholeRegister(stored.reg), jumps})) {
    return;
  }
  const Step& step = *code_.At(access);
  Add(Kind::kAccumulates, access, step.instruction.mnemonic, PlacedLine(step));
}

void Finder::ExamineSwap(std::size_t swap) {
  const std::vector<listing::Operand>& operands =
      code_.At(swap)->instruction.operands;
  const std::string observed = listing::WholeRegister(operands.front().reg);
  FindAccumulation(swap, operands[1], observed);
  const Step* reader = ReadsAfterComparison(code_, swap, observed, "nzcv");
  if (reader == nullptr) return;
  Add(Kind::kFlagsLost, swap, code_.At(swap)->instruction.mnemonic,
      PlacedLine(*reader));
}

// What no load-exclusive leads to only ends the watching, or is data.
void Finder::ExamineStore(std::size_t store) {
  if (!paired_.contains(store)) return;
  const Step& step = *code_.At(store);
  if (ReusesStatus(step)) {
    Add(Kind::kStatusReused, store, step.instruction.mnemonic,
        PlacedLine(step));
  } else if (!MayReadStatus(code_, store)) {
    Add(Kind::kStatusIgnored, store, step.instruction.mnemonic,
        PlacedLine(step));
  } else {
    FindAccumulation(store, step.instruction.operands[1], StatusOf(step));
  }
}

bool Finder::Plays(std::size_t offset, Role role) {
  const Step* step = code_.At(offset);
  return step != nullptr && step->effect.role == role;
}

std::vector<Suspect> Finder::Find(absl::Span<const std::size_t> offsets) {
  for (const std::size_t offset : offsets) {
    if (Plays(offset, Role::kLoadLinked)) ExamineLoad(offset);
  }
  for (const std::size_t offset : offsets) {
    if (Plays(offset, Role::kStoreConditional)) ExamineStore(offset);
    if (Plays(offset, Role::kAtomicReadModifyWrite) &&
        IsCompareAndSwap(*code_.At(offset))) {
      ExamineSwap(offset);
    }
  }
  return std::move(suspects_);
}

}  // namespace

std::vector<Suspect> AArch64Suspects(CodeReader& code,
                                     absl::Span<const std::size_t> offsets) {
  return Finder(code).Find(offsets);
}

}  // namespace atomics_lab::isa
