// Listings as text for people, with the source lines between instructions.
#ifndef ATOMICS_LAB_TOOLS_LAB_DUMP_FORMAT_H_
#define ATOMICS_LAB_TOOLS_LAB_DUMP_FORMAT_H_

#include <string>
#include <vector>

#include "tools/result/result.h"

namespace atomics_lab::lab {

// Symbol and short form, then each instruction with its role if it has one.
// Where the source line changes it is named, and quoted if its file can be
// read from the working folder or the workspace. Of inlined code the line in
// the function itself comes first, and below it, each behind an arrow, the
// lines of the functions that were inlined there.
std::string DumpText(const std::vector<result::Function>& functions);

// The same, each function in a fenced block under a heading.
std::string DumpMarkdown(const std::vector<result::Function>& functions);

}  // namespace atomics_lab::lab

#endif  // ATOMICS_LAB_TOOLS_LAB_DUMP_FORMAT_H_
