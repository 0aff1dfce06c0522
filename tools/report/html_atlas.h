// The page's view of what operations of std::atomic compile to.
#ifndef ATOMICS_LAB_TOOLS_REPORT_HTML_ATLAS_H_
#define ATOMICS_LAB_TOOLS_REPORT_HTML_ATLAS_H_

#include <string>

#include "tools/result/result.h"

namespace atomics_lab::report {

// The section with its data and script; empty where the results have no atlas.
std::string HtmlAtlas(const result::Results& results);

}  // namespace atomics_lab::report

#endif  // ATOMICS_LAB_TOOLS_REPORT_HTML_ATLAS_H_
