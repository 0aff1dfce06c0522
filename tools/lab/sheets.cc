#include "tools/lab/sheets.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "tools/lab/options.h"
#include "tools/report/sheet.h"

namespace atomics_lab::lab {

std::string SheetsIn(Format format, const std::vector<report::Sheet>& sheets) {
  return absl::StrJoin(sheets, "\n",
                       [format](std::string* out, const report::Sheet& sheet) {
                         absl::StrAppend(out, format == Format::kMarkdown
                                                  ? report::SheetMarkdown(sheet)
                                                  : report::SheetText(sheet));
                       });
}

}  // namespace atomics_lab::lab
