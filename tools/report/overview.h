// The results on one screen: a line for each counter, a column for each level.
//
// All texts may hold bytes of names as they came; printers escape them.
#ifndef ATOMICS_LAB_TOOLS_REPORT_OVERVIEW_H_
#define ATOMICS_LAB_TOOLS_REPORT_OVERVIEW_H_

#include <string>
#include <string_view>
#include <vector>

#include "tools/report/standing.h"
#include "tools/result/result.h"

namespace atomics_lab::report {

// The marks of cells whose compilers differ.
inline constexpr std::string_view kDifferentWords = "≠";
inline constexpr std::string_view kDifferentForms = "≈";

struct OverviewCell {
  Standing standing = Standing::kProved;
  // As StandingText; where the compilers differ, that of the most worrying.
  std::string word;
  // Add's instructions in short; empty where the compilers emit different ones.
  std::string form;
  bool words_differ = false;
  bool forms_differ = false;
};

struct OverviewLine {
  std::string counter;
  std::vector<OverviewCell> cells;  // one a level; without a word for no result
};

struct Overview {
  std::vector<std::string> levels;
  std::vector<OverviewLine> lines;
  // Where compilers differ in a word, the most worrying first: "ticket_lock on
  // aarch64: gcc bounded, clang proved".
  std::vector<std::string> differences;
};

// All rows, those of one counter and one level in one cell.
Overview OverviewOf(const result::Results& results);

// What the words and marks mean, a sentence each, only of those that stand in
// `overview`.
std::vector<std::string> OverviewLegend(const Overview& overview);

}  // namespace atomics_lab::report

#endif  // ATOMICS_LAB_TOOLS_REPORT_OVERVIEW_H_
