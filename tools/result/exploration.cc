#include "tools/result/exploration.h"

#include <string>
#include <string_view>

#include "absl/strings/str_cat.h"

namespace atomics_lab::result {

std::string_view VerdictName(ExplorationVerdict verdict) {
  switch (verdict) {
    case ExplorationVerdict::kProved:
      return "proved";
    case ExplorationVerdict::kRefuted:
      return "refuted";
    case ExplorationVerdict::kConsistent:
      return "consistent within the bound";
    case ExplorationVerdict::kNotExplorable:
      return "not explorable";
  }
  return "";
}

std::string ValueText(const Value& value) {
  if (value.high == 0 && value.low >> 32 == 0) return absl::StrCat(value.low);
  if (value.high == 0) return absl::StrCat("0x", absl::Hex(value.low));
  return absl::StrCat("0x", absl::Hex(value.high),
                      absl::Hex(value.low, absl::kZeroPad16));
}

}  // namespace atomics_lab::result
