#include "tools/report/three_digits.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "absl/strings/str_format.h"

namespace atomics_lab::report {

std::string ThreeDigits(double value) {
  constexpr double kDigits = 3;
  constexpr double kMostDecimals = 4;
  // An infinite value has infinitely many; it becomes an int only when clamped.
  const double whole = value > 0 ? std::floor(std::log10(value)) + 1 : 1;
  const double decimals = std::clamp(kDigits - whole, 0.0, kMostDecimals);
  return absl::StrFormat("%.*f", static_cast<int>(decimals), value);
}

}  // namespace atomics_lab::report
