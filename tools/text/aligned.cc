#include "tools/text/aligned.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tools/text/printable.h"

namespace atomics_lab::text {
namespace {

using Line = std::vector<AlignedCell>;

std::vector<std::size_t> WidthsOf(const std::vector<Line>& lines) {
  std::vector<std::size_t> widths;
  for (const Line& line : lines) {
    widths.resize(line.size());
    for (std::size_t i = 0; i < line.size(); ++i) {
      widths[i] = std::max(widths[i], line[i].width);
    }
  }
  return widths;
}

}  // namespace

std::string Padded(std::string_view text, std::size_t width) {
  const std::size_t taken = DisplayWidth(text);
  return absl::StrCat(text, std::string(width - std::min(width, taken), ' '));
}

AlignedCell ToTheLeft(std::string_view text) {
  return {.text = std::string(text), .width = DisplayWidth(text)};
}

AlignedCell ToTheRight(std::string_view text) {
  return {
      .text = std::string(text), .width = DisplayWidth(text), .right = true};
}

std::string Aligned(const std::vector<Line>& lines) {
  const std::vector<std::size_t> widths = WidthsOf(lines);
  std::string text;
  for (const Line& line : lines) {
    std::size_t blanks = 0;  // that are due before the next text
    for (std::size_t i = 0; i < line.size(); ++i) {
      if (widths[i] == 0) continue;
      const AlignedCell& cell = line[i];
      const std::size_t missing = widths[i] - cell.width;
      if (cell.right) blanks += missing;
      if (cell.width != 0) {
        absl::StrAppend(&text, std::string(blanks, ' '), cell.text);
        blanks = 0;
      }
      blanks += kColumnGap + (cell.right ? 0 : missing);
    }
    text += '\n';
  }
  return text;
}

}  // namespace atomics_lab::text
