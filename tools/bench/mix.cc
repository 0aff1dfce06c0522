#include "tools/bench/mix.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <vector>

namespace atomics_lab::bench {

const std::vector<Mix>& Mixes() {
  static const auto* const mixes =
      new std::vector<Mix>{{.name = "adds"},
                           {.name = "reads1", .adds_per_read = 99},
                           {.name = "reads10", .adds_per_read = 9},
                           {.name = "batches16", .batch = 16}};
  return *mixes;
}

std::optional<Mix> FindMix(std::string_view name) {
  const auto found = std::ranges::find(Mixes(), name, &Mix::name);
  if (found == Mixes().end()) return std::nullopt;
  return *found;
}

}  // namespace atomics_lab::bench
