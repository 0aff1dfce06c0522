#include "tools/lessons/quote.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "tools/lessons/compare.h"

namespace atomics_lab::lessons {
namespace {

absl::Status Wrong(std::string_view text) {
  return absl::InvalidArgumentError(
      absl::StrCat("quotes '", text,
                   "': `quotes FILE`, seen from the page's folder, or `quotes "
                   "FILE from \"a line\" to \"a line\"`"));
}

// Takes ` from "a line"` off the beginning of `text`, if it is there. The line
// ends where `next` follows, or with the text.
bool TakeLine(std::string_view word, std::string_view next,
              std::string_view& text, std::string& line) {
  text = absl::StripLeadingAsciiWhitespace(text);
  if (!absl::ConsumePrefix(&text, absl::StrCat(word, " \""))) return true;
  const std::size_t followed =
      next.empty() ? std::string_view::npos
                   : text.find(absl::StrCat("\" ", next, " \""));
  const std::size_t end =
      followed == std::string_view::npos ? text.rfind('"') : followed;
  if (end == std::string_view::npos || end == 0) return false;
  line = absl::StripTrailingAsciiWhitespace(text.substr(0, end));
  text.remove_prefix(end + 1);
  return true;
}

}  // namespace

absl::StatusOr<Quote> ReadQuote(std::string_view text) {
  text = absl::StripAsciiWhitespace(text);
  const std::size_t end = std::min(text.find(' '), text.size());
  Quote quote{.file = std::string(text.substr(0, end))};
  if (quote.file.empty() || absl::StartsWith(quote.file, "/")) {
    return Wrong(text);
  }
  std::string_view rest = text.substr(end);
  if (!TakeLine("from", "to", rest, quote.from) ||
      !TakeLine("to", "", rest, quote.to) || !rest.empty()) {
    return Wrong(text);
  }
  return quote;
}

absl::StatusOr<std::vector<std::string>> QuotedLines(
    const Quote& quote, std::string_view contents) {
  const std::vector<std::string> lines = OutputLines(contents);
  const auto none = [&quote](std::string_view line) {
    return absl::InvalidArgumentError(absl::StrCat(
        "quotes ", quote.file, ": no line there is \"", line, "\""));
  };
  auto begin = lines.begin();
  auto end = lines.end();
  if (!quote.from.empty()) begin = std::find(begin, end, quote.from);
  if (begin == lines.end() && !quote.from.empty()) return none(quote.from);
  if (!quote.to.empty()) {
    end = std::find(begin, end, quote.to);
    if (end == lines.end()) return none(quote.to);
    ++end;
  }
  return std::vector<std::string>(begin, end);
}

}  // namespace atomics_lab::lessons
