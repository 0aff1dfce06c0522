// The section of the page in which a reader drives a race.
#ifndef ATOMICS_LAB_TOOLS_REPORT_HTML_STEPPER_H_
#define ATOMICS_LAB_TOOLS_REPORT_HTML_STEPPER_H_

#include <string>

#include "tools/result/result.h"

namespace atomics_lab::report {

// Empty if there is no stepper. An instruction's source is the line of the
// lab's own file that it came from, where its listing knows one, rather than
// of the library header that was inlined there.
std::string HtmlStepper(const result::Results& results);

}  // namespace atomics_lab::report

#endif  // ATOMICS_LAB_TOOLS_REPORT_HTML_STEPPER_H_
