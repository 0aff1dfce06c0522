// Final values in a cell of the matrix: possible, seen, forbidden.
#ifndef ATOMICS_LAB_TOOLS_REPORT_HTML_FINAL_VALUES_H_
#define ATOMICS_LAB_TOOLS_REPORT_HTML_FINAL_VALUES_H_

#include <string>

#include "tools/result/result.h"

namespace atomics_lab::report {

// A line for each kind of value, with its mark and its word: "● seen 4 ×998,
// 3 ×2", "○ not seen 2", "⊘ forbidden else". Only the values that came out
// where the explorer was not asked; empty where nothing ran.
std::string HtmlFinalValues(const result::Results& results,
                            const result::Row& row);

// What the marks mean; empty where none is used.
std::string HtmlFinalValuesLegend(const result::Results& results);

}  // namespace atomics_lab::report

#endif  // ATOMICS_LAB_TOOLS_REPORT_HTML_FINAL_VALUES_H_
