#include "tools/isa/weaken.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "tools/elf/by_architecture.h"
#include "tools/isa/aarch64_weaken.h"
#include "tools/isa/x86_64_weaken.h"
#include "tools/listing/listing.h"

namespace atomics_lab::isa {

std::string_view WeakeningName(Weakening weakening) {
  switch (weakening) {
    case Weakening::kUnlocked:
      return "unlocked";
    case Weakening::kNotExclusive:
      return "not exclusive";
    case Weakening::kNotAcquire:
      return "not acquire";
    case Weakening::kNotRelease:
      return "not release";
    case Weakening::kNothing:
      return "nothing";
  }
  return "";
}

absl::StatusOr<std::vector<std::uint8_t>> Weaken(
    listing::Architecture architecture, const listing::Instruction& instruction,
    Weakening weakening) {
  std::optional<std::vector<std::uint8_t>> weaker = elf::ByArchitecture(
      WeakenX86, WeakenAArch64)[architecture](instruction.bytes, weakening);
  if (weaker.has_value()) return *std::move(weaker);
  return absl::InvalidArgumentError(
      absl::StrCat("`", instruction.mnemonic, " ", instruction.operand_text,
                   "`: cannot be made ", WeakeningName(weakening)));
}

}  // namespace atomics_lab::isa
