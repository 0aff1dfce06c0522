// Any bytes as HTML that shows them as they are.
#ifndef ATOMICS_LAB_TOOLS_TEXT_HTML_MARKUP_H_
#define ATOMICS_LAB_TOOLS_TEXT_HTML_MARKUP_H_

#include <string>
#include <string_view>

namespace atomics_lab::text {

// Printable text, in an element or in a quoted attribute: & < > " ' escaped.
std::string HtmlText(std::string_view text);

// Several lines for a <pre>, each as HtmlText.
std::string HtmlLines(std::string_view text);

// HtmlText in <code>, with places where a line may break after "_", "::", "/"
// (but not in the middle of "__").
std::string HtmlCode(std::string_view text);

// What an id may be made of: letters, digits, "-" and "_" stay, every other
// byte becomes "." and its two hexadecimal digits, so that different names have
// different ids.
std::string HtmlId(std::string_view name);

}  // namespace atomics_lab::text

#endif  // ATOMICS_LAB_TOOLS_TEXT_HTML_MARKUP_H_
