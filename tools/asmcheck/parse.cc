#include "tools/asmcheck/parse.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "tools/asmcheck/known_targets.h"
#include "tools/asmcheck/parse_clause.h"
#include "tools/asmcheck/promise.h"

namespace atomics_lab::asmcheck {
namespace {

constexpr std::string_view kMark = "ASM";
constexpr std::string_view kBlanks = " \t";

// A line's text behind its comment marker, and the column where it begins.
struct Line {
  bool comment = false;
  std::size_t column = 0;
  std::string_view text;
};

Line ReadLine(std::string_view raw) {
  Line line;
  raw = absl::StripTrailingAsciiWhitespace(raw);
  std::size_t begin = std::min(raw.find_first_not_of(kBlanks), raw.size());
  for (std::string_view marker : {"//", "#", "*", ";"}) {
    if (!absl::StartsWith(raw.substr(begin), marker)) continue;
    line.comment = true;
    // `///` and `//!` are comments too.
    begin = raw.find_first_not_of("/#*;!", begin);
    begin = std::min(raw.find_first_not_of(kBlanks, begin), raw.size());
    break;
  }
  line.column = begin;
  line.text = raw.substr(begin);
  return line;
}

// The text behind the word ASM; false if the line begins with another word.
bool ConsumeMark(std::string_view& text) {
  return absl::ConsumePrefix(&text, kMark) && !text.empty() &&
         kBlanks.find(text.front()) != std::string_view::npos;
}

// What a promise speaks of: a scope is a list of patterns of target names.
struct Scope {
  std::vector<std::string> targets;
  Architectures architectures;
};

absl::Status AddTargets(std::string_view pattern, Scope& scope) {
  bool known = false;
  for (const KnownTarget& target : KnownTargets()) {
    if (!MatchesGlob(pattern, target.name) &&
        !MatchesGlob(pattern, target.level)) {
      continue;
    }
    known = true;
    scope.targets.emplace_back(target.name);
    scope.architectures.insert(target.architecture);
  }
  if (known) return absl::OkStatus();
  // FindTarget's message lists what there is.
  return absl::InvalidArgumentError(
      absl::StrCat(FindTarget(pattern).status().message(),
                   "; a level such as aarch64_lse stands for both compilers"));
}

absl::StatusOr<Scope> ParseScope(std::string_view text) {
  Scope scope;
  for (std::string_view pattern : absl::StrSplit(text, ',')) {
    absl::Status status =
        AddTargets(absl::StripAsciiWhitespace(pattern), scope);
    if (!status.ok()) return status;
  }
  return scope;
}

// Splits "x86_64: lock add" at the colon that ends a scope. The colons of
// "call absl::Mutex::lock" are doubled.
bool SplitScope(std::string_view& text, std::string_view& scope) {
  std::size_t colon = text.find(':');
  while (colon != std::string_view::npos &&
         absl::StartsWith(text.substr(colon), "::")) {
    colon = text.find(':', colon + 2);
  }
  if (colon == std::string_view::npos) return false;
  scope = text.substr(0, colon);
  text.remove_prefix(colon + 1);
  return true;
}

class Parser {
 public:
  Parser(std::string_view subject, std::string_view file, int line)
      : subject_(subject), file_(file), line_(line) {}

  absl::StatusOr<std::vector<Promise>> Parse(std::string_view text) {
    for (std::string_view clause : absl::StrSplit(text, ';')) {
      // A semicolon may also end the last clause.
      if (absl::StripAsciiWhitespace(clause).empty() && !promises_.empty()) {
        continue;
      }
      absl::Status status = ParseOne(clause);
      if (!status.ok()) return status;
    }
    return std::move(promises_);
  }

 private:
  absl::Status ParseOne(std::string_view text) {
    std::string_view scope;
    if (SplitScope(text, scope)) {
      absl::StatusOr<Scope> parsed = ParseScope(scope);
      if (!parsed.ok()) return parsed.status();
      scope_ = *std::move(parsed);
    }
    if (scope_.targets.empty()) {
      return absl::InvalidArgumentError(
          "a promise names its targets first, as in 'ASM Add x86_64: lock "
          "add'; '*' stands for all");
    }
    absl::StatusOr<std::vector<Clause>> clauses =
        ParseClause(text, scope_.architectures);
    if (!clauses.ok()) return clauses.status();
    for (Clause& clause : *clauses) {
      promises_.push_back({.subject = std::string(subject_),
                           .targets = scope_.targets,
                           .clause = std::move(clause),
                           .file = std::string(file_),
                           .line = line_});
    }
    return absl::OkStatus();
  }

  std::string_view subject_;
  std::string_view file_;
  int line_;
  Scope scope_;
  std::vector<Promise> promises_;
};

// Where a promise begins and what it says, its lines joined.
struct Passage {
  int line = 0;
  std::string text;
};

// A line's end ends the clause, unless something must follow.
void AppendLine(std::string_view line, std::string& text) {
  const bool unfinished =
      absl::EndsWith(text, ",") || absl::EndsWith(text, "|") ||
      absl::EndsWith(text, ":") || absl::EndsWith(text, "…");
  absl::StrAppend(&text, unfinished ? " " : "; ", line);
}

std::vector<Passage> FindPassages(std::string_view text, Layout layout) {
  std::vector<Passage> passages;
  Line first;  // of the passage that may go on
  bool open = false;
  int number = 0;
  for (std::string_view raw : absl::StrSplit(text, '\n')) {
    ++number;
    const Line line = ReadLine(raw);
    std::string_view rest = line.text;
    if ((line.comment || layout == Layout::kPlain) && ConsumeMark(rest)) {
      passages.push_back({number, std::string(rest)});
      first = line;
      open = true;
    } else if (open && line.comment == first.comment &&
               line.column > first.column && !line.text.empty()) {
      AppendLine(line.text, passages.back().text);
    } else {
      open = false;
    }
  }
  return passages;
}

}  // namespace

Layout LayoutOf(std::string_view file) {
  return absl::EndsWith(file, ".promises") || absl::EndsWith(file, ".txt")
             ? Layout::kPlain
             : Layout::kComments;
}

absl::StatusOr<std::vector<Promise>> ParsePromise(std::string_view text,
                                                  std::string_view file,
                                                  int line) {
  text = absl::StripAsciiWhitespace(text);
  const std::size_t end = text.find_first_of(kBlanks);
  const std::string_view subject = text.substr(0, end);
  const std::string_view rest =
      end == std::string_view::npos ? "" : text.substr(end);
  absl::StatusOr<std::vector<Promise>> promises =
      Parser(subject, file, line).Parse(rest);
  if (promises.ok()) return promises;
  return absl::InvalidArgumentError(
      absl::StrCat(file, ":", line, ": ", promises.status().message()));
}

absl::StatusOr<std::vector<Promise>> ParsePromises(std::string_view text,
                                                   std::string_view file,
                                                   Layout layout) {
  std::vector<Promise> promises;
  for (const Passage& passage : FindPassages(text, layout)) {
    absl::StatusOr<std::vector<Promise>> parsed =
        ParsePromise(passage.text, file, passage.line);
    if (!parsed.ok()) return parsed.status();
    promises.insert(promises.end(), parsed->begin(), parsed->end());
  }
  return promises;
}

}  // namespace atomics_lab::asmcheck
