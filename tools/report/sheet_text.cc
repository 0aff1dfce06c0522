#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tools/report/sheet.h"
#include "tools/text/aligned.h"
#include "tools/text/printable.h"

namespace atomics_lab::report {
namespace {

using text::Printable;
using text::Wrapped;

constexpr std::size_t kWidth = 100;  // columns of running text

// The first column to the left, numbers to the right.
std::string Table(const std::vector<std::vector<std::string>>& cells) {
  std::vector<std::vector<text::AlignedCell>> lines;
  for (const std::vector<std::string>& from : cells) {
    auto& line = lines.emplace_back();
    for (const std::string& cell : from) {
      line.push_back(line.empty() ? text::ToTheLeft(Printable(cell))
                                  : text::ToTheRight(Printable(cell)));
    }
  }
  return text::Aligned(lines);
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
