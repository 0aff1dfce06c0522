// What can make an increment cost more or less on a machine.
#ifndef ATOMICS_LAB_TOOLS_BENCH_MACHINE_H_
#define ATOMICS_LAB_TOOLS_BENCH_MACHINE_H_

#include <string>

#include "tools/result/bench.h"

namespace atomics_lab::bench {

// Reads what Linux tells of CPU 0 and of all CPUs below `root`/sys and
// `root`/proc: topology, caches, governor, frequency, mitigations. `root` is
// empty for this machine.
// Guarantees: what is not told stays empty. The rest of the environment is left
// alone.
// Source: Linux, Documentation/ABI (sysfs-devices-system-cpu, stable and
// testing).
void DescribeMachine(const std::string& root,
                     result::BenchEnvironment& environment);

// What only the measuring program knows: its compiler, and whether its C
// library registered rseq.
void DescribeProgram(result::BenchEnvironment& environment);

}  // namespace atomics_lab::bench

#endif  // ATOMICS_LAB_TOOLS_BENCH_MACHINE_H_
