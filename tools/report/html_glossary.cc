#include "tools/report/html_glossary.h"

#include <string>

#include "absl/strings/str_replace.h"
#include "tools/report/html_pair.h"
#include "tools/report/web/glossary_html.h"
#include "tools/report/web/glossary_js.h"
#include "tools/result/result.h"

namespace atomics_lab::report {

std::string HtmlGlossary(const result::Results& results) {
  if (!HasListing(results)) return "";
  return absl::StrReplaceAll(kGlossaryHtml, {{"{{script}}", kGlossaryJs}});
}

}  // namespace atomics_lab::report
