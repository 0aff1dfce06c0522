#include "tools/bench/mix.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

namespace atomics_lab::bench {
namespace {

std::optional<Mix> Section(std::string_view name) {
  constexpr std::string_view kSection = "section";
  std::string_view number = name;
  int ns = 0;
  if (!absl::ConsumePrefix(&number, kSection) ||
      !absl::SimpleAtoi(number, &ns) || ns < 1 || ns > kMostSectionNs ||
      name != absl::StrCat(kSection, ns)) {
    return std::nullopt;
  }
  return Mix{.name = std::string(name), .section_ns = ns};
}

}  // namespace

const std::vector<Mix>& Mixes() {
  static const auto* const mixes =
      new std::vector<Mix>{{.name = "adds"},
                           {.name = "reads1", .adds_per_read = 99},
                           {.name = "reads10", .adds_per_read = 9},
                           {.name = "batches16", .batch = 16}};
  return *mixes;
}

std::optional<Mix> FindMix(std::string_view name) {
  if (auto section = Section(name)) return section;
  const auto found = std::ranges::find(Mixes(), name, &Mix::name);
  if (found == Mixes().end()) return std::nullopt;
  return *found;
}

}  // namespace atomics_lab::bench
