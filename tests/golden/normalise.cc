#include "tests/golden/normalise.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "tools/listing/listing.h"

namespace atomics_lab::golden {
namespace {

using listing::Instruction;
using Labels = std::map<std::uint64_t, int>;

bool IsInside(const listing::Function& function, std::uint64_t address) {
  return address >= function.address &&
         address < function.address + function.size;
}

// Compilers align loops, and how far they must depends on where the function
// happens to start.
bool IsPadding(const Instruction& instruction) {
  const std::string_view mnemonic = instruction.mnemonic;
  return mnemonic == "nop" || absl::EndsWith(mnemonic, " nop") ||
         (mnemonic == "xchg" && instruction.operand_text == "ax, ax");
}

// Where control that goes to `address` meets the first instruction that is no
// padding.
std::uint64_t PastPadding(const listing::Function& function,
                          std::uint64_t address) {
  for (const Instruction& instruction : function.instructions) {
    if (instruction.address < address || IsPadding(instruction)) continue;
    return instruction.address;
  }
  return address;
}

// The same without padding: branches to it go to what stands behind it.
listing::Function WithoutPadding(const listing::Function& function) {
  listing::Function rest = function;
  std::erase_if(rest.instructions, IsPadding);
  for (Instruction& instruction : rest.instructions) {
    auto& target = instruction.target_address;
    if (target.has_value() && IsInside(function, *target)) {
      target = PastPadding(function, *target);
    }
  }
  return rest;
}

Labels LabelsOf(const listing::Function& function) {
  Labels labels;
  for (const Instruction& instruction : function.instructions) {
    const auto address = instruction.target_address;
    if (address.has_value() && IsInside(function, *address)) labels[*address];
  }
  int number = 0;
  for (auto& [address, label] : labels) label = ++number;
  return labels;
}

std::string NameOf(const listing::SymbolReference& target) {
  return target.offset == 0
             ? target.demangled
             : absl::StrFormat("%s%+d", target.demangled, target.offset);
}

// The operands before the last, which is where a branch goes.
std::string WithLast(std::string_view operands, std::string_view last) {
  std::vector<std::string_view> parts = absl::StrSplit(operands, ", ");
  parts.back() = last;
  return absl::StrJoin(parts, ", ");
}

// Branches and calls hold an address; everything else shows its operands, and
// beside them what an address among them means.
std::string OperandsOf(const Instruction& instruction, const Labels& labels) {
  if (instruction.target_address.has_value()) {
    const auto label = labels.find(*instruction.target_address);
    if (label != labels.end()) {
      return WithLast(instruction.operand_text, absl::StrCat(label->second));
    }
  }
  if (!instruction.target.has_value()) return instruction.operand_text;
  const std::string name = NameOf(*instruction.target);
  // Which page that is depends on where the instruction lies.
  if (absl::StartsWith(instruction.mnemonic, "adr")) {
    return WithLast(instruction.operand_text, absl::StrCat("<", name, ">"));
  }
  const bool addresses = absl::StrContains(instruction.operand_text, "[") ||
                         absl::StartsWith(instruction.mnemonic, "ad");
  return addresses ? absl::StrCat(instruction.operand_text, "  <", name, ">")
                   : WithLast(instruction.operand_text, name);
}

}  // namespace

std::string Normalised(const listing::Function& padded) {
  const listing::Function function = WithoutPadding(padded);
  const Labels labels = LabelsOf(function);
  std::string text;
  for (const Instruction& instruction : function.instructions) {
    const auto label = labels.find(instruction.address);
    const std::string mark =
        label == labels.end() ? "" : absl::StrCat(label->second, ":");
    std::string line = absl::StrFormat("%-4s%s %s", mark, instruction.mnemonic,
                                       OperandsOf(instruction, labels));
    line.erase(line.find_last_not_of(' ') + 1);
    absl::StrAppend(&text, line, "\n");
  }
  return text;
}

std::string CompilerOf(const listing::Function& function) {
  std::vector<std::string_view> kept;
  for (std::string_view word : absl::StrSplit(function.producer, ' ')) {
    if (absl::StartsWith(word, "-") || absl::StartsWith(word, "(")) break;
    kept.push_back(word);
  }
  return absl::StrJoin(kept, " ");
}

}  // namespace atomics_lab::golden
