#include "tools/text/html_markup.h"

#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "tools/text/printable.h"

namespace atomics_lab::text {

std::string HtmlText(std::string_view text) {
  return absl::StrReplaceAll(Printable(text), {{"&", "&amp;"},
                                               {"<", "&lt;"},
                                               {">", "&gt;"},
                                               {"\"", "&quot;"},
                                               {"'", "&#39;"}});
}

std::string HtmlLines(std::string_view text) {
  std::vector<std::string> lines = PrintableLines(text);
  for (std::string& line : lines) line = HtmlText(line);
  return absl::StrJoin(lines, "\n");
}

std::string HtmlCode(std::string_view text) {
  // The longest match wins: a run of two underscores stays whole.
  const std::string breakable = absl::StrReplaceAll(
      HtmlText(text),
      {{"_", "_<wbr>"}, {"__", "__"}, {"::", "::<wbr>"}, {"/", "/<wbr>"}});
  return absl::StrCat("<code>", breakable, "</code>");
}

std::string HtmlId(std::string_view name) {
  std::string id;
  for (char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    if (absl::ascii_isalnum(byte) || c == '-' || c == '_') {
      id += c;
    } else {
      absl::StrAppend(&id, ".", absl::Hex(byte, absl::kZeroPad2));
    }
  }
  return id;
}

}  // namespace atomics_lab::text
