// What a block shows of a file: all of it, or the lines from one to another.
#ifndef ATOMICS_LAB_TOOLS_LESSONS_QUOTE_H_
#define ATOMICS_LAB_TOOLS_LESSONS_QUOTE_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace atomics_lab::lessons {

struct Quote {
  std::string file;  // seen from the page's folder
  std::string from;  // the line that it begins with; empty: the file's first
  std::string to;    // the line that it ends with; empty: the file's last
};

// Of `lost_update.cc from "int main() {" to "}"`, of which `from` and `to` may
// be missing.
// Errors: InvalidArgument, one line, for anything else and for a whole path.
absl::StatusOr<Quote> ReadQuote(std::string_view text);

// The first line that is `from`, up to the first one from there on that is
// `to`, without blanks at their ends. With neither, all lines.
// Errors: InvalidArgument, one line, if there is no such line.
absl::StatusOr<std::vector<std::string>> QuotedLines(const Quote& quote,
                                                     std::string_view contents);

}  // namespace atomics_lab::lessons

#endif  // ATOMICS_LAB_TOOLS_LESSONS_QUOTE_H_
