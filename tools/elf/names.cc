#include "tools/elf/names.h"

#include <cxxabi.h>

#include <cmath>
#include <cstddef>
#include <cstdlib>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/strip.h"
#ifdef ATOMICS_LAB_HAS_LIBIBERTY
#include <libiberty/demangle.h>
#endif

namespace atomics_lab::elf {
namespace {

// More would need much stack, and names of that length tell a reader nothing.
constexpr std::size_t kLongestMangled = 4096;
// log2 of the longest result that is acceptable in the worst case.
constexpr double kMostBits = 28;

bool IsSequenceCharacter(char c) {
  return absl::ascii_isdigit(c) || absl::ascii_isupper(c);
}

// How often a mangled name refers back to a part of itself, at most:
// `S_`, `S0_`, `T1_`, … (Itanium C++ ABI, 5.1.10 and 5.1.5.9).
int CountBackReferences(std::string_view mangled) {
  int count = 0;
  for (std::size_t i = 0; i < mangled.size(); ++i) {
    if (mangled[i] != 'S' && mangled[i] != 'T') continue;
    std::size_t end = i + 1;
    while (end < mangled.size() && IsSequenceCharacter(mangled[end])) ++end;
    if (end < mangled.size() && mangled[end] == '_') ++count;
  }
  return count;
}

int CountOf(std::string_view text, std::string_view part) {
  int count = 0;
  for (std::size_t at = text.find(part); at != std::string_view::npos;
       at = text.find(part, at + 1)) {
    ++count;
  }
  return count;
}

// Back-references make names grow without bound: each of `pair<S, S>`, where S
// is the type before it, is twice as long as the last, and k references in
// each of n types give k^n, at most 3^(k n / 3). A pack expansion (`Dp`, `sp`)
// repeats its pattern for every element. A bound on log2 of the result, loose
// enough that of 50,000 names of a large C++ library 16 exceed kMostBits.
double MostBits(std::string_view mangled) {
  const double length = std::log2(static_cast<double>(mangled.size()));
  const int references = CountBackReferences(mangled);
  const int packs = CountOf(mangled, "Dp") + CountOf(mangled, "sp");
  return length * (1 + packs) + references * std::log2(3.0) / 3;
}

// How often a Rust name refers back to a part of itself, at most: `B_`, `B0_`,
// `B1a_`, … (Rust RFC 2603). The same bound as MostBits then holds.
double MostBitsOfRust(std::string_view mangled) {
  int references = 0;
  for (std::size_t i = 0; i < mangled.size(); ++i) {
    if (mangled[i] != 'B') continue;
    std::size_t end = i + 1;
    while (end < mangled.size() && absl::ascii_isalnum(mangled[end])) ++end;
    if (end < mangled.size() && mangled[end] == '_') ++references;
  }
  return std::log2(static_cast<double>(mangled.size())) +
         references * std::log2(3.0) / 3;
}

struct Free {
  void operator()(char* memory) const { std::free(memory); }
};

// The position of the parenthesis that opens the group ending at `close`.
std::optional<std::size_t> OpeningParenthesis(std::string_view text,
                                              std::size_t close) {
  int depth = 0;
  for (std::size_t i = close + 1; i-- > 0;) {
    if (text[i] == ')') ++depth;
    if (text[i] == '(' && --depth == 0) return i;
  }
  return std::nullopt;
}

std::string_view WithoutQualifiers(std::string_view name) {
  bool found = true;
  while (found) {
    found = absl::ConsumeSuffix(&name, " const") ||
            absl::ConsumeSuffix(&name, " volatile") ||
            absl::ConsumeSuffix(&name, "&") || absl::ConsumeSuffix(&name, " ");
  }
  return name;
}

bool IsClosing(char c) { return c == '>' || c == ')' || c == ']' || c == '}'; }
bool IsOpening(char c) { return c == '<' || c == '(' || c == '[' || c == '{'; }

bool EndsWithOperator(std::string_view name) {
  return name == "operator" || absl::EndsWith(name, "::operator") ||
         absl::EndsWith(name, " operator");
}

bool IsIdentifierCharacter(char c) {
  return absl::ascii_isalnum(c) || c == '_';
}

// True if the word `operator` stands at `at`.
bool IsOperatorAt(std::string_view name, std::size_t at) {
  constexpr std::string_view kOperator = "operator";
  if (!absl::StartsWith(name.substr(at), kOperator)) return false;
  const std::size_t end = at + kOperator.size();
  return (at == 0 || !IsIdentifierCharacter(name[at - 1])) &&
         (end == name.size() || !IsIdentifierCharacter(name[end]));
}

// Where a name's own letters stand: those outside all brackets, up to the word
// `operator`, behind which brackets need not pair.
struct OwnLetters {
  std::vector<std::size_t> at;
  std::size_t end = 0;  // of the name, or where its `operator` stands
};

OwnLetters OwnLettersOf(std::string_view name) {
  OwnLetters own;
  int depth = 0;
  for (; own.end < name.size(); ++own.end) {
    const char c = name[own.end];
    if (depth == 0 && IsOperatorAt(name, own.end)) break;
    if (depth == 0) own.at.push_back(own.end);
    if (IsOpening(c)) ++depth;
    if (IsClosing(c) && depth > 0) --depth;
  }
  return own;
}

// Template functions carry their return type in front: it ends at the last
// space outside all brackets. `operator new` and conversion operators keep what
// stands behind `operator`.
std::string_view WithoutReturnType(std::string_view name) {
  std::size_t begin = 0;
  for (const std::size_t at : OwnLettersOf(name).at) {
    if (name[at] == ' ') begin = at + 1;
  }
  return name.substr(begin);
}

// How many characters the operator at the start of `name` has, where they may
// look like brackets; else only those of its first word.
std::size_t LengthOfOperator(std::string_view name) {
  constexpr std::string_view kOperator = "operator";
  constexpr std::string_view kLikeBrackets[] = {
      "<=>", "->*", "<<=", ">>=", "<<", ">>", "<=",
      ">=",  "->",  "<",   ">",   "()", "[]"};
  if (!absl::StartsWith(name, kOperator)) return 0;
  for (std::string_view symbol : kLikeBrackets) {
    if (absl::StartsWith(name.substr(kOperator.size()), symbol)) {
      return kOperator.size() + symbol.size();
    }
  }
  return kOperator.size();
}

// `text` without what stands between `<` and `>`, and without `[abi:…]`.
std::string WithoutBrackets(std::string_view text) {
  std::string kept;
  int depth = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '<' || absl::StartsWith(text.substr(i), "[abi:")) ++depth;
    if (depth == 0) kept.push_back(c);
    if ((c == '>' || c == ']') && depth > 0) --depth;
  }
  return kept;
}

using Text = std::unique_ptr<char, Free>;

#ifdef ATOMICS_LAB_HAS_LIBIBERTY
Text DemangleRust(const std::string& mangled) {
  return Text(rust_demangle(mangled.c_str(), DMGL_NO_OPTS));
}
#else
Text DemangleRust(const std::string&) { return nullptr; }
#endif

Text DemangleCpp(const std::string& mangled) {
  int status = 0;
  Text text(abi::__cxa_demangle(mangled.c_str(), nullptr, nullptr, &status));
  return status == 0 ? std::move(text) : nullptr;
}

bool IsWorthDemangling(std::string_view mangled) {
  if (mangled.size() > kLongestMangled) return false;
  if (absl::StartsWith(mangled, "_Z")) return MostBits(mangled) <= kMostBits;
  return absl::StartsWith(mangled, "_R") &&
         MostBitsOfRust(mangled) <= kMostBits;
}

}  // namespace

std::string Demangle(std::string_view mangled) {
  std::string name(mangled);
  if (!IsWorthDemangling(mangled)) return name;
  const Text text = mangled[1] == 'R' ? DemangleRust(name) : DemangleCpp(name);
  if (text != nullptr) name = text.get();
  return name;
}

std::string_view WithoutParameters(std::string_view demangled) {
  const std::string_view name = WithoutQualifiers(demangled);
  if (!absl::EndsWith(name, ")")) return demangled;
  const std::optional<std::size_t> open =
      OpeningParenthesis(name, name.size() - 1);
  // `(anonymous namespace)` alone is no parameter list, and neither is the
  // pair of `operator()`.
  if (!open.has_value() || *open == 0) return demangled;
  const std::string_view before =
      absl::StripTrailingAsciiWhitespace(name.substr(0, *open));
  if (EndsWithOperator(before)) return demangled;
  return WithoutReturnType(before);
}

std::vector<std::string_view> LastPartsOf(std::string_view name) {
  std::vector<std::string_view> parts = {name};
  for (const std::size_t at : OwnLettersOf(name).at) {
    if (absl::StartsWith(name.substr(at), "::")) {
      parts.push_back(name.substr(at + 2));
    }
  }
  return parts;
}

std::string WithoutTemplateArguments(std::string_view name) {
  const std::size_t end = OwnLettersOf(name).end;
  const std::string_view rest = name.substr(end);
  const std::size_t length = LengthOfOperator(rest);
  std::string kept = WithoutBrackets(name.substr(0, end));
  kept += rest.substr(0, length);
  kept += WithoutBrackets(rest.substr(length));
  return std::string(absl::StripTrailingAsciiWhitespace(kept));
}

}  // namespace atomics_lab::elf
