#include "tools/lessons/compare.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/types/span.h"
#include "tools/lessons/page.h"
#include "tools/lessons/varying.h"
#include "tools/text/printable.h"

namespace atomics_lab::lessons {
namespace {

constexpr std::size_t kShownBefore = 2;
constexpr std::size_t kShownAfter = 4;

bool Fits(const Expected& expected, std::string_view line) {
  return MatchParts(expected.parts, line, /*whole=*/true).has_value();
}

// Marks where in what was printed the expected lines behind `expected` may
// begin, if it begins at `at`.
void Follow(const Expected& expected, absl::Span<const std::string> printed,
            std::size_t at, std::vector<bool>& next) {
  if (expected.kind == Expected::Kind::kGap) {
    for (std::size_t end = at + 1; end <= printed.size(); ++end) {
      next[end] = true;
    }
    return;
  }
  for (std::size_t count = 1; count <= expected.most; ++count) {
    if (at + count > printed.size() ||
        !Fits(expected, printed[at + count - 1])) {
      return;
    }
    if (count >= expected.least) next[at + count] = true;
  }
}

std::size_t Last(const std::vector<bool>& marks) {
  return marks.rend() - std::find(marks.rbegin(), marks.rend(), true) - 1;
}

}  // namespace

Compared Compare(absl::Span<const Expected> expected,
                 absl::Span<const std::string> printed) {
  std::vector<bool> may_begin(printed.size() + 1);
  may_begin[0] = true;
  for (std::size_t i = 0; i < expected.size(); ++i) {
    std::vector<bool> next(printed.size() + 1);
    for (std::size_t at = 0; at <= printed.size(); ++at) {
      if (may_begin[at]) Follow(expected[i], printed, at, next);
    }
    if (std::find(next.begin(), next.end(), true) == next.end()) {
      // Behind "…" it could be anywhere; the first place says the most.
      const bool behind_gap =
          i > 0 && expected[i - 1].kind == Expected::Kind::kGap;
      const auto first = std::find(may_begin.begin(), may_begin.end(), true);
      return {false, i,
              behind_gap ? static_cast<std::size_t>(first - may_begin.begin())
                         : Last(may_begin)};
    }
    may_begin = std::move(next);
  }
  const bool same = may_begin[printed.size()];
  return {same, expected.size(), Last(may_begin)};
}

std::vector<std::string> OutputLines(std::string_view text) {
  std::vector<std::string> lines;
  for (const std::string_view line : absl::StrSplit(text, '\n')) {
    lines.emplace_back(absl::StripTrailingAsciiWhitespace(line));
  }
  if (lines.back().empty()) lines.pop_back();
  return lines;
}

std::string Difference(absl::Span<const Expected> expected,
                       absl::Span<const std::string> printed,
                       const Compared& compared) {
  std::string shown;
  const std::size_t at = compared.printed_at;
  const auto show = [&shown](char mark, std::string_view line) {
    absl::StrAppend(&shown, "  ", std::string(1, mark), " ",
                    text::Printable(line), "\n");
  };
  for (std::size_t i = at - std::min(at, kShownBefore); i < at; ++i) {
    show(' ', printed[i]);
  }
  const auto wanted = expected.subspan(compared.expected_at);
  for (const Expected& line : wanted.subspan(0, kShownAfter)) {
    show('-', line.sample);
  }
  if (wanted.empty()) show('-', "(no more)");
  const auto got = printed.subspan(at);
  for (const std::string& line : got.subspan(0, kShownAfter)) show('+', line);
  if (got.empty()) show('+', "(no more)");
  return shown;
}

}  // namespace atomics_lab::lessons
