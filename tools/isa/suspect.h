// Known bad patterns around atomic accesses: code that assembles and mostly
// works, and that no compiler means.
//
// One file per instruction set finds them (x86_64_suspects.cc,
// aarch64_suspects.cc).
#ifndef ATOMICS_LAB_TOOLS_ISA_SUSPECT_H_
#define ATOMICS_LAB_TOOLS_ISA_SUSPECT_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "absl/types/span.h"
#include "tools/isa/code_reader.h"

namespace atomics_lab::isa {

struct SuspectPattern {
  enum class Kind {
    kAccessBetween,
    kStatusReused,
    kStatusIgnored,
    kPairDiffers,
    kAccumulates,
    kFlagsLost,
  };

  Kind kind = Kind::kAccessBetween;
  std::string_view name;     // "access_between": as in JSON
  bool error = true;         // false: a hint, which may be meant
  std::string_view reason;   // in one sentence
  std::string_view section;  // of the manual; empty if it says nothing of it
};

// Guarantees: in the order of kinds, errors first.
absl::Span<const SuspectPattern> SuspectPatterns();

struct Suspect {
  SuspectPattern::Kind kind = SuspectPattern::Kind::kAccessBetween;
  std::size_t offset = 0;  // of the access that it is about
  std::string form;        // "ldxr…stxr", "lock cmpxchg"
  std::string detail;      // what makes it one: "str x1, [x2] at 4c0"
};

// What is suspect about the atomic accesses at `offsets`, by offset.
// Requires: those are all that the function has which `code` reads, ascending.
// Guarantees: says of an error only what a way through the function shows;
// what lies behind more than kMostSteps instructions is not seen.
std::vector<Suspect> SuspectsOf(CodeReader& code,
                                absl::Span<const std::size_t> offsets);

inline constexpr std::size_t kMostSteps = 128;

}  // namespace atomics_lab::isa

#endif  // ATOMICS_LAB_TOOLS_ISA_SUSPECT_H_
