#include "tests/explore/expectation.h"

#include <cstdint>
#include <string>

#include "absl/strings/str_cat.h"
#include "counters/counter.h"
#include "tools/explore/search.h"

namespace atomics_lab::program {

std::string Contradiction(const Claims& claims, explore::Model model,
                          const Explored& explored) {
  const auto sum = static_cast<std::uint64_t>(explored.threads) *
                   static_cast<std::uint64_t>(explored.increments);
  const bool lossless = claims.lossless || (claims.lossless_under_tso &&
                                            model == explore::Model::kTso);
  bool loses = false;
  for (const std::uint64_t value : explored.values) {
    if (value == 0 || value > sum) {
      return absl::StrCat("nothing can make ", value, " of ", sum);
    }
    if (value == sum) continue;
    if (lossless) {
      return absl::StrCat("claims to lose nothing, and ", value, " of ", sum,
                          " come out");
    }
    loses = true;
  }
  if (!lossless && !loses) return "claims to lose updates, and never does";
  return explored.complete && explored.values.empty() ? "no execution ends"
                                                      : "";
}

}  // namespace atomics_lab::program
