#include "tools/isa/x86_64_weaken.h"

#include <cstdint>
#include <optional>
#include <vector>

#include "absl/types/span.h"
#include "tools/isa/weaken.h"

namespace atomics_lab::isa {
namespace {

constexpr std::uint8_t kNop = 0x90;
constexpr std::uint8_t kLock = 0xf0;
constexpr std::uint8_t kMfence[] = {0x0f, 0xae, 0xf0};

}  // namespace

std::optional<std::vector<std::uint8_t>> WeakenX86(
    absl::Span<const std::uint8_t> bytes, Weakening weakening) {
  std::vector<std::uint8_t> weaker(bytes.begin(), bytes.end());
  // Behind another prefix, a no-op would cut that prefix off its instruction.
  if (weakening == Weakening::kUnlocked && !bytes.empty() &&
      bytes[0] == kLock) {
    weaker[0] = kNop;
    return weaker;
  }
  if (weakening == Weakening::kNothing && bytes == absl::MakeSpan(kMfence)) {
    weaker.assign(bytes.size(), kNop);
    return weaker;
  }
  return std::nullopt;
}

}  // namespace atomics_lab::isa
