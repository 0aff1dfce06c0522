// Sheets as a command prints them.
#ifndef ATOMICS_LAB_TOOLS_LAB_SHEETS_H_
#define ATOMICS_LAB_TOOLS_LAB_SHEETS_H_

#include <string>
#include <vector>

#include "tools/lab/options.h"
#include "tools/report/sheet.h"

namespace atomics_lab::lab {

// One after the other, an empty line between.
// Requires: `format` is text or Markdown; each sheet has a title.
std::string SheetsIn(Format format, const std::vector<report::Sheet>& sheets);

}  // namespace atomics_lab::lab

#endif  // ATOMICS_LAB_TOOLS_LAB_SHEETS_H_
