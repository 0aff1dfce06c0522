// Sources: Arm ARM DDI 0487 C3.1 (branches, exception generation and return).
#include <array>
#include <string_view>

#include "absl/algorithm/container.h"
#include "absl/strings/match.h"
#include "tools/listing/flow.h"

namespace atomics_lab::listing {
namespace {

// Through a register, with a signature that is checked (FEAT_PAuth).
constexpr std::array<std::string_view, 6> kJumps = {"b",    "br",    "braa",
                                                    "brab", "braaz", "brabz"};
constexpr std::array<std::string_view, 6> kCalls = {
    "bl", "blr", "blraa", "blrab", "blraaz", "blrabz"};
constexpr std::array<std::string_view, 4> kBranches = {"cbz", "cbnz", "tbz",
                                                       "tbnz"};
constexpr std::array<std::string_view, 7> kReturns = {
    "ret", "retaa", "retab", "eret", "eretaa", "eretab", "drps"};
constexpr std::array<std::string_view, 3> kStops = {"brk", "hlt", "udf"};

}  // namespace

Flow AArch64Flow(std::string_view mnemonic) {
  if (absl::c_linear_search(kJumps, mnemonic)) return Flow::kJump;
  if (absl::c_linear_search(kCalls, mnemonic)) return Flow::kCall;
  if (absl::c_linear_search(kBranches, mnemonic) ||
      absl::StartsWith(mnemonic, "b.") || absl::StartsWith(mnemonic, "bc.")) {
    return Flow::kBranch;
  }
  if (absl::c_linear_search(kReturns, mnemonic)) return Flow::kReturn;
  return absl::c_linear_search(kStops, mnemonic) ? Flow::kStop : Flow::kNext;
}

}  // namespace atomics_lab::listing
