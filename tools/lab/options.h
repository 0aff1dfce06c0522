// What a person asked the lab for.
#ifndef ATOMICS_LAB_TOOLS_LAB_OPTIONS_H_
#define ATOMICS_LAB_TOOLS_LAB_OPTIONS_H_

#include <string>
#include <vector>

namespace atomics_lab::lab {

enum class Format { kText, kJson, kMarkdown, kJUnit };

// The values of all commands' options, as they were typed; a command reads
// those that it names (command.h).
struct Options {
  // Words that are not options: the command and what it works on.
  std::vector<std::string> words;
  std::string counter;             // --counter
  std::string target;              // --target
  std::string function;            // --function: a symbol, or an operation
  std::string promises;            // --promises: files, commas between them
  std::string only;                // --only: a kind of what an audit finds
  std::string compare;             // --compare: the older file
  std::string require;             // --require: what must be used, lse
  std::string baseline;            // --baseline: what may be taken for granted
  std::string debug;               // --debug: where names and lines are
  std::string top = "all";         // --top: how many functions are shown
  std::string output = "lab-out";  // --output: folder for the table's files
  std::string bench;               // --bench: a measurement for the table
  bool all = false;                // --all: a line for each row of the table
  // Of `lab atlas`:
  std::string diff;       // --diff: two names, with a comma between
  std::string operation;  // --operation: fetch_add, …
  std::string order;      // --order: seq_cst, …
  // Of `lab explore`:
  std::string threads;                 // empty: 2
  std::string increments;              // empty: 2 of a counter, 1 of a FILE
  std::string calls;                   // --calls: --increments of a FILE
  std::vector<std::string> thread;     // --thread: calls, one of each thread
  std::vector<std::string> forbidden;  // conditions on outcomes
  std::vector<std::string> allowed;
  std::vector<std::string> required;
  std::string model;  // --model: empty for the architecture's own
  std::string max_memory = "2G";
  std::string init;          // --init: x=1,y=0
  std::string final_values;  // --final: x,y
  std::string outcome;       // --outcome: 2, or 1,0
  std::string show;          // --show: program, or empty
  // Of `lab replay`, which has some of them as well:
  std::string times = "1";  // --times: how many runs
  bool free = false;        // --free: as many that nobody forces
  bool live = false;        // --live: each instruction of the first
  std::string schedule;     // --schedule: a file with the order of threads
  std::string record;       // --record: a file for it
  // Of `lab litmus`, which has --order and --target as well:
  std::string test;          // --test: Mp, …
  bool mix_targets = false;  // --mix: two targets' code in one program
  // Of `lab bench`:
  std::string counters = "default";   // --counters: names, or all
  std::string thread_counts = "all";  // --threads: numbers, or all
  std::string mix = "adds";           // --mix: names of mixes
  std::string hint = "none";          // --hint: names of spin hints
  bool latency = false;  // --latency: percentiles of single increments
  std::string affinity = "pinned";  // --affinity: pinned or free
  std::string experiments;          // --experiments: names
  std::string save;                 // --save: a file for the JSON
  bool explain = false;             // --explain: sentences instead of a table
  std::string expect;               // --expect: a file of ratios to hold
  bool emulated = false;            // --emulated: instructions, not time
  bool quick = false;
  bool full = false;
  Format format = Format::kText;
};

}  // namespace atomics_lab::lab

#endif  // ATOMICS_LAB_TOOLS_LAB_OPTIONS_H_
