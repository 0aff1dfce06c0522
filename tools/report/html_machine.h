// What was measured of a machine, as a part of the page.
#ifndef ATOMICS_LAB_TOOLS_REPORT_HTML_MACHINE_H_
#define ATOMICS_LAB_TOOLS_REPORT_HTML_MACHINE_H_

#include <optional>
#include <string>

#include "tools/result/experiments.h"

namespace atomics_lab::report {

// How long a cache line takes between CPUs, as a map whose shades are its
// numbers; how far apart two counters must be, as bars; and instructions.
// Empty if nothing was measured. Guarantees: every text is escaped.
std::string HtmlMachine(const std::optional<result::Experiments>& experiments);

}  // namespace atomics_lab::report

#endif  // ATOMICS_LAB_TOOLS_REPORT_HTML_MACHINE_H_
