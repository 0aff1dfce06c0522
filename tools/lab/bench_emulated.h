// `lab bench --emulated`: what an increment executes on a target that this
// machine can only emulate.
#ifndef ATOMICS_LAB_TOOLS_LAB_BENCH_EMULATED_H_
#define ATOMICS_LAB_TOOLS_LAB_BENCH_EMULATED_H_

#include <string>

#include "absl/status/statusor.h"
#include "tools/lab/options.h"

namespace atomics_lab::lab {

// Counts the instructions of uncontended increments under QEMU and prints them;
// returns the exit code.
// Requires: CheckBenchForm(options) is OK.
// Errors: one line: an unknown counter or target, a target that runs natively,
// or what kept QEMU from running.
absl::StatusOr<int> RunEmulatedBench(const Options& options,
                                     const std::string& argv0);

}  // namespace atomics_lab::lab

#endif  // ATOMICS_LAB_TOOLS_LAB_BENCH_EMULATED_H_
