// The front end takes AT&T syntax, and of it little more than moves, additions,
// comparisons and what atomic operations are made of.
#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "tests/herd/herd_code.h"
#include "tests/herd/straight_code.h"
#include "tools/elf/by_architecture.h"
#include "tools/listing/listing.h"

namespace atomics_lab::herd {
namespace {

using listing::Operand;

constexpr std::array<std::string_view, 7> kSpare = {"r15", "r14", "r13", "r11",
                                                    "r10", "r9",  "r8"};

// Their width becomes a suffix, and their operands change places.
constexpr std::array<std::string_view, 10> kTurned = {
    "add",      "cmp",      "dec", "inc", "lock add",
    "lock dec", "lock inc", "mov", "xor", "xchg"};
constexpr std::array<std::string_view, 2> kBranches = {"je", "jne"};

std::string AsItIs(std::string_view name) { return std::string(name); }

std::string Jump(std::string_view label) { return absl::StrCat("jmp ", label); }

std::string Set(std::string_view canonical, int value) {
  return absl::StrCat("movq $", value, ",%", canonical);
}

int WidthOf(std::string_view reg) {
  const bool numbered = reg.size() > 1 && reg[0] == 'r' && reg[1] <= '9';
  if (absl::EndsWith(reg, "l") || absl::EndsWith(reg, "h")) return 1;
  if (numbered && absl::EndsWith(reg, "b")) return 1;
  if (numbered && absl::EndsWith(reg, "w")) return 2;
  if (numbered && absl::EndsWith(reg, "d")) return 4;
  if (reg[0] == 'r') return 8;
  return reg[0] == 'e' ? 4 : 2;
}

std::string_view Suffix(const Step& step) {
  int width = step.place.has_value() ? step.place->size : 0;
  for (const Operand& operand : step.instruction.operands) {
    if (operand.kind == Operand::Kind::kRegister) width = WidthOf(operand.reg);
  }
  switch (width) {
    case 1:
      return "b";
    case 2:
      return "w";
    case 4:
      return "l";
    default:
      return "q";
  }
}

std::string Spelled(const Operand& operand, std::string_view address) {
  switch (operand.kind) {
    case Operand::Kind::kRegister:
      return absl::StrCat("%", operand.reg);
    case Operand::Kind::kImmediate:
      return absl::StrCat("$", operand.immediate);
    default:
      return absl::StrCat("(%", address, ")");
  }
}

std::string Line(std::string_view mnemonic, std::string_view suffix,
                 const std::vector<std::string>& operands) {
  std::string line = absl::StrCat(mnemonic, suffix);
  for (std::size_t i = 0; i < operands.size(); ++i) {
    absl::StrAppend(&line, i == 0 ? " " : ",", operands[i]);
  }
  return line;
}

bool Is(std::string_view mnemonic, absl::Span<const std::string_view> of) {
  return std::ranges::find(of, mnemonic) != of.end();
}

// Two registers added into a third, in two instructions. They set flags, so the
// next instruction must set them all anew.
std::optional<Lines> Sum(const Step& step, const Step* next) {
  const std::vector<Operand>& operands = step.instruction.operands;
  if (operands.size() != 2 || next == nullptr ||
      next->instruction.mnemonic != "lock cmpxchg") {
    return std::nullopt;
  }
  const std::string& to = operands[0].reg;
  const Operand& from = operands[1];
  if (from.scale != 1 || from.displacement != 0 || from.base.empty() ||
      from.index.empty() || from.base == to || from.index == to) {
    return std::nullopt;
  }
  const std::string_view suffix = Suffix(step);
  return Lines{Line("mov", suffix, {absl::StrCat("%", from.base), "%" + to}),
               Line("add", suffix, {absl::StrCat("%", from.index), "%" + to})};
}

// `test` of a register with itself sets the flags that a comparison with zero
// does.
std::optional<Lines> Test(const Step& step) {
  const std::vector<Operand>& operands = step.instruction.operands;
  if (operands.size() != 2 || operands[0].reg.empty() ||
      operands[0].reg != operands[1].reg) {
    return std::nullopt;
  }
  return Lines{Line("cmp", Suffix(step), {"$0", "%" + operands[0].reg})};
}

std::optional<Lines> Rewritten(const Step& step, const Step* next,
                               std::string_view address,
                               std::string_view label) {
  const std::string& mnemonic = step.instruction.mnemonic;
  std::vector<std::string> operands;
  operands.reserve(step.instruction.operands.size());
  for (const Operand& operand : step.instruction.operands) {
    operands.push_back(Spelled(operand, address));
  }
  if (step.jumps) {
    if (!Is(mnemonic, kBranches)) return std::nullopt;
    return Lines{absl::StrCat(mnemonic, " ", label)};
  }
  if (mnemonic == "lea") return Sum(step, next);
  if (mnemonic == "test") return Test(step);
  if (mnemonic == "mfence") return Lines{mnemonic};
  // herd7 reads the operands of this one in the order of Intel's manuals.
  if (mnemonic != "lock cmpxchg") {
    if (!Is(mnemonic, kTurned)) return std::nullopt;
    std::ranges::reverse(operands);
  }
  return Lines{Line(mnemonic, Suffix(step), operands)};
}

absl::StatusOr<Lines> Code(const Step& step, const Step* next,
                           std::string_view address, std::string_view label) {
  if (step.jumps && !step.falls_through) return Lines{Jump(label)};
  std::optional<Lines> lines = Rewritten(step, next, address, label);
  if (lines.has_value()) return *std::move(lines);
  return absl::UnimplementedError(
      absl::StrCat("herd7 has no `", step.instruction.mnemonic, " ",
                   step.instruction.operand_text, "`"));
}

}  // namespace

const HerdCode kX86HerdCode = {"X86_64", kSpare, AsItIs, Code, Jump, Set};

const HerdCode& HerdCodeFor(listing::Architecture architecture) {
  return *elf::ByArchitecture(&kX86HerdCode, &kAArch64HerdCode)[architecture];
}

}  // namespace atomics_lab::herd
