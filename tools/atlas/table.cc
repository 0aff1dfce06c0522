#include "tools/atlas/table.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "tools/atlas/compare.h"

namespace atomics_lab::atlas {
namespace {

using Line = std::vector<std::string>;

// Columns on a terminal: bytes that do not continue a UTF-8 character.
std::size_t Columns(std::string_view text) {
  return std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  });
}

Line Heading(const Titles& titles) {
  Line line = {"bits", "order", "result", titles.left, titles.right};
  if (!titles.shared.empty()) line.insert(line.begin(), titles.shared);
  return line;
}

// All but the last two columns.
Line Conditions(const Row& row, const Titles& titles) {
  Line line = {WidthsText(row.widths), OrdersText(row.operation, row.orders),
               ResultsText(row.results)};
  if (!titles.shared.empty()) {
    line.insert(line.begin(), absl::StrJoin(row.shared, ", "));
  }
  return line;
}

std::string Aligned(const std::vector<Line>& lines) {
  std::vector<std::size_t> widths(lines.front().size());
  for (const Line& line : lines) {
    for (std::size_t i = 0; i < line.size(); ++i) {
      widths[i] = std::max(widths[i], Columns(line[i]));
    }
  }
  std::string text;
  for (const Line& line : lines) {
    std::string row;
    for (std::size_t i = 0; i < line.size(); ++i) {
      absl::StrAppend(&row, line[i],
                      std::string(widths[i] - Columns(line[i]) + 2, ' '));
    }
    absl::StrAppend(&text, row.substr(0, row.find_last_not_of(' ') + 1), "\n");
  }
  return text;
}

std::string TextTable(const std::vector<Row>& rows, const Titles& titles) {
  std::vector<Line> lines = {Heading(titles)};
  for (const Row& row : rows) {
    Line line = Conditions(row, titles);
    line.push_back(row.left);
    line.push_back(row.left == row.right ? "=" : row.right);
    lines.push_back(std::move(line));
  }
  return Aligned(lines);
}

std::string MarkdownTable(const std::vector<Row>& rows, const Titles& titles) {
  std::vector<Line> lines = {Heading(titles)};
  lines.emplace_back(lines.front().size(), "---");
  for (const Row& row : rows) {
    Line line = Conditions(row, titles);
    line.push_back(absl::StrCat("`", row.left, "`"));
    line.push_back(row.left == row.right
                       ? "same"
                       : absl::StrCat("**≠** `", row.right, "`"));
    lines.push_back(std::move(line));
  }
  std::string text;
  for (const Line& line : lines) {
    absl::StrAppend(&text, "| ", absl::StrJoin(line, " | "), " |\n");
  }
  return text;
}

}  // namespace

std::string Tables(const std::vector<Row>& rows, const Titles& titles,
                   Style style) {
  std::vector<std::string> tables;
  for (auto row = rows.begin(); row != rows.end();) {
    const auto end = std::find_if(row, rows.end(), [row](const Row& other) {
      return other.operation != row->operation;
    });
    tables.push_back(
        style == Style::kText
            ? absl::StrCat(row->operation, "\n", TextTable({row, end}, titles))
            : absl::StrCat("## ", row->operation, "\n\n",
                           MarkdownTable({row, end}, titles)));
    row = end;
  }
  return absl::StrJoin(tables, "\n");
}

}  // namespace atomics_lab::atlas
