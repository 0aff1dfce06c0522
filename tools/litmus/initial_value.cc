#include "tools/litmus/initial_value.h"

#include <array>
#include <cstdint>
#include <string_view>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"

namespace atomics_lab::litmus {

int SizeOfType(std::string_view type) {
  static constexpr std::array<std::pair<std::string_view, int>, 10> kTypes = {{
      {"", 4},
      {"int", 4},
      {"int8_t", 1},
      {"uint8_t", 1},
      {"int16_t", 2},
      {"uint16_t", 2},
      {"int32_t", 4},
      {"uint32_t", 4},
      {"int64_t", 8},
      {"uint64_t", 8},
  }};
  for (const auto& [name, size] : kTypes) {
    if (name == type) return size;
  }
  return 0;
}

bool ParseNumber(std::string_view text, std::uint64_t& value) {
  std::int64_t number = 0;
  if (absl::SimpleAtoi(text, &number)) {
    value = static_cast<std::uint64_t>(number);
    return true;
  }
  if (!absl::StartsWith(text, "0x") && !absl::StartsWith(text, "0X")) {
    return false;
  }
  std::uint64_t bits = 0;
  if (!absl::SimpleHexAtoi(text, &bits)) return false;
  value = bits;
  return true;
}

}  // namespace atomics_lab::litmus
