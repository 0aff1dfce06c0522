// What the printers of text have in common.
#ifndef ATOMICS_LAB_TOOLS_REPORT_TERMINAL_H_
#define ATOMICS_LAB_TOOLS_REPORT_TERMINAL_H_

#include <string>
#include <string_view>

#include "tools/report/report.h"
#include "tools/result/result.h"

namespace atomics_lab::report {

// SGR parameters of ECMA-48, section 8.3.117; empty for none.
inline constexpr std::string_view kPlain;
inline constexpr std::string_view kBold = "1";
inline constexpr std::string_view kDim = "2";
inline constexpr std::string_view kRed = "1;31";
inline constexpr std::string_view kGreen = "32";
inline constexpr std::string_view kYellow = "33";

// `text` as it is, or in `color` where the style has colours.
std::string Colored(std::string_view text, std::string_view color,
                    TextStyle style);

// What went wrong, below its heading; empty if nothing did.
// Guarantees: no line is wider than kOverviewWidth.
std::string FindingsText(const result::Results& results, TextStyle style);

}  // namespace atomics_lab::report

#endif  // ATOMICS_LAB_TOOLS_REPORT_TERMINAL_H_
