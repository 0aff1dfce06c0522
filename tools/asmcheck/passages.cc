#include "tools/asmcheck/passages.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "tools/asmcheck/parse_clause.h"
#include "tools/asmcheck/scope.h"
#include "tools/listing/listing.h"

namespace atomics_lab::asmcheck {
namespace {

constexpr std::string_view kMark = "ASM";
constexpr std::string_view kBlanks = " \t";
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// What a comment, or a line of a promise file, says and in which column.
struct Line {
  bool comment = false;
  std::size_t column = 0;
  std::string_view text;
};

std::string_view FirstWord(std::string_view text) {
  return text.substr(0, text.find_first_of(kBlanks));
}

// Whether the word is ASM or was meant to be.
bool IsMark(std::string_view word) {
  return absl::EqualsIgnoreCase(word.substr(0, word.find(':')), kMark);
}

// The text of the comment whose marker stands at `at`. `///` and `//!` are
// comments too.
Line CommentAt(std::string_view raw, std::size_t at) {
  std::size_t begin = std::min(raw.find_first_not_of("/#*;!", at), raw.size());
  begin = std::min(raw.find_first_not_of(kBlanks, begin), raw.size());
  std::string_view text = raw.substr(begin);
  if (absl::ConsumeSuffix(&text, "*/")) {
    text = absl::StripTrailingAsciiWhitespace(text);
  }
  return {.comment = true, .column = begin, .text = text};
}

// A comment behind code, if its first word is ASM or was meant to be: others
// hold nothing for us. Inside quotation marks a comment's sign is text.
Line BehindCode(std::string_view raw) {
  constexpr std::string_view kMarkers = "/#;";
  for (std::size_t at = raw.find_first_of(kMarkers); at < raw.size();
       at = raw.find_first_of(kMarkers, at)) {
    const std::size_t sign = at;
    at = std::min(raw.find_first_not_of("/#*;!", at), raw.size());
    const std::size_t word =
        std::min(raw.find_first_not_of(kBlanks, at), raw.size());
    // Its colon, and one more to tell a longer word.
    if (!IsMark(FirstWord(raw.substr(word, kMark.size() + 2)))) continue;
    if (std::ranges::count(raw.substr(0, sign), '"') % 2 == 0) {
      return CommentAt(raw, sign);
    }
  }
  return {.column = raw.size()};
}

// Reads a text's lines one after the other: a comment may go over several.
class LineReader {
 public:
  explicit LineReader(Layout layout) : layout_(layout) {}

  Line Read(std::string_view raw) {
    raw = absl::StripTrailingAsciiWhitespace(raw);
    const std::size_t begin =
        std::min(raw.find_first_not_of(kBlanks), raw.size());
    const bool within = block_;
    block_ = block_ ? !absl::StrContains(raw, "*/") : OpensBlock(raw);
    if (within || IsComment(raw.substr(begin))) return CommentAt(raw, begin);
    if (layout_ == Layout::kComments) return BehindCode(raw);
    return {.column = begin, .text = raw.substr(begin)};
  }

 private:
  static bool IsComment(std::string_view text) {
    for (const std::string_view marker : {"//", "/*", "#", "*", ";"}) {
      if (absl::StartsWith(text, marker)) return true;
    }
    return false;
  }

  static bool OpensBlock(std::string_view raw) {
    const std::size_t at = raw.find("/*");
    return at != std::string_view::npos && at < raw.find("//") &&
           !absl::StrContains(raw.substr(at), "*/");
  }

  Layout layout_;
  bool block_ = false;
};

// Whether `text` says of which targets it speaks.
bool NamesTargets(std::string_view text) {
  std::string_view scope;
  return SplitScope(text, scope) && ParseScope(scope).ok();
}

bool LooksLikeClause(std::string_view text) {
  return NamesTargets(text) ||
         ParseClause(text, {listing::kArchitectures.begin(),
                            listing::kArchitectures.end()})
             .ok();
}

// The same of several, with semicolons between them.
bool LooksLikeClauses(std::string_view text) {
  const std::vector<std::string_view> parts =
      absl::StrSplit(text, ';', absl::SkipWhitespace());
  return absl::c_any_of(parts, LooksLikeClause);
}

// True if a reader waits for more.
bool EndsOpen(std::string_view passage) {
  passage = absl::StripTrailingAsciiWhitespace(passage);
  return absl::EndsWith(passage, ";") || absl::EndsWith(passage, ",") ||
         absl::EndsWith(passage, "|");
}

// Behind ASM or what was meant to be: a function, and targets.
bool LooksLikePromise(std::string_view text) {
  text = absl::StripLeadingAsciiWhitespace(text);
  const std::size_t end = text.find_first_of(kBlanks);
  return end != std::string_view::npos && NamesTargets(text.substr(end));
}

// A line's end ends the clause, unless something must follow.
void AppendLine(std::string_view line, std::string& text) {
  const bool unfinished =
      text.empty() || absl::EndsWith(text, ",") || absl::EndsWith(text, "|") ||
      absl::EndsWith(text, ":") || absl::EndsWith(text, "…");
  absl::StrAppend(&text, unfinished ? " " : "; ", line);
}

class Finder {
 public:
  Finder(std::string_view file, Layout layout)
      : file_(file), reader_(layout), layout_(layout) {}

  absl::Status Add(std::string_view raw) {
    ++number_;
    const Line line = reader_.Read(raw);
    if (line.comment || layout_ == Layout::kPlain) return AddLine(line);
    open_ = false;
    return absl::OkStatus();
  }

  // The word ASM alone promises nothing, as in a heading.
  std::vector<Passage> Found() && {
    std::erase_if(passages_, [](const Passage& passage) {
      return absl::StripAsciiWhitespace(passage.text).empty();
    });
    return std::move(passages_);
  }

 private:
  absl::Status AddLine(const Line& line) {
    const std::string_view word = FirstWord(line.text);
    if (word == kMark) {
      passages_.push_back(
          {number_, std::string(line.text.substr(kMark.size()))});
      first_ = line;
      open_ = true;
      return absl::OkStatus();
    }
    if (open_ && line.comment == first_.comment && !line.text.empty() &&
        line.column > first_.column) {
      AppendLine(line.text, passages_.back().text);
      return absl::OkStatus();
    }
    const bool below = std::exchange(open_, false) && !line.text.empty();
    if (IsMark(word) &&
        LooksLikePromise(line.text.substr(kMark.size() + HasColon(word)))) {
      return Error(
          "a promise begins with the word ASM, as in 'ASM Add x86_64: "
          "lock add'");
    }
    if (below &&
        (EndsOpen(passages_.back().text) || LooksLikeClauses(line.text))) {
      return Error(
          "a promise goes on only in lines that are indented deeper "
          "than the word ASM");
    }
    return absl::OkStatus();
  }

  static std::size_t HasColon(std::string_view word) {
    return word.size() > kMark.size() ? 1 : 0;
  }

  absl::Status Error(std::string_view what) const {
    return absl::InvalidArgumentError(
        absl::StrCat(file_, ":", number_, ": ", what));
  }

  std::string_view file_;
  LineReader reader_;
  Layout layout_;
  int number_ = 0;
  Line first_;         // of the passage that may go on
  bool open_ = false;  // whether the next line may belong to it
  std::vector<Passage> passages_;
};

}  // namespace

Layout LayoutOf(std::string_view file) {
  return absl::EndsWith(file, ".promises") || absl::EndsWith(file, ".txt")
             ? Layout::kPlain
             : Layout::kComments;
}

absl::StatusOr<std::vector<Passage>> FindPassages(std::string_view text,
                                                  std::string_view file,
                                                  Layout layout) {
  absl::ConsumePrefix(&text, kByteOrderMark);
  Finder finder(file, layout);
  for (const std::string_view raw : absl::StrSplit(text, '\n')) {
    ABSL_RETURN_IF_ERROR(finder.Add(raw));
  }
  return std::move(finder).Found();
}

}  // namespace atomics_lab::asmcheck
