// The results on one screen, in the Markdown report.
#ifndef ATOMICS_LAB_TOOLS_REPORT_MARKDOWN_OVERVIEW_H_
#define ATOMICS_LAB_TOOLS_REPORT_MARKDOWN_OVERVIEW_H_

#include <string>

#include "tools/result/result.h"

namespace atomics_lab::report {

// A table with a line for each counter and a column for each level, and what
// its words and marks mean. Empty if there are no rows.
std::string MarkdownOverview(const result::Results& results);

}  // namespace atomics_lab::report

#endif  // ATOMICS_LAB_TOOLS_REPORT_MARKDOWN_OVERVIEW_H_
