// The section of the page in which a counter's listings on two targets stand
// side by side.
#ifndef ATOMICS_LAB_TOOLS_REPORT_HTML_PAIR_H_
#define ATOMICS_LAB_TOOLS_REPORT_HTML_PAIR_H_

#include <string>

#include "tools/result/result.h"

namespace atomics_lab::report {

// Whether there is a listing to show.
bool HasListing(const result::Results& results);

// Empty if there is no listing. Its script reads the listings where the page
// has them; what is added here is which architecture each target has, and the
// glossary's line about each instruction that occurs. A branch or a call has
// none: what the glossary says of those is true of what std::atomic becomes.
std::string HtmlPair(const result::Results& results);

}  // namespace atomics_lab::report

#endif  // ATOMICS_LAB_TOOLS_REPORT_HTML_PAIR_H_
