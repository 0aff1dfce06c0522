#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tools/report/sheet.h"
#include "tools/text/markdown_markup.h"

namespace atomics_lab::report {
namespace {

using text::MarkdownText;

std::string TableLine(const std::vector<std::string>& cells) {
  std::string line = "|";
  for (const std::string& cell : cells) {
    absl::StrAppend(&line, " ", MarkdownText(cell), " |");
  }
  return line + "\n";
}

std::string Table(const std::vector<std::vector<std::string>>& cells) {
  std::string text = TableLine(cells.front());
  absl::StrAppend(&text, "|---|");
  for (std::size_t i = 1; i < cells.front().size(); ++i) {
    absl::StrAppend(&text, "---:|");
  }
  absl::StrAppend(&text, "\n");
  for (std::size_t i = 1; i < cells.size(); ++i) {
    absl::StrAppend(&text, TableLine(cells[i]));
  }
  return text;
}

std::string Bullets(const std::vector<std::string>& lines, std::size_t from) {
  std::string text;
  for (std::size_t i = from; i < lines.size(); ++i) {
    absl::StrAppend(&text, "- ", MarkdownText(lines[i]), "\n");
  }
  return text;
}

}  // namespace

std::string SheetMarkdown(const Sheet& sheet) {
  std::string text =
      absl::StrCat("# ", MarkdownText(sheet.head.front()), "\n\n");
  absl::StrAppend(&text, Bullets(sheet.head, 1));
  if (!sheet.cells.empty()) absl::StrAppend(&text, "\n", Table(sheet.cells));
  for (const std::vector<std::string>& paragraph : sheet.notes) {
    if (!paragraph.empty()) {
      absl::StrAppend(&text, "\n", Bullets(paragraph, 0));
    }
  }
  return text;
}

}  // namespace atomics_lab::report
