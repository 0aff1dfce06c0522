#include "tools/explore/compared_pair.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "tools/explore/future_classes.h"
#include "tools/explore/liveness.h"
#include "tools/explore/symbolic_terms.h"

namespace atomics_lab::explore {
namespace {

// An order of places, then of the first constants that differ.
bool IsBehind(const ComparedHalf& a, const ComparedHalf& b,
              const std::vector<RegisterSet>& live) {
  if (a.operation != b.operation) return a.operation > b.operation;
  std::optional<bool> behind;
  ForEachRegister(live[a.operation], [&](std::size_t reg, std::size_t) {
    const Term& of_a = a.registers[reg];
    const Term& of_b = b.registers[reg];
    if (behind.has_value() || !of_a.constant || !of_b.constant) return;
    if (of_a != of_b) behind = of_a.number > of_b.number;
  });
  return behind.value_or(false);
}

// New names for the unknowns of a pair, numbered as they come.
class Names {
 public:
  explicit Names(Terms& terms) : terms_(terms), first_(terms.next()) {}

  // Returns the half as it is then.
  FutureClasses::Text Rename(ComparedHalf& half,
                             const std::vector<RegisterSet>& live) {
    const RegisterSet& registers = live[half.operation];
    FutureClasses::Text text;
    text.reserve(1 + 2 * registers.count());
    text.push_back(half.operation);
    ForEachRegister(registers, [&](std::size_t reg, std::size_t) {
      Term& term = half.registers[reg];
      if (!term.constant) term = NameOf(term);
      text.push_back(term.constant ? 1 : term.truth ? 2 : 0);
      text.push_back(term.constant ? term.number : term.number - first_);
    });
    return text;
  }

 private:
  // There are a few, so they are looked for one by one.
  Term NameOf(const Term& term) {
    const auto known = std::ranges::find(old_, term.number, &Term::number);
    if (known == old_.end()) {
      old_.push_back(term);
      return terms_.Unknown(term.truth);
    }
    return {
        .constant = false,
        .truth = known->truth,
        .number = first_ + static_cast<std::uint64_t>(known - old_.begin())};
  }

  Terms& terms_;
  const std::uint64_t first_;
  std::vector<Term> old_;  // by new number, from first_
};

}  // namespace

bool ForgetConstants(ComparedPair& pair, const std::vector<RegisterSet>& live,
                     Terms& terms) {
  bool forgot = false;
  auto& [a, b] = pair;
  const RegisterSet both = live[a.operation] & live[b.operation];
  ForEachRegister(both, [&](std::size_t reg, std::size_t) {
    Term& of_a = a.registers[reg];
    Term& of_b = b.registers[reg];
    if (!of_a.constant || of_a != of_b) return;
    of_a = of_b = terms.Unknown();
    forgot = true;
  });
  return forgot;
}

std::pair<FutureClasses::Text, FutureClasses::Text> Rename(
    ComparedPair& pair, const std::vector<RegisterSet>& live, Terms& terms) {
  if (IsBehind(pair.first, pair.second, live)) {
    std::swap(pair.first, pair.second);
  }
  Names names(terms);
  return {names.Rename(pair.first, live), names.Rename(pair.second, live)};
}

}  // namespace atomics_lab::explore
