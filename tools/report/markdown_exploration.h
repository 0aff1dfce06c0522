// What the explorer found, in the Markdown report.
#ifndef ATOMICS_LAB_TOOLS_REPORT_MARKDOWN_EXPLORATION_H_
#define ATOMICS_LAB_TOOLS_REPORT_MARKDOWN_EXPLORATION_H_

#include <string>

#include "tools/result/result.h"

namespace atomics_lab::report {

// A table of the row's explorations, and how the least final value came about.
// Empty if it was not explored.
std::string MarkdownExplorations(const result::Results& results,
                                 const result::Row& row);

// What the answers mean, and what was explored in part or not at all. Empty if
// nothing was explored.
std::string MarkdownExploredNotes(const result::Results& results);

}  // namespace atomics_lab::report

#endif  // ATOMICS_LAB_TOOLS_REPORT_MARKDOWN_EXPLORATION_H_
