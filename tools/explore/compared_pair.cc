#include "tools/explore/compared_pair.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
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

std::vector<std::uint64_t> Rename(ComparedPair& pair,
                                  const std::vector<RegisterSet>& live,
                                  Terms& terms) {
  if (IsBehind(pair.first, pair.second, live)) {
    std::swap(pair.first, pair.second);
  }
  std::vector<std::uint64_t> key;
  absl::flat_hash_map<std::uint64_t, Term> names;
  const std::uint64_t first = terms.next();
  for (ComparedHalf* half : {&pair.first, &pair.second}) {
    key.push_back(half->operation);
    ForEachRegister(live[half->operation], [&](std::size_t reg, std::size_t) {
      Term& term = half->registers[reg];
      if (!term.constant) {
        const auto [name, added] = names.try_emplace(term.number);
        if (added) name->second = terms.Unknown(term.truth);
        term = name->second;
      }
      key.push_back(term.constant ? 1 : term.truth ? 2 : 0);
      key.push_back(term.constant ? term.number : term.number - first);
    });
  }
  return key;
}

}  // namespace atomics_lab::explore
