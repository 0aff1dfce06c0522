#include "tools/report/three_digits.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "absl/strings/str_format.h"

namespace atomics_lab::report {

std::string ThreeDigits(double value) {
  constexpr int kDigits = 3;
  constexpr int kMostDecimals = 4;
  const int whole =
      value > 0 ? static_cast<int>(std::floor(std::log10(value))) + 1 : 1;
  const int decimals = whole >= kDigits ? 0 : kDigits - whole;
  return absl::StrFormat("%.*f", std::min(decimals, kMostDecimals), value);
}

}  // namespace atomics_lab::report
