// Any bytes as GitHub-flavoured Markdown that shows them as they are.
//
// Source: GitHub Flavored Markdown 0.29, sections 2.4 (backslash escapes), 4.5
// (fenced code blocks), 4.10 (tables) and 6.3 (code spans).
#ifndef ATOMICS_LAB_TOOLS_TEXT_MARKDOWN_MARKUP_H_
#define ATOMICS_LAB_TOOLS_TEXT_MARKDOWN_MARKUP_H_

#include <string>
#include <string_view>

namespace atomics_lab::text {

// Running text on one line, in a table's cell or outside: no character of it
// has a meaning to Markdown or HTML.
std::string MarkdownText(std::string_view text);

// Code within a table's cell, where a pipe would end the cell even inside of
// code.
std::string MarkdownCellCode(std::string_view text);

// Code in running text.
std::string MarkdownCode(std::string_view text);

// A code block; `text` may be of several lines, each made printable. Ends with
// a newline.
std::string MarkdownBlock(std::string_view text);

}  // namespace atomics_lab::text

#endif  // ATOMICS_LAB_TOOLS_TEXT_MARKDOWN_MARKUP_H_
