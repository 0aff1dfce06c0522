// `lab explore FILE`, as a command and as a test's program have it.
#ifndef ATOMICS_LAB_TOOLS_LAB_FILE_COMMAND_H_
#define ATOMICS_LAB_TOOLS_LAB_FILE_COMMAND_H_

#include "absl/status/statusor.h"
#include "tools/lab/command.h"
#include "tools/lab/options.h"

namespace atomics_lab::lab {

// Options of a FILE; the first two are taken for counters as well.
inline constexpr Option kFileOptions[] = {
    {"--model", &Options::model, "NAME",
     "sc, tso or armv8; the architecture's own if nothing is said."},
    {"--max-memory", &Options::max_memory, "SIZE",
     "Where the search stops: 512M, 4G."},
    {"--thread", &Options::thread, "CALL",
     "Of a FILE, a thread and what it calls; again for each thread. Arguments "
     "are whole numbers and &variable."},
    {"--function", &Options::function, "CALLS",
     "Of a FILE, calls with commas between. One: every thread makes it. "
     "Several: each makes one."},
    {"--calls", &Options::calls, "K", "--increments, of a FILE."},
    {"--init", &Options::init, "X=1,Y:4=0", "What a FILE's variables hold."},
    {"--final", &Options::final_values, "X,Y:4,ret1,1:x0",
     "What tells ends apart: variables, what threads return, their registers."},
    {"--forbidden", &Options::forbidden, "CONDITION",
     "'x=1 && ret2=0': no end may match it."},
    {"--allowed", &Options::allowed, "CONDITION",
     "Every end must match one of these."},
    {"--required", &Options::required, "CONDITION", "Some end must match it."},
};

// Whether an option was given that only a FILE takes.
bool AsksForFile(const Options& options);

// Explores the FILE that is the second of the words, or the objects that all
// behind the first are, as one; holds it to the conditions, and prints to
// stdout; progress goes to stderr.
// Guarantees: 0 if it keeps every condition and threads cannot get stuck; 1 if
// it breaks one, or if a bounded search leaves one open; kInterrupted.
// Errors: bad usage or input, one line.
absl::StatusOr<int> RunFile(const Options& options);

}  // namespace atomics_lab::lab

#endif  // ATOMICS_LAB_TOOLS_LAB_FILE_COMMAND_H_
