#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tools/report/printable.h"
#include "tools/report/sheet.h"

namespace atomics_lab::report {
namespace {

using Cells = std::vector<std::vector<std::string>>;

constexpr std::size_t kWidth = 100;  // columns of running text

std::vector<std::size_t> Widths(const Cells& cells) {
  std::vector<std::size_t> widths(cells.front().size());
  for (const std::vector<std::string>& line : cells) {
    for (std::size_t i = 0; i < line.size(); ++i) {
      widths[i] = std::max(widths[i], DisplayWidth(line[i]));
    }
  }
  return widths;
}

// The first column to the left, numbers to the right.
std::string Table(Cells cells) {
  for (std::vector<std::string>& line : cells) {
    for (std::string& cell : line) cell = Printable(cell);
  }
  const std::vector<std::size_t> widths = Widths(cells);
  std::string text;
  for (const std::vector<std::string>& line : cells) {
    for (std::size_t i = 0; i < line.size(); ++i) {
      const std::string blanks(widths[i] - DisplayWidth(line[i]), ' ');
      absl::StrAppend(&text, i == 0 ? "" : "  ", i == 0 ? line[i] : blanks,
                      i == 0 ? blanks : line[i]);
    }
    absl::StrAppend(&text, "\n");
  }
  return text;
}

std::string Lines(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) {
    absl::StrAppend(&text, Wrapped(line, kWidth, "  "));
  }
  return text;
}

}  // namespace

std::string SheetText(const Sheet& sheet) {
  std::string text = Lines(sheet.head);
  if (!sheet.cells.empty()) absl::StrAppend(&text, "\n", Table(sheet.cells));
  for (const std::vector<std::string>& paragraph : sheet.notes) {
    if (!paragraph.empty()) absl::StrAppend(&text, "\n", Lines(paragraph));
  }
  return text;
}

}  // namespace atomics_lab::report
