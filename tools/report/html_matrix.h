// The page's first look: counters × targets.
#ifndef ATOMICS_LAB_TOOLS_REPORT_HTML_MATRIX_H_
#define ATOMICS_LAB_TOOLS_REPORT_HTML_MATRIX_H_

#include <string>

#include "tools/result/result.h"

namespace atomics_lab::report {

// A table with a row for each counter and a column for each target; each cell
// links to its listing.
std::string HtmlMatrix(const result::Results& results);

// "✓ passed", "! racy", "✕ FAILED", "– not run": what is said of the row's
// tests, with a mark and a class.
std::string HtmlTested(const result::Results& results, const result::Row& row);

// The outcome, marked where updates were lost; empty where nothing came out.
std::string HtmlOutcome(const result::Results& results, const result::Row& row);

}  // namespace atomics_lab::report

#endif  // ATOMICS_LAB_TOOLS_REPORT_HTML_MATRIX_H_
