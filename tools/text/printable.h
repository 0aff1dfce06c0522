// Any bytes as text that is safe to print: names come out of other people's
// files, and a terminal obeys what it is sent.
#ifndef ATOMICS_LAB_TOOLS_TEXT_PRINTABLE_H_
#define ATOMICS_LAB_TOOLS_TEXT_PRINTABLE_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace atomics_lab::text {

// One line of valid UTF-8. A tab becomes a space; whatever is not UTF-8, is a
// control character, is invisible or changes the direction of writing becomes
// U+FFFD, each by itself.
// Source: The Unicode Standard 15.0, table 3-7 (well-formed UTF-8) and section
// 23.2 (layout controls).
std::string Printable(std::string_view text);

// Each line of `text` printable; no line for the end after a last newline.
std::vector<std::string> PrintableLines(std::string_view text);

// Columns on a terminal, one per code point: our own texts hold nothing wide,
// and in names of others a ragged column is all that can happen.
// Requires: `text` is printable.
std::size_t DisplayWidth(std::string_view text);

// Printable, and cut to `width` columns, the last of them "…", where longer.
// Requires: `width` > 0.
std::string Shorten(std::string_view text, std::size_t width);

// Printable, in lines of at most `width` columns that break at blanks; a word
// that is longer is cut as by Shorten. Lines after the first begin with
// `indent`. Every line ends with a newline.
// Requires: `indent` is printable and narrower than `width`.
std::string Wrapped(std::string_view text, std::size_t width,
                    std::string_view indent);

}  // namespace atomics_lab::text

#endif  // ATOMICS_LAB_TOOLS_TEXT_PRINTABLE_H_
