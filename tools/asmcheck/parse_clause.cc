#include "tools/asmcheck/parse_clause.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "tools/asmcheck/promise.h"
#include "tools/isa/isa.h"
#include "tools/listing/listing.h"
#include "tools/listing/mnemonics.h"
#include "tools/listing/name_pattern.h"

namespace atomics_lab::asmcheck {
namespace {

constexpr std::string_view kEllipsis = "…";
constexpr std::string_view kNext = " next ";

struct NamedTerm {
  std::string_view word;
  Term::Kind kind;
  isa::Role role = isa::Role::kOther;
};

constexpr NamedTerm kNamedTerms[] = {
    {"load", Term::Kind::kRole, isa::Role::kLoad},
    {"store", Term::Kind::kRole, isa::Role::kStore},
    {"read-modify-write", Term::Kind::kRole, isa::Role::kReadModifyWrite},
    {"atomic", Term::Kind::kRole, isa::Role::kAtomicReadModifyWrite},
    {"load-linked", Term::Kind::kRole, isa::Role::kLoadLinked},
    {"store-conditional", Term::Kind::kRole, isa::Role::kStoreConditional},
    {"fence", Term::Kind::kRole, isa::Role::kFence},
    {"call", Term::Kind::kRole, isa::Role::kCall},
    {"branch", Term::Kind::kRole, isa::Role::kBranch},
    {"return", Term::Kind::kRole, isa::Role::kReturn},
    {"acquire", Term::Kind::kAcquire},
    {"release", Term::Kind::kRelease},
    {"store-store", Term::Kind::kStoreStore},
    {"loop", Term::Kind::kLoop},
    {"instruction", Term::Kind::kInstruction},
    {"instructions", Term::Kind::kInstruction},
};

std::vector<std::string> Words(std::string_view text) {
  return absl::StrSplit(text, absl::ByAnyChar(" \t"), absl::SkipEmpty());
}

absl::Status UnknownWord(std::string_view word,
                         const Architectures& architectures) {
  std::vector<std::string_view> names;
  for (const auto architecture : architectures) {
    names.push_back(listing::ArchitectureName(architecture));
  }
  return absl::InvalidArgumentError(
      absl::StrCat("unknown word '", word, "': neither an opcode of ",
                   absl::StrJoin(names, " or "), " nor one of ",
                   absl::StrJoin(kNamedTerms, ", ",
                                 [](std::string* out, const NamedTerm& term) {
                                   absl::StrAppend(out, term.word);
                                 }),
                   ", next, never, no, only, at most, exactly"));
}

// Every word known, in one architecture: `lock ldadd` is nonsense.
bool IsOpcode(const std::vector<std::string>& words,
              const Architectures& architectures) {
  return std::any_of(
      architectures.begin(), architectures.end(), [&](auto architecture) {
        return std::all_of(words.begin(), words.end(), [&](const auto& word) {
          return listing::IsMnemonic(architecture, word);
        });
      });
}

absl::Status MissingTerm() {
  return absl::InvalidArgumentError(
      "an opcode or a role is missing, as between two commas");
}

// A promise names what is called by its name, never by an address.
bool IsCallee(std::string_view name) {
  return listing::IsFunctionName(name) && !absl::StrContains(name, " at 0x");
}

absl::Status NoCallee(std::string_view name) {
  return absl::InvalidArgumentError(absl::StrCat(
      "'", name, "' is no name of a called function, as in 'call F(int)'"));
}

// Like absl::StrSplit, but not within the brackets of a function's name.
std::vector<std::string_view> Split(std::string_view text,
                                    std::string_view separator) {
  std::vector<std::string_view> parts;
  std::size_t begin = 0;
  int depth = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '(' || text[i] == '<') ++depth;
    if (text[i] == ')' || text[i] == '>') --depth;
    if (depth > 0 || !absl::StartsWith(text.substr(i), separator)) continue;
    parts.push_back(text.substr(begin, i - begin));
    begin = i + separator.size();
    i = begin - 1;
  }
  parts.push_back(text.substr(begin));
  return parts;
}

absl::StatusOr<Term> ParseTerm(std::string_view text,
                               const Architectures& architectures) {
  std::vector<std::string> words = Words(text);
  if (words.empty()) return MissingTerm();
  if (words.size() > 1 && words[0] == "call") {
    std::string name = absl::StrJoin(words.begin() + 1, words.end(), " ");
    if (!IsCallee(name)) return NoCallee(name);
    return Term{.kind = Term::Kind::kCallTo, .words = {std::move(name)}};
  }
  for (const NamedTerm& named : kNamedTerms) {
    if (words.size() > 1 || words[0] != named.word) continue;
    return Term{.kind = named.kind, .role = named.role};
  }
  if (IsOpcode(words, architectures)) {
    return Term{.kind = Term::Kind::kOpcode, .words = std::move(words)};
  }
  for (const std::string& word : words) {
    if (!IsOpcode({word}, architectures)) {
      return UnknownWord(word, architectures);
    }
  }
  return UnknownWord(absl::StrJoin(words, " "), architectures);
}

absl::StatusOr<Element> ParseElement(std::string_view text,
                                     const Architectures& architectures) {
  Element element{.text = absl::StrJoin(Words(text), " ")};
  if (element.text.empty()) return MissingTerm();
  for (std::string_view alternative : Split(text, "|")) {
    ABSL_ASSIGN_OR_RETURN(Term term, ParseTerm(alternative, architectures));
    element.alternatives.push_back(std::move(term));
  }
  return element;
}

// Elements with `separator` between them.
absl::StatusOr<std::vector<Element>> ParseElements(
    std::string_view text, std::string_view separator,
    const Architectures& architectures) {
  std::vector<Element> elements;
  for (std::string_view part : Split(text, separator)) {
    ABSL_ASSIGN_OR_RETURN(Element element, ParseElement(part, architectures));
    elements.push_back(std::move(element));
  }
  return elements;
}

bool Holds(const std::vector<Element>& elements, Term::Kind kind) {
  return std::any_of(
      elements.begin(), elements.end(), [&](const Element& element) {
        return std::any_of(element.alternatives.begin(),
                           element.alternatives.end(),
                           [&](const Term& term) { return term.kind == kind; });
      });
}

absl::StatusOr<Clause> ParseList(Clause::Kind kind, std::string_view text,
                                 const Architectures& architectures) {
  ABSL_ASSIGN_OR_RETURN(std::vector<Element> elements,
                        ParseElements(text, ",", architectures));
  if (Holds(elements, Term::Kind::kInstruction) ||
      (kind != Clause::Kind::kNever && Holds(elements, Term::Kind::kLoop))) {
    return absl::InvalidArgumentError(absl::StrCat(
        "'", text, "': 'loop' goes after never, no, or a sequence, and ",
        "'instructions' after a number"));
  }
  return Clause{.kind = kind, .elements = std::move(elements)};
}

absl::StatusOr<Clause> ParseCount(Clause::Kind kind, std::string_view text,
                                  const Architectures& architectures) {
  const std::pair<std::string_view, std::string_view> parts =
      absl::StrSplit(text, absl::MaxSplits(' ', 1));
  Clause clause{.kind = kind};
  if (!absl::SimpleAtoi(parts.first, &clause.count)) {
    return absl::InvalidArgumentError(absl::StrCat(
        "'", parts.first, "': a number is missing, as in 'at most 3 loads'"));
  }
  ABSL_ASSIGN_OR_RETURN(Element element,
                        ParseElement(parts.second, architectures));
  clause.elements = {std::move(element)};
  if (Holds(clause.elements, Term::Kind::kLoop)) {
    return absl::InvalidArgumentError("loops cannot be counted");
  }
  return clause;
}

// Elements with "…" or "next" between them.
absl::StatusOr<std::vector<Element>> ParseOrdered(
    std::string_view text, const Architectures& architectures) {
  std::vector<Element> all;
  for (std::string_view part : Split(text, kEllipsis)) {
    // Blanks around it, so that a "next" with nothing beside it is found too.
    ABSL_ASSIGN_OR_RETURN(
        std::vector<Element> elements,
        ParseElements(absl::StrCat(" ", part, " "), kNext, architectures));
    for (std::size_t i = 1; i < elements.size(); ++i) {
      elements[i].next = true;
    }
    std::move(elements.begin(), elements.end(), std::back_inserter(all));
  }
  return all;
}

absl::StatusOr<Clause> ParseSequence(std::string_view text,
                                     const Architectures& architectures) {
  Clause clause;
  clause.loop = absl::ConsumeSuffix(&text, " loop");
  ABSL_ASSIGN_OR_RETURN(std::vector<Element> elements,
                        ParseOrdered(text, architectures));
  if (Holds(elements, Term::Kind::kLoop) ||
      Holds(elements, Term::Kind::kInstruction)) {
    return absl::InvalidArgumentError(absl::StrCat(
        "'", text, "': 'loop' goes after never, no, or a sequence, and ",
        "'instructions' after a number"));
  }
  clause.elements = std::move(elements);
  return clause;
}

absl::StatusOr<std::vector<Clause>> ParseSequences(
    std::string_view text, const Architectures& architectures) {
  std::vector<Clause> clauses;
  for (std::string_view part : Split(text, ",")) {
    part = absl::StripAsciiWhitespace(part);
    ABSL_ASSIGN_OR_RETURN(Clause clause, ParseSequence(part, architectures));
    clause.text = std::string(part);
    clauses.push_back(std::move(clause));
  }
  return clauses;
}

absl::StatusOr<Clause> ParseMarked(Clause::Kind kind, std::string_view rest,
                                   const Architectures& architectures) {
  const bool counts =
      kind == Clause::Kind::kAtMost || kind == Clause::Kind::kExactly;
  return counts ? ParseCount(kind, rest, architectures)
                : ParseList(kind, rest, architectures);
}

}  // namespace

absl::StatusOr<std::vector<Clause>> ParseClause(
    std::string_view text, const Architectures& architectures) {
  constexpr std::pair<std::string_view, Clause::Kind> kMarks[] = {
      {"never ", Clause::Kind::kNever},     {"no ", Clause::Kind::kNever},
      {"only ", Clause::Kind::kOnly},       {"at most ", Clause::Kind::kAtMost},
      {"exactly ", Clause::Kind::kExactly},
  };
  const std::string plain = absl::StrJoin(
      Words(absl::StrReplaceAll(text, {{"...", kEllipsis}})), " ");
  if (plain.empty()) return absl::InvalidArgumentError("a clause is empty");
  for (const auto& [mark, kind] : kMarks) {
    std::string_view rest = plain;
    if (!absl::ConsumePrefix(&rest, mark)) continue;
    ABSL_ASSIGN_OR_RETURN(Clause clause,
                          ParseMarked(kind, rest, architectures));
    clause.text = plain;
    return std::vector<Clause>{std::move(clause)};
  }
  return ParseSequences(plain, architectures);
}

}  // namespace atomics_lab::asmcheck
