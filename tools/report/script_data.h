// Data for a script of the page.
#ifndef ATOMICS_LAB_TOOLS_REPORT_SCRIPT_DATA_H_
#define ATOMICS_LAB_TOOLS_REPORT_SCRIPT_DATA_H_

#include <string>
#include <string_view>

#include "absl/strings/str_replace.h"

namespace atomics_lab::report {

// JSON as it may stand in an element of the page: no `<` ends the element.
inline std::string ScriptData(std::string_view json) {
  return absl::StrReplaceAll(json, {{"<", "\\u003c"}});
}

}  // namespace atomics_lab::report

#endif  // ATOMICS_LAB_TOOLS_REPORT_SCRIPT_DATA_H_
