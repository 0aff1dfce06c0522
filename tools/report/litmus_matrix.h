// Litmus tests in C++, for people.
#ifndef ATOMICS_LAB_TOOLS_REPORT_LITMUS_MATRIX_H_
#define ATOMICS_LAB_TOOLS_REPORT_LITMUS_MATRIX_H_

#include <string>
#include <vector>

#include "tools/report/sheet.h"
#include "tools/result/litmus_matrix.h"

namespace atomics_lab::report {

// What a cell says where the outcome in question can be reached.
inline constexpr char kReached[] = "seen";

// A sheet for each test: a line for each order, a column for each level, whose
// two compilers are one where they agree and are named where they do not. Where
// one row is asked for, all its outcomes stand below.
std::vector<Sheet> LitmusSheets(const result::LitmusMatrix& matrix);

// A line for each pair of targets: safe, or which tests break, or why something
// was not explored.
Sheet LitmusMixSheet(const std::vector<result::LitmusMix>& mixes);

}  // namespace atomics_lab::report

#endif  // ATOMICS_LAB_TOOLS_REPORT_LITMUS_MATRIX_H_
