// The page's second look: each counter's instructions on each target.
#ifndef ATOMICS_LAB_TOOLS_REPORT_HTML_LISTING_H_
#define ATOMICS_LAB_TOOLS_REPORT_HTML_LISTING_H_

#include <string>

#include "tools/result/result.h"

namespace atomics_lab::report {

// What the colours of the listings mean.
std::string HtmlLegend();

// A counter's claims and, for each of its rows, an article that the matrix
// links to.
std::string HtmlCounter(const result::Results& results,
                        const result::Counter& counter);

}  // namespace atomics_lab::report

#endif  // ATOMICS_LAB_TOOLS_REPORT_HTML_LISTING_H_
