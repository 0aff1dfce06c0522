// A table of numbers with what must be said of it, as text and as Markdown.
#ifndef ATOMICS_LAB_TOOLS_REPORT_SHEET_H_
#define ATOMICS_LAB_TOOLS_REPORT_SHEET_H_

#include <string>
#include <vector>

namespace atomics_lab::report {

// All of it is plain text, one line each; the printers escape it.
struct Sheet {
  std::vector<std::string> head;  // what it is about; the first is its title
  // The table's lines, all of the same length, the first of them its heads; the
  // first column holds names, the others numbers. Empty: there is no table.
  std::vector<std::vector<std::string>> cells;
  std::vector<std::vector<std::string>> notes;  // below it, by paragraph
};

// Requires: `sheet` has a title.
std::string SheetText(const Sheet& sheet);

// GitHub-flavoured Markdown. Requires: likewise.
std::string SheetMarkdown(const Sheet& sheet);

}  // namespace atomics_lab::report

#endif  // ATOMICS_LAB_TOOLS_REPORT_SHEET_H_
