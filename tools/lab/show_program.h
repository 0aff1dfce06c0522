// What `lab explore --show=program` prints: instructions beside the
// micro-operations that are explored in their place.
#ifndef ATOMICS_LAB_TOOLS_LAB_SHOW_PROGRAM_H_
#define ATOMICS_LAB_TOOLS_LAB_SHOW_PROGRAM_H_

#include <string>

#include "tools/explore/program.h"
#include "tools/lab/options.h"

namespace atomics_lab::lab {

// The code of each of the job's threads; threads that run the same code are
// shown once.
// Guarantees: JSON is an array of {threads, instructions: [{function, address,
// text, file, line, first, operations}]}; Markdown is the text in a code block.
std::string ShowProgram(const explore::Job& job, Format format);

}  // namespace atomics_lab::lab

#endif  // ATOMICS_LAB_TOOLS_LAB_SHOW_PROGRAM_H_
