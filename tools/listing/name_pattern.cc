#include "tools/listing/name_pattern.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "tools/elf/names.h"
#include "tools/text/glob.h"

namespace atomics_lab::listing {
namespace {

// What `*` becomes where it stands for any characters; no name holds it.
constexpr char kAny = '\0';

bool IsWordCharacter(char c) { return absl::ascii_isalnum(c) || c == '_'; }

// Without the blanks that separate nothing: `(int,char*)` for `(int, char *)`.
std::string Tight(std::string_view text) {
  std::string tight;
  bool blank = false;
  for (const char c : text) {
    if (absl::ascii_isspace(c)) {
      blank = true;
      continue;
    }
    if (blank && !tight.empty() && IsWordCharacter(tight.back()) &&
        IsWordCharacter(c)) {
      tight.push_back(' ');
    }
    blank = false;
    tight.push_back(c);
  }
  return tight;
}

// `name at 0x20` loses its address.
std::optional<std::uint64_t> TakeAddress(std::string_view& text) {
  constexpr std::string_view kAt = " at 0x";
  const std::size_t at = text.rfind(kAt);
  std::uint64_t address = 0;
  if (at == std::string_view::npos ||
      !absl::SimpleHexAtoi(text.substr(at + kAt.size()), &address)) {
    return std::nullopt;
  }
  text = absl::StripAsciiWhitespace(text.substr(0, at));
  return address;
}

// True if the star behind `before` is one of a pointer or of `operator*`.
bool IsItself(std::string_view before, int depth) {
  if (before.empty()) return false;
  const char c = before.back();
  const bool behind_type = IsWordCharacter(c) || c == '>' || c == '*';
  return depth > 0 ? behind_type : absl::EndsWith(before, "operator");
}

// Puts kAny for the stars that stand for any characters.
std::string WithAny(std::string name) {
  int depth = 0;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    if (c == '(' || c == '<') ++depth;
    if (c == ')' || c == '>') --depth;
    if (c == '*' && !IsItself(std::string_view(name).substr(0, i), depth)) {
      name[i] = kAny;
    }
  }
  return name;
}

std::string LongestWord(std::string_view name) {
  std::string longest;
  std::string word;
  for (const char c : name) {
    if (IsWordCharacter(c)) {
      word.push_back(c);
    } else {
      word.clear();
    }
    if (word.size() > longest.size()) longest = word;
  }
  return longest;
}

// Words that the Itanium ABI has shorter spellings for.
bool IsAbbreviated(std::string_view word) {
  constexpr std::array<std::string_view, 7> kAbbreviated = {
      "allocator",     "basic_iostream", "basic_istream",
      "basic_ostream", "basic_string",   "std",
      "string"};
  return std::ranges::find(kAbbreviated, word) != kAbbreviated.end();
}

// `Add` of `ns::C<int>::Add`, where it is what a compiler spells out in every
// function of that name. A class's own name is in its constructors', too: in
// the part before.
std::string SpeltIdentifier(std::string_view parts) {
  const std::string_view last = elf::LastPartsOf(parts).back();
  const bool is_plain =
      !last.empty() && std::ranges::all_of(last, IsWordCharacter) &&
      !absl::StartsWith(last, "operator") && !IsAbbreviated(last);
  return is_plain ? std::string(last) : "";
}

bool FitsLastParts(std::string_view pattern, std::string_view name) {
  const auto parts = elf::LastPartsOf(name);
  return std::any_of(parts.begin(), parts.end(), [&](std::string_view part) {
    return text::MatchesGlob(pattern, part, kAny);
  });
}

// From where a name has a parameter list, if it has one.
std::size_t EndOfParts(std::string_view demangled) {
  const std::string_view parts = elf::WithoutParameters(demangled);
  return static_cast<std::size_t>(parts.data() - demangled.data()) +
         parts.size();
}

// `const`, `&` and what else may stand behind a parameter list.
bool IsQualifier(std::string_view word) {
  return word == "const" || word == "volatile" || word == "&" || word == "&&";
}

std::string WithBlanksInBracketsGone(std::string_view text) {
  std::string kept;
  int depth = 0;
  for (const char c : text) {
    if (c == '(' || c == '<' || c == '[' || c == '{') ++depth;
    kept.push_back(depth > 0 && absl::ascii_isspace(c) ? '_' : c);
    if (c == ')' || c == '>' || c == ']' || c == '}') --depth;
  }
  return kept;
}

}  // namespace

NamePattern::NamePattern(std::string_view text) {
  text = absl::StripAsciiWhitespace(text);
  address_ = TakeAddress(text);
  name_ = text;
  // Clauses of promises write an ellipsis for three dots.
  const std::string plain = absl::StrReplaceAll(text, {{"…", "..."}});
  parts_ = WithAny(Tight(elf::WithoutParameters(plain)));
  parameters_ =
      WithAny(Tight(std::string_view(plain).substr(EndOfParts(plain))));
  word_ = LongestWord(parts_);
  identifier_ = SpeltIdentifier(parts_);
}

NamePattern::Fit NamePattern::FitOfDemangled(std::string_view demangled) const {
  // Rules out most names quickly.
  if (!absl::StrContains(demangled, word_)) return Fit::kNone;
  if (demangled == name_) return Fit::kExact;
  const std::size_t end = EndOfParts(demangled);
  if (!parameters_.empty() &&
      !text::MatchesGlob(parameters_, Tight(demangled.substr(end)), kAny)) {
    return Fit::kNone;
  }
  const std::string_view name = elf::WithoutParameters(demangled);
  const std::string tight = Tight(name);
  if (text::MatchesGlob(parts_, tight, kAny)) return Fit::kWhole;
  if (FitsLastParts(parts_, tight)) return Fit::kLastParts;
  return FitsLastParts(parts_, Tight(elf::WithoutTemplateArguments(name)))
             ? Fit::kWithoutArguments
             : Fit::kNone;
}

bool NamePattern::IsSymbol(std::string_view mangled,
                           std::optional<std::uint64_t> address) const {
  return mangled == name_ && !name_.empty() &&
         (!address_.has_value() || address_ == address);
}

bool NamePattern::MayFit(std::string_view mangled) const {
  return !absl::StartsWith(mangled, "_Z") || absl::StartsWith(name_, "_") ||
         absl::StrContains(mangled, identifier_);
}

NamePattern::Fit NamePattern::FitOf(const NamedSymbol& symbol) const {
  if (name_.empty()) return Fit::kNone;
  if (address_.has_value() && address_ != symbol.address) return Fit::kNone;
  if (IsSymbol(symbol.mangled, symbol.address)) return Fit::kExact;
  const Fit fit = FitOfDemangled(symbol.demangled);
  if (fit != Fit::kNone || !absl::StartsWith(name_, "_")) return fit;
  return text::MatchesGlob(name_, symbol.mangled) ? Fit::kWhole : Fit::kNone;
}

bool IsFunctionName(std::string_view text) {
  text = absl::StripAsciiWhitespace(text);
  TakeAddress(text);
  if (std::ranges::count(text, '(') != std::ranges::count(text, ')')) {
    return false;
  }
  const std::string name = WithBlanksInBracketsGone(text);
  const std::pair<std::string_view, std::string_view> words =
      absl::StrSplit(name, absl::MaxSplits(' ', 1));
  if (words.second.empty()) return !text.empty();
  if (words.first == "operator" || absl::EndsWith(words.first, "::operator")) {
    return true;
  }
  const std::vector<std::string_view> rest =
      absl::StrSplit(words.second, ' ', absl::SkipEmpty());
  return absl::EndsWith(words.first, ")") &&
         std::all_of(rest.begin(), rest.end(), IsQualifier);
}

}  // namespace atomics_lab::listing
