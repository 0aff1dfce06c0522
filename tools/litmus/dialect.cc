#include "tools/litmus/dialect.h"

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "tools/listing/listing.h"

namespace atomics_lab::litmus {
namespace {

using listing::Architecture;

std::string CanonicalArm(std::string_view name) {
  const std::string lower = absl::AsciiStrToLower(name);
  int number = 0;
  if (lower.size() < 2 || (lower[0] != 'x' && lower[0] != 'w') ||
      !absl::SimpleAtoi(lower.substr(1), &number)) {
    return "";
  }
  const std::string canonical = absl::StrCat("x", number);
  const bool spelled = canonical.substr(1) == lower.substr(1);
  return spelled && number >= 0 && number <= 30 ? canonical : "";
}

std::string Upper(std::string_view name) { return absl::AsciiStrToUpper(name); }

std::vector<std::string_view> NoLocations(std::string_view) { return {}; }

std::string AsItIs(std::string_view instruction) {
  return std::string(instruction);
}

// "ax" of rax, eax and ax; "r8" of r8d.
std::string_view X86Stem(std::string_view lower) {
  if (lower.size() == 3 && (lower[0] == 'r' || lower[0] == 'e') &&
      absl::ascii_isalpha(lower[1])) {
    return lower.substr(1);
  }
  if (lower.size() > 2 && (lower.back() == 'd' || lower.back() == 'w')) {
    return lower.substr(0, lower.size() - 1);
  }
  return lower;
}

std::string CanonicalX86(std::string_view name) {
  static constexpr std::array kWords = {"ax", "bx", "cx", "dx",
                                        "si", "di", "bp"};
  const std::string lower = absl::AsciiStrToLower(name);
  const std::string_view stem = X86Stem(lower);
  for (const char* word : kWords) {
    if (stem == word) return absl::StrCat("r", word);
  }
  int number = 0;
  if (stem.size() >= 2 && stem[0] == 'r' &&
      absl::SimpleAtoi(stem.substr(1), &number) && number >= 8 &&
      number <= 15 && stem.substr(1) == absl::StrCat(number)) {
    return std::string(stem);
  }
  return "";
}

std::vector<std::string_view> X86Locations(std::string_view instruction) {
  std::vector<std::string_view> found;
  for (std::size_t open = instruction.find('('); open != std::string_view::npos;
       open = instruction.find('(', open + 1)) {
    const std::size_t close = instruction.find(')', open);
    if (close == std::string_view::npos) break;
    const std::string_view inside =
        instruction.substr(open + 1, close - open - 1);
    if (!inside.empty() && inside[0] != '%') found.push_back(inside);
  }
  return found;
}

// A location in parentheses is an address of its own, which
// position-independent code reaches from the instruction pointer.
std::string X86Assembly(std::string_view instruction) {
  std::string text(instruction);
  for (std::string_view location : X86Locations(instruction)) {
    text = absl::StrReplaceAll(text, {{absl::StrCat("(", location, ")"),
                                       absl::StrCat(location, "(%rip)")}});
  }
  return text;
}

constexpr std::array<Dialect, 2> kDialects = {{
    {"AArch64", Architecture::kAArch64, CanonicalArm, Upper, NoLocations,
     AsItIs, "\t.arch armv8.4-a\n"},
    {"X86_64", Architecture::kX86_64, CanonicalX86, AsItIs, X86Locations,
     X86Assembly, ""},
}};

}  // namespace

const Dialect* FindDialect(std::string_view header) {
  for (const Dialect& dialect : kDialects) {
    if (dialect.header == header) return &dialect;
  }
  return nullptr;
}

const Dialect& DialectOf(Architecture architecture) {
  for (const Dialect& dialect : kDialects) {
    if (dialect.architecture == architecture) return dialect;
  }
  return kDialects.front();
}

}  // namespace atomics_lab::litmus
