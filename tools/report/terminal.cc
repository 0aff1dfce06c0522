#include "tools/report/terminal.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tools/report/findings.h"
#include "tools/report/report.h"
#include "tools/result/result.h"
#include "tools/text/printable.h"

namespace atomics_lab::report {
namespace {

using text::PrintableLines;
using text::Shorten;
using text::Wrapped;

constexpr std::size_t kMessageLines = 6;
constexpr std::string_view kIndent = "    ";
constexpr std::size_t kMessageWidth = kOverviewWidth - kIndent.size();
// Of a place or of what went wrong there: names may be of any length.
constexpr std::size_t kLongest = 400;

void AppendMessage(std::string_view message, std::string& out) {
  const std::vector<std::string> lines = PrintableLines(message);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (i == kMessageLines) {
      absl::StrAppend(&out, kIndent, "… ", lines.size() - i, " more lines\n");
      return;
    }
    absl::StrAppend(&out, kIndent, Shorten(lines[i], kMessageWidth), "\n");
  }
}

}  // namespace

std::string Colored(std::string_view text, std::string_view color,
                    TextStyle style) {
  if (!style.color || color.empty()) return std::string(text);
  return absl::StrCat("\x1b[", color, "m", text, "\x1b[0m");
}

std::string FindingsText(const result::Results& results, TextStyle style) {
  const std::vector<Finding> findings = Findings(results);
  if (findings.empty()) return "";
  std::string out =
      absl::StrCat("\n", Colored("What went wrong", kRed, style), "\n");
  for (const Finding& finding : findings) {
    absl::StrAppend(&out, "  ",
                    Wrapped(absl::StrCat(Shorten(finding.where, kLongest), ": ",
                                         Shorten(finding.what, kLongest)),
                            kOverviewWidth - 2, kIndent));
    AppendMessage(finding.message, out);
  }
  return out;
}

}  // namespace atomics_lab::report
