#include "tools/text/markdown_markup.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "tools/text/printable.h"

namespace atomics_lab::text {
namespace {

std::size_t LongestRunOfBackticks(std::string_view text) {
  std::size_t longest = 0;
  std::size_t run = 0;
  for (char c : text) {
    run = c == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  return longest;
}

}  // namespace

std::string MarkdownText(std::string_view text) {
  constexpr std::string_view kMeaningful = "\\`*_{}[]<>#|~&$@";
  // These begin a list, perhaps after a number; elsewhere they mean nothing,
  // and stay as they are for those who read the source.
  constexpr std::string_view kMeaningfulInFront = "+-.)";
  std::string escaped;
  bool in_front = true;
  for (char c : Printable(text)) {
    if (absl::StrContains(kMeaningful, c) ||
        (in_front && absl::StrContains(kMeaningfulInFront, c))) {
      escaped += '\\';
    }
    escaped += c;
    in_front = in_front &&
               (absl::ascii_isdigit(static_cast<unsigned char>(c)) || c == ' ');
  }
  return escaped;
}

std::string MarkdownCode(std::string_view text) {
  const std::string printable = Printable(text);
  // An empty pair of backticks would be text.
  if (printable.empty()) return "";
  const std::string fence(LongestRunOfBackticks(printable) + 1, '`');
  // One space at each end is taken off again, so that a backtick may touch it.
  const std::string_view pad = fence.size() > 1 ? " " : "";
  return absl::StrCat(fence, pad, printable, pad, fence);
}

std::string MarkdownCellCode(std::string_view text) {
  return absl::StrReplaceAll(MarkdownCode(text), {{"|", "\\|"}});
}

std::string MarkdownBlock(std::string_view text) {
  const std::string body = absl::StrJoin(PrintableLines(text), "\n");
  const std::string fence(
      std::max<std::size_t>(3, LongestRunOfBackticks(body) + 1), '`');
  return absl::StrCat(fence, "\n", body, body.empty() ? "" : "\n", fence, "\n");
}

}  // namespace atomics_lab::text
