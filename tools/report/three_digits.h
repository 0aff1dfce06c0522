// Measured numbers, as precise as they are.
#ifndef ATOMICS_LAB_TOOLS_REPORT_THREE_DIGITS_H_
#define ATOMICS_LAB_TOOLS_REPORT_THREE_DIGITS_H_

#include <string>

namespace atomics_lab::report {

// Three significant digits, at most four of them behind the point, and no
// exponent: "0.0123", "1.23", "123", "12345". What is no number is "inf" or
// "nan".
std::string ThreeDigits(double value);

}  // namespace atomics_lab::report

#endif  // ATOMICS_LAB_TOOLS_REPORT_THREE_DIGITS_H_
