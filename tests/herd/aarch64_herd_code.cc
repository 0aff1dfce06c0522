#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "tests/herd/herd_code.h"
#include "tests/herd/straight_code.h"

namespace atomics_lab::herd {
namespace {

constexpr std::array<std::string_view, 12> kSpare = {
    "x28", "x27", "x26", "x25", "x24", "x23",
    "x15", "x14", "x13", "x12", "x11", "x10"};

std::string Upper(std::string_view name) { return absl::AsciiStrToUpper(name); }

std::string Jump(std::string_view label) { return absl::StrCat("b ", label); }

std::string Set(std::string_view canonical, int value) {
  return absl::StrCat("mov ", canonical, ",#", value);
}

// Constants are decimal in litmus tests.
std::string Decimal(std::string_view text) {
  std::string decimal;
  for (std::size_t at = text.find("#0x"); at != std::string_view::npos;
       at = text.find("#0x")) {
    std::size_t end = at + 3;
    while (end < text.size() && absl::ascii_isxdigit(text[end])) ++end;
    std::uint64_t value = 0;
    if (!absl::SimpleHexAtoi(text.substr(at + 3, end - at - 3), &value)) break;
    absl::StrAppend(&decimal, text.substr(0, at), "#", value);
    text.remove_prefix(end);
  }
  return absl::StrCat(decimal, text);
}

absl::StatusOr<Lines> Code(const Step& step, const Step* /*next*/,
                           std::string_view address, std::string_view label) {
  if (step.jumps && !step.falls_through) return Lines{Jump(label)};
  std::string_view operands = step.instruction.operand_text;
  std::string rewritten;
  if (step.jumps) {
    // The target is the last operand.
    const std::size_t space = operands.rfind(' ');
    const std::size_t before = space == std::string_view::npos ? 0 : space + 1;
    rewritten = absl::StrCat(operands.substr(0, before), label);
  } else if (step.place.has_value()) {
    const std::size_t open = operands.find('[');
    if (open == std::string_view::npos || operands.back() != ']') {
      return absl::UnimplementedError(
          absl::StrCat("`", step.instruction.mnemonic, " ", operands,
                       "` moves its address"));
    }
    rewritten = absl::StrCat(operands.substr(0, open), "[", address, "]");
  } else {
    rewritten = std::string(operands);
  }
  if (absl::EndsWith(rewritten, ", hs") || absl::EndsWith(rewritten, ", lo")) {
    return absl::UnimplementedError(absl::StrCat(
        "herd7 has no `", step.instruction.mnemonic, " ", rewritten, "`"));
  }
  return Lines{
      absl::StrCat(step.instruction.mnemonic, " ", Decimal(rewritten))};
}

}  // namespace

const HerdCode kAArch64HerdCode = {"AArch64", kSpare, Upper, Code, Jump, Set};

}  // namespace atomics_lab::herd
