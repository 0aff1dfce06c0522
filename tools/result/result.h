// The one schema of results: what was built, what ran, and what was emitted.
//
// Producers fill these structs, printers read them, and json.h writes and
// reads them as JSON. A field that was not measured is absent, never zero.
#ifndef ATOMICS_LAB_TOOLS_RESULT_RESULT_H_
#define ATOMICS_LAB_TOOLS_RESULT_RESULT_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tools/result/atlas_table.h"
#include "tools/result/experiments.h"
#include "tools/result/exploration.h"
#include "tools/result/spread.h"
#include "tools/result/stepper.h"

namespace atomics_lab::result {

// The schema's version: raised when a reader of the old one would go wrong.
inline constexpr int kSchemaVersion = 3;

// What a specimen claims, in the words of counters/counter.h.
struct Counter {
  std::string name;     // fetch_add_relaxed_64
  std::string summary;  // one line
  std::string header;   // counters/specimens/fetch_add.h
  bool lossless = false;
  std::string progress;  // wait-free, lock-free, blocking
  std::string ordering;  // none, relaxed, acq_rel, seq_cst, mutex
  int width_bits = 0;

  friend bool operator==(const Counter&, const Counter&) = default;
};

// One way of running a target's tests: natively, or under QEMU as some CPU.
struct TestRun {
  std::string machine;  // "native", "qemu-aarch64 -cpu cortex-a57"
  int exit_code = 0;    // 128 + signal where one ended it

  friend bool operator==(const TestRun&, const TestRun&) = default;
};

struct Target {
  std::string name;          // aarch64_lse-gcc
  std::string architecture;  // aarch64
  std::string isa;           // armv8.1-a
  std::string compiler;      // gcc
  std::vector<std::string> flags;
  std::string producer;  // what the debug information says compiled the probes
  std::vector<TestRun> runs;

  friend bool operator==(const Target&, const Target&) = default;
};

enum class Verdict { kPassed, kFailed, kNotRun };

// A test of the contract suite for one specimen in one run.
struct Test {
  std::string name;     // ConcurrentAddsLoseNothing
  std::string machine;  // as TestRun::machine
  Verdict verdict = Verdict::kNotRun;
  std::string message;  // first failure; empty when it passed

  friend bool operator==(const Test&, const Test&) = default;
};

// Final values of the seed's program (threads × increments, repeated) and how
// often each came out.
struct Outcome {
  std::string machine;  // as TestRun::machine
  int threads = 0;
  int increments = 0;                                // of each thread
  std::map<std::uint64_t, std::uint64_t> histogram;  // final value → runs
  std::string note;  // what the counter did otherwise there; mostly empty

  friend bool operator==(const Outcome&, const Outcome&) = default;
};

// A source line, and the inlined function that it is part of; empty in the
// function that is listed, and where it is not known.
struct Frame {
  std::string file;
  int line = 0;
  std::string function;

  friend bool operator==(const Frame&, const Frame&) = default;
};

struct Instruction {
  std::uint64_t address = 0;
  std::string bytes;  // hexadecimal, in memory order, no spaces
  std::string mnemonic;
  std::string operands;
  std::string role;  // as isa::RoleName
  bool acquire = false;
  bool release = false;
  bool store_store = false;
  bool shared = false;  // can another thread notice it?
  std::string target;   // demangled symbol+offset; empty if none
  std::string file;     // empty without debug information
  int line = 0;         // 0 without debug information
  // Of inlined code: the line in the listed function, those of the calls
  // within calls, and `file` and `line` at last. Empty of other code.
  std::vector<Frame> frames;

  friend bool operator==(const Instruction&, const Instruction&) = default;
};

struct Function {
  std::string operation;  // Add, Read, Snapshot
  std::string symbol;     // demangled
  std::string form;       // short form, as isa::ShortForm
  std::vector<Instruction> instructions;

  friend bool operator==(const Function&, const Function&) = default;
};

// What one specimen did on one target.
struct Row {
  std::string counter;
  std::string target;
  Verdict verdict = Verdict::kNotRun;  // of all its tests in all runs
  std::vector<Test> tests;
  std::vector<Outcome> outcomes;
  std::vector<Function> functions;

  friend bool operator==(const Row&, const Row&) = default;
};

struct Environment {
  std::string cpu;     // model name of the machine that ran the tests
  int cpus = 0;        // logical
  std::string kernel;  // as uname -sr

  friend bool operator==(const Environment&, const Environment&) = default;
};

// What an increment costs on some number of threads, over all repetitions, in
// nanoseconds that a thread spends on it; ratios are formed within each
// repetition.
struct CounterCost {
  std::string counter;
  int threads = 0;
  Spread ns;
  Spread floor_ns;     // of a plain add to memory of the thread's own
  Spread baseline_ns;  // of an increment of Costs::baseline
  Spread to_floor;     // ns / floor_ns
  Spread to_baseline;  // ns / baseline_ns
  std::string note;  // what the counter did otherwise than usual; mostly empty

  friend bool operator==(const CounterCost&, const CounterCost&) = default;
};

// From a measurement that was made and saved before: see bench.h.
struct Costs {
  std::string file;      // its name, without its folder
  std::string target;    // which need not be one of Results::targets
  std::string compiler;  // "GCC 14.2.0"
  Environment machine;   // where it was measured
  std::string baseline;  // "absl_mutex"
  bool interrupted = false;
  // As Results::counters are ordered, the fewer threads first.
  std::vector<CounterCost> rows;
  std::vector<std::string> left_out;  // counters that the results do not have
  // What else was measured of that machine and these counters, if anything.
  std::optional<Experiments> experiments;

  friend bool operator==(const Costs&, const Costs&) = default;
};

struct Results {
  Environment environment;
  std::vector<Counter> counters;
  std::vector<Target> targets;
  std::vector<Row> rows;  // counter-major, in the catalog's and table's order
  std::vector<Exploration> explorations;  // in the same order
  std::vector<Stepper> steppers;          // in the same order; of a few rows
  std::optional<Costs> costs;             // if a measurement was named
  std::optional<AtlasTable> atlas;        // not of older files

  friend bool operator==(const Results&, const Results&) = default;
};

// Null where `results` has none.
const Counter* FindCounter(const Results& results, std::string_view name);
const Row* FindRow(const Results& results, std::string_view counter,
                   std::string_view target);

// "passed", "failed", "not run".
std::string_view VerdictName(Verdict verdict);

// The final value of the seed's program if no update is lost: threads ×
// increments, modulo 2^width_bits.
std::uint64_t ExpectedValue(const Outcome& outcome, int width_bits);

// True if `counter` claims to lose nothing and yet ended at a value other than
// the expected one.
bool ContradictsClaim(const Counter& counter, const Outcome& outcome);
// The same of any of the row's outcomes.
bool ContradictsClaim(const Results& results, const Row& row);

// True if some row did not pass, some outcome or exploration contradicts its
// counter's claim, or some run did not exit with 0.
bool HasFailure(const Results& results);

}  // namespace atomics_lab::result

#endif  // ATOMICS_LAB_TOOLS_RESULT_RESULT_H_
