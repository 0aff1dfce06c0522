#include "tools/explore/escape.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/cord.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace atomics_lab::explore {
namespace {

constexpr std::string_view kBytes = "atomics_lab/escaped_bytes";

}  // namespace

absl::Status Escaped(std::string_view message, const EscapedBytes& bytes) {
  absl::Status status(kEscaped, message);
  status.SetPayload(kBytes,
                    absl::Cord(absl::StrCat(bytes.address, "+", bytes.size)));
  return status;
}

std::optional<EscapedBytes> EscapedBytesOf(const absl::Status& status) {
  const auto payload = status.GetPayload(kBytes);
  if (!payload.has_value()) return std::nullopt;
  const std::pair<std::string, std::string> parts =
      absl::StrSplit(std::string(*payload), '+');
  EscapedBytes bytes;
  const bool read = absl::SimpleAtoi(parts.first, &bytes.address) &&
                    absl::SimpleAtoi(parts.second, &bytes.size);
  return read ? std::optional(bytes) : std::nullopt;
}

}  // namespace atomics_lab::explore
