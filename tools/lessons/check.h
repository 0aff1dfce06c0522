// A page's commands, run, and what came of it.
#ifndef ATOMICS_LAB_TOOLS_LESSONS_CHECK_H_
#define ATOMICS_LAB_TOOLS_LESSONS_CHECK_H_

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "tools/lessons/page.h"
#include "tools/toolbox/process.h"

namespace atomics_lab::lessons {

// What `./bazelw run` is given on a page ("//:lab"), and the program it runs.
using Programs = std::map<std::string, std::string, std::less<>>;

using Execute = std::function<absl::StatusOr<toolbox::Finished>(
    const std::vector<std::string>& words)>;

// A file that the page quotes, seen from the page's folder.
using ReadSource =
    std::function<absl::StatusOr<std::string>(const std::string& file)>;

struct Checked {
  // Commands that did not do what the page says, and quotations that their
  // files do not have.
  int differing = 0;
  // For people: each difference with the page's line, then what was run and
  // what was not, and why not.
  std::string report;
  // The page, with what such commands print and such files have now.
  std::string fresh;
};

// The words of a command line as a shell splits it, in which nothing is left
// for a shell to do. A comment, from a word that begins with `#` on, is none.
// Errors: InvalidArgument, one line, for a quote without its end, and for
// pipes, expansions and the like outside of quotes.
absl::StatusOr<std::vector<std::string>> SplitWords(std::string_view text);

// `./bazelw run //:lab -- explore` becomes the program of "//:lab", "explore".
// Errors: those of SplitWords; InvalidArgument for any other command, with
// those that there are.
absl::StatusOr<std::vector<std::string>> ToProgram(std::string_view text,
                                                   const Programs& programs);

// Runs each command once, in the page's order. It has to end with the exit
// status and print, on stdout and below that on stderr, the lines that the page
// says. Each quotation has to be what its file has.
// Errors: InvalidArgument, one line with its place, for a command that is not
// to be run and for a file that cannot be read or has no such lines (before any
// command is run); those of `execute`.
absl::StatusOr<Checked> Check(const Page& page, const Programs& programs,
                              const Execute& execute, const ReadSource& read);

}  // namespace atomics_lab::lessons

#endif  // ATOMICS_LAB_TOOLS_LESSONS_CHECK_H_
