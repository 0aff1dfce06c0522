// What the explorer found, in the page's cells and articles.
#ifndef ATOMICS_LAB_TOOLS_REPORT_HTML_EXPLORATION_H_
#define ATOMICS_LAB_TOOLS_REPORT_HTML_EXPLORATION_H_

#include <string>

#include "tools/result/result.h"

namespace atomics_lab::report {

// The row's answer as an element of its cell. Empty if it was not explored.
std::string HtmlExplored(const result::Results& results,
                         const result::Row& row);

// A table of the row's explorations and, folded, how the least final value came
// about. Empty if it was not explored.
std::string HtmlExplorations(const result::Results& results,
                             const result::Row& row);

// What the answers mean, and what was explored in part or not at all. Empty if
// nothing was explored.
std::string HtmlExploredNotes(const result::Results& results);

}  // namespace atomics_lab::report

#endif  // ATOMICS_LAB_TOOLS_REPORT_HTML_EXPLORATION_H_
