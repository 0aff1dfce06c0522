// Source: Intel SDM vol. 2 (325383), CMPXCHG, Jcc, SETcc, CMOVcc.
#include "tools/isa/lost_flags.h"

#include <array>
#include <cstddef>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/algorithm/container.h"
#include "tools/isa/code_reader.h"
#include "tools/listing/flow.h"

namespace atomics_lab::isa {
namespace {

using listing::Flow;

constexpr std::string_view kX86Flags = "rflags";
constexpr std::string_view kX86Observed = "ax";

bool Compares(const Step& step, std::string_view observed) {
  return (step.instruction.mnemonic == "cmp" ||
          step.instruction.mnemonic == "test") &&
         Reads(step, observed);
}

bool AsksForEqual(const Step& step) {
  static constexpr std::array<std::string_view, 6> kMnemonics = {
      "je", "jne", "sete", "setne", "cmove", "cmovne"};
  return absl::c_linear_search(kMnemonics, step.instruction.mnemonic);
}

// Whose the flags are on a way from a `lock cmpxchg`.
enum class Flags {
  kOwn,     // its own
  kOther,   // another instruction's
  kZeroed,  // those of a register that was made zero
  kKnown,   // another's, and a branch has asked for them
};

class Walk {
 public:
  explicit Walk(CodeReader& code) : code_(code) {}

  const Step* From(std::size_t access);

 private:
  using Place = std::pair<std::size_t, Flags>;

  void GoOn(const Step& step, Flags flags) {
    for (const std::size_t next : step.next) open_.emplace_back(next, flags);
  }
  // True if the step asks for what is known.
  bool Pass(const Step& step, Flags flags);

  static constexpr std::size_t kMostPlaces = 64;

  CodeReader& code_;
  std::vector<Place> open_;
};

bool Walk::Pass(const Step& step, Flags flags) {
  if (step.flow == Flow::kCall) return false;
  if (Reads(step, kX86Flags)) {
    // Otherwise it has its answer, or asks for something else.
    if (flags == Flags::kOwn || !AsksForEqual(step)) return false;
    if (flags != Flags::kOther) return true;
    if (step.flow == Flow::kBranch) GoOn(step, Flags::kKnown);
  } else if (!Writes(step, kX86Flags)) {
    GoOn(step, flags);
  } else if (flags != Flags::kKnown) {
    if (IsZeroing(step)) {
      GoOn(step, Flags::kZeroed);
    } else if (flags == Flags::kZeroed || !Reads(step, kX86Observed)) {
      GoOn(step, Flags::kOther);
    }
  }
  return false;
}

const Step* Walk::From(std::size_t access) {
  GoOn(*code_.At(access), Flags::kOwn);
  std::set<Place> seen;
  while (!open_.empty() && seen.size() < kMostPlaces) {
    const Place place = open_.back();
    open_.pop_back();
    if (!seen.insert(place).second) continue;
    const Step* step = code_.At(place.first);
    if (step != nullptr && Pass(*step, place.second)) return step;
  }
  return nullptr;
}

}  // namespace

const Step* ReadsAfterComparison(CodeReader& code, std::size_t access,
                                 std::string_view observed,
                                 std::string_view flags) {
  constexpr int kNear = 12;
  bool compared = false;
  bool lost = false;
  const Step* step = code.At(access);
  for (int i = 0; i < kNear && step->flow == Flow::kNext; ++i) {
    step = code.At(step->end);
    if (step == nullptr) return nullptr;
    if (Reads(*step, flags)) return lost ? step : nullptr;
    if (Writes(*step, flags)) {
      // Flags that anything but a comparison sets are by the way.
      if (!compared && !Compares(*step, observed)) return nullptr;
      lost = compared;
      compared = true;
    } else if (!compared && Writes(*step, observed)) {
      return nullptr;
    }
  }
  return nullptr;
}

const Step* AsksWhatIsKnown(CodeReader& code, std::size_t access) {
  return Walk(code).From(access);
}

}  // namespace atomics_lab::isa
