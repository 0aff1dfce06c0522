#include "tools/result/value_json.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "nlohmann/json.hpp"
#include "tools/result/exploration.h"
#include "tools/result/reader.h"

namespace atomics_lab::result {
namespace {

constexpr std::size_t kWordDigits = 16;

// The hexadecimal digits of up to two words.
bool ParseDigits(std::string_view digits, Value& value) {
  if (digits.empty() || digits.size() > 2 * kWordDigits) return false;
  const std::size_t high =
      digits.size() > kWordDigits ? digits.size() - kWordDigits : 0;
  return (high == 0 ||
          absl::SimpleHexAtoi(digits.substr(0, high), &value.high)) &&
         absl::SimpleHexAtoi(digits.substr(high), &value.low);
}

}  // namespace

nlohmann::ordered_json WriteValue(const Value& value) {
  constexpr std::uint64_t kExact = std::uint64_t{1} << 53;
  if (value.high == 0 && value.low < kExact) return value.low;
  if (value.high == 0) return absl::StrCat("0x", absl::Hex(value.low));
  return ValueText(value);
}

Value ReadValue(const Reader& in) {
  if (!in.IsString()) return {.low = in.Unsigned(), .high = 0};
  const std::string text = in.String();
  std::string_view digits = text;
  Value value;
  if (!absl::ConsumePrefix(&digits, "0x") || !ParseDigits(digits, value)) {
    in.Refuse("must be an unsigned integer or \"0x\" and up to 32 digits");
  }
  return value;
}

nlohmann::ordered_json WritePendingStore(const PendingStore& store) {
  return {{"location", store.location},
          {"size", store.size},
          {"value", WriteValue(store.value)}};
}

PendingStore ReadPendingStore(const Reader& in) {
  PendingStore store;
  in.Read("location", store.location);
  in.Read("size", store.size);
  store.value = ReadValue(in.Member("value"));
  return store;
}

}  // namespace atomics_lab::result
