#include "tools/collect/judge.h"

#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "counters/counter.h"
#include "tools/result/exploration.h"

namespace atomics_lab::collect {
namespace {

// Absent if no execution that was seen loses an update or never ends.
std::optional<std::string> Refutation(const Claims& claims,
                                      const result::Exploration& found) {
  const result::Value all = NothingLost(claims, found);
  for (const result::ExploredOutcome& outcome : found.outcomes) {
    const result::Value value = outcome.values.front();
    if (value != all) {
      return absl::StrCat("it can end at ", result::ValueText(value),
                          " where nothing lost is ", result::ValueText(all));
    }
  }
  if (found.stuck.empty()) return std::nullopt;
  return absl::StrCat("it can get stuck: ", found.stuck.front().kind);
}

// Why no claim is refuted. Requires: no outcome loses an update.
std::string ReasonToBelieve(const Claims& claims,
                            const result::Exploration& found) {
  if (!found.complete && found.outcomes.empty()) {
    return absl::StrCat("no execution was seen to its end: ", found.bound);
  }
  if (!found.complete) {
    return absl::StrCat(
        "no execution that was seen loses an update; not all were: ",
        found.bound);
  }
  return absl::StrCat("every execution", found.cut.empty() ? "" : " that ends",
                      " ends at ",
                      result::ValueText(NothingLost(claims, found)));
}

std::string ClaimText(const Claims& claims) {
  if (claims.lossless) return "lossless";
  return claims.lossless_under_tso ? "lossless under x86-TSO only"
                                   : "may lose updates";
}

}  // namespace

result::Value NothingLost(const Claims& claims,
                          const result::Exploration& found) {
  const std::uint64_t sum = static_cast<std::uint64_t>(found.threads) *
                            static_cast<std::uint64_t>(found.increments);
  if (claims.width_bits >= 64) return {.low = sum};
  return {.low = sum & ((1ULL << claims.width_bits) - 1)};
}

void Judge(const Claims& claims, bool own_model, result::Exploration& found) {
  using Verdict = result::ExplorationVerdict;
  found.claim = ClaimText(claims);
  const bool kept =
      claims.lossless || (claims.lossless_under_tso && found.model != "armv8");
  if (const auto refutation = Refutation(claims, found)) {
    found.verdict = Verdict::kRefuted;
    found.reason = *refutation;
    found.as_claimed = !kept && found.stuck.empty();
    return;
  }
  found.verdict = found.complete ? Verdict::kProved : Verdict::kConsistent;
  found.reason = ReasonToBelieve(claims, found);
  const bool ought_to_lose = !kept && own_model && found.threads > 1;
  found.as_claimed = !(found.complete && ought_to_lose);
}

}  // namespace atomics_lab::collect
