// A page of Markdown, and the commands in it that a reader can type.
//
// A block of the language `console` holds commands, each behind `$ `, and below
// each what it prints. A comment right above it says what of that may differ:
//
//   <!-- block:
//   varies "In {number} of 1000 runs"
//   varies "{2|3|4}  {number}  {percent}" on 1 to 3 lines
//   exit status 1
//   -->
//
// or, of a block of any language, that it is not run, and why, or which lines
// of which file it shows:
//
//   <!-- block: not run: needs an Arm machine -->
//   <!-- block: quotes lost_update.cc from "int main() {" to "}" -->
#ifndef ATOMICS_LAB_TOOLS_LESSONS_PAGE_H_
#define ATOMICS_LAB_TOOLS_LESSONS_PAGE_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "tools/lessons/quote.h"
#include "tools/lessons/varying.h"

namespace atomics_lab::lessons {

// What a line of output must be. Lines are counted from 1.
struct Expected {
  enum class Kind {
    kLine,
    kGap,    // "…": one line or more, of any text
    kGroup,  // so many lines that are each as `parts` say
  };

  Kind kind = Kind::kLine;
  std::string sample;  // as the page shows it
  std::size_t line = 0;
  Parts parts;
  std::size_t group = 0;  // which of the block's, from 1
  std::size_t least = 1;
  std::size_t most = 1;
};

struct Command {
  std::size_t line = 0;
  std::string text;  // without its "$ "
  int exit_status = 0;
  std::vector<Expected> output;
  std::size_t output_end = 0;  // the line behind its output
};

// A block that shows lines of a file.
struct Quotation {
  std::size_t line = 0;  // its fence
  Quote quote;
  std::vector<Expected> shown;
};

struct NotRun {
  std::size_t line = 0;
  std::string reason;
};

struct Page {
  std::string name;
  std::vector<std::string> lines;
  std::vector<Command> commands;
  std::vector<Quotation> quotations;
  std::vector<NotRun> not_run;
};

// Errors: InvalidArgument, one line of the file's name, the line, what is wrong
// and what would be right: a block that holds commands (`sh`, `bash`,
// `console`, or no language and a first line that begins with "$ ") and is
// neither run nor said not to be; one of C++ that quotes no file; a comment
// that belongs to no block or says what is not understood; what may differ too
// widely (ReadPiece, "…" that is all there is, or next to another); what no
// line of the block needs; a page that has nothing to check.
absl::StatusOr<Page> ReadPage(std::string name, std::string_view contents);

}  // namespace atomics_lab::lessons

#endif  // ATOMICS_LAB_TOOLS_LESSONS_PAGE_H_
