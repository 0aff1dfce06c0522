// `lab explore FILE.litmus…`.
#ifndef ATOMICS_LAB_TOOLS_LAB_LITMUS_COMMAND_H_
#define ATOMICS_LAB_TOOLS_LAB_LITMUS_COMMAND_H_

#include "absl/status/statusor.h"
#include "tools/lab/options.h"

namespace atomics_lab::lab {

// Whether a litmus test is among the words.
bool AsksForLitmus(const Options& options);

// Assembles each of the tests that follow the first word, explores the object,
// and prints to stdout what herd7 would (see litmus::AnswerText); progress goes
// to stderr.
// Guarantees: 2 if a test cannot be read or explored, which stderr says in one
// line and which does not stop the others; 1 if a `~exists` or `forall`
// does not hold, or a question stays open because a search was bounded; else 0;
// kInterrupted.
// Errors: bad usage, one line.
absl::StatusOr<int> RunLitmus(const Options& options);

}  // namespace atomics_lab::lab

#endif  // ATOMICS_LAB_TOOLS_LAB_LITMUS_COMMAND_H_
