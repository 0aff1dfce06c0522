// The page's view of what instructions do.
#ifndef ATOMICS_LAB_TOOLS_REPORT_HTML_GLOSSARY_H_
#define ATOMICS_LAB_TOOLS_REPORT_HTML_GLOSSARY_H_

#include <string>

#include "tools/result/result.h"

namespace atomics_lab::report {

// The section with its script, which reads the data of html_pair.h's; empty
// where there are none.
std::string HtmlGlossary(const result::Results& results);

}  // namespace atomics_lab::report

#endif  // ATOMICS_LAB_TOOLS_REPORT_HTML_GLOSSARY_H_
