#include "tools/asmcheck/parse.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "tools/asmcheck/parse_clause.h"
#include "tools/asmcheck/passages.h"
#include "tools/asmcheck/promise.h"
#include "tools/asmcheck/scope.h"
#include "tools/listing/name_pattern.h"

namespace atomics_lab::asmcheck {
namespace {

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
      ABSL_RETURN_IF_ERROR(ParseOne(clause));
    }
    return std::move(promises_);
  }

 private:
  absl::Status ParseOne(std::string_view text) {
    std::string_view scope;
    if (SplitScope(text, scope)) {
      ABSL_ASSIGN_OR_RETURN(Scope parsed, ParseScope(scope));
      scope_ = std::move(parsed);
    }
    if (scope_.targets.empty()) {
      return absl::InvalidArgumentError(
          "a promise names its targets first, as in 'ASM Add x86_64: lock "
          "add'; '*' stands for all");
    }
    ABSL_ASSIGN_OR_RETURN(std::vector<Clause> clauses,
                          ParseClause(text, scope_.architectures));
    for (Clause& clause : clauses) {
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

absl::Status NoName(std::string_view subject) {
  const std::string what =
      subject.empty() ? "a function or its targets are missing"
                      : absl::StrCat("'", subject, "' is no function's name");
  return absl::InvalidArgumentError(
      absl::StrCat(what,
                   "; a promise is a name, then targets with commas between "
                   "them, as in 'ASM Add(unsigned long) x86_64, aarch64: …'"));
}

}  // namespace

absl::StatusOr<std::vector<Promise>> ParsePromise(std::string_view text,
                                                  std::string_view file,
                                                  int line) {
  text = absl::StripAsciiWhitespace(text);
  const std::string_view subject = TakeSubject(text);
  absl::StatusOr<std::vector<Promise>> promises =
      listing::IsFunctionName(subject) ? Parser(subject, file, line).Parse(text)
                                       : NoName(subject);
  if (promises.ok()) return promises;
  return absl::InvalidArgumentError(
      absl::StrCat(file, ":", line, ": ", promises.status().message()));
}

ParsedPromises ParsePromises(std::string_view text, std::string_view file,
                             Layout layout) {
  ParsedPromises all;
  const absl::StatusOr<std::vector<Passage>> passages =
      FindPassages(text, file, layout);
  if (!passages.ok()) {
    all.unreadable.emplace_back(passages.status().message());
    return all;
  }
  for (const Passage& passage : *passages) {
    absl::StatusOr<std::vector<Promise>> parsed =
        ParsePromise(passage.text, file, passage.line);
    if (!parsed.ok()) {
      all.unreadable.emplace_back(parsed.status().message());
      continue;
    }
    std::ranges::move(*parsed, std::back_inserter(all.promises));
  }
  return all;
}

}  // namespace atomics_lab::asmcheck
