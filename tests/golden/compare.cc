#include "tests/golden/compare.h"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

namespace atomics_lab::golden {
namespace {

using Lines = std::vector<std::string_view>;

std::string_view CompilerLine(const Lines& lines) {
  std::string_view line = lines.front();
  absl::ConsumePrefix(&line, "# ");
  return line.empty() ? "nobody" : line;
}

// The last line up to `end` that names a function: "racy_split::Add".
std::string_view FunctionAt(const Lines& lines, std::size_t end) {
  for (std::size_t i = std::min(end + 1, lines.size()); i-- > 0;) {
    if (absl::StrContains(lines[i], "::") && lines[i].front() != ' ') {
      return lines[i];
    }
  }
  return "the first lines";
}

}  // namespace

Comparison Compare(std::string_view golden, std::string_view made,
                   std::string_view file) {
  const Lines wanted = absl::StrSplit(golden, '\n');
  const Lines got = absl::StrSplit(made, '\n');
  if (CompilerLine(wanted) != CompilerLine(got)) {
    return {.compared = false,
            .message = absl::StrCat("NOTHING WAS COMPARED: ", file,
                                    " was made by ", CompilerLine(wanted),
                                    ", and this is ", CompilerLine(got), "\n")};
  }
  const auto [was, is] = std::ranges::mismatch(wanted, got);
  if (was == wanted.end() && is == got.end()) return {};
  const std::size_t line = is - got.begin();
  return {.same = false,
          .message = absl::StrCat(
              file, ":", line + 1, ": in ", FunctionAt(got, line),
              "\n  was: ", was == wanted.end() ? "(end)" : *was,
              "\n  is:  ", is == got.end() ? "(end)" : *is,
              "\nIf this is meant: bazel run //tests/golden:update, and review "
              "the difference.\n")};
}

}  // namespace atomics_lab::golden
