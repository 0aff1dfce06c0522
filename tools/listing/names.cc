#include "tools/listing/names.h"

#include <cxxabi.h>

#include <cmath>
#include <cstddef>
#include <cstdlib>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/strip.h"
#ifdef ATOMICS_LAB_HAS_LIBIBERTY
#include <libiberty/demangle.h>
#endif

namespace atomics_lab::listing {
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

// Template functions carry their return type in front: it ends at the last
// space outside all brackets. `operator new` and conversion operators keep
// theirs, and so does `operator<`, whose brackets do not pair.
std::string_view WithoutReturnType(std::string_view name) {
  if (absl::StrContains(name, "operator")) return name;
  int depth = 0;
  for (std::size_t i = name.size(); i-- > 0;) {
    if (IsClosing(name[i])) ++depth;
    if (IsOpening(name[i])) --depth;
    if (name[i] == ' ' && depth == 0) return name.substr(i + 1);
  }
  return name;
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
  const std::string_view before = name.substr(0, *open);
  if (EndsWithOperator(before)) return demangled;
  return WithoutReturnType(before);
}

}  // namespace atomics_lab::listing
