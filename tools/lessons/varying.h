// What of a printed line may differ from one run to the next: stated as a piece
// of the line, with a named kind in place of each thing that differs.
//
//   complete: 43 states, 67 steps, {time}, {size}
//   {2|3|4}  {number}  {percent}
//
// Kinds: number (12, 0.5), time (0.304 s), size (0.4 MiB), percent (99.5 %),
// address (0x1be40, 1be40), runs (4: 98 runs, 2: 1 run). `{a|b}` is one of
// these words. There is no kind for any text. Two or more blanks in a row stand
// for any number of them, since columns move with what is in them.
#ifndef ATOMICS_LAB_TOOLS_LESSONS_VARYING_H_
#define ATOMICS_LAB_TOOLS_LESSONS_VARYING_H_

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"

namespace atomics_lab::lessons {

// A part of a line: a literal text, or, if there is `matches`, whatever it
// takes.
struct Part {
  std::string literal;
  std::function<bool(std::string_view)> matches;
};
using Parts = std::vector<Part>;

// Errors: InvalidArgument, one line that says what would be right, for a piece
// in which nothing may differ, or that names nothing: without a word of the
// line, or a choice, beside its kinds, it would fit nearly any line.
absl::StatusOr<Parts> ReadPiece(std::string_view text);

// How many bytes at the beginning of `text` are as `parts` say, or all of it if
// `whole` is asked for; nothing if they are not.
std::optional<std::size_t> MatchParts(absl::Span<const Part> parts,
                                      std::string_view text, bool whole);

// Puts `piece` in place of each part of the line that is as it says. Returns
// whether there was one.
bool Loosen(const Parts& piece, Parts& line);

}  // namespace atomics_lab::lessons

#endif  // ATOMICS_LAB_TOOLS_LESSONS_VARYING_H_
