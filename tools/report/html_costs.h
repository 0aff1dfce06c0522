// What increments cost, as a section of the page.
#ifndef ATOMICS_LAB_TOOLS_REPORT_HTML_COSTS_H_
#define ATOMICS_LAB_TOOLS_REPORT_HTML_COSTS_H_

#include <string>

#include "tools/result/result.h"

namespace atomics_lab::report {

// Curves over the number of threads, and every number of them in a table that
// needs no script; what was measured of the machine below it. Of results
// without costs, how to measure some.
// Guarantees: every text is escaped.
std::string HtmlCosts(const result::Results& results);

// The style of that section. Empty if results have no costs.
std::string CostsStyle(const result::Results& results);

}  // namespace atomics_lab::report

#endif  // ATOMICS_LAB_TOOLS_REPORT_HTML_COSTS_H_
