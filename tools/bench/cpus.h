// Which CPUs to compare.
#ifndef ATOMICS_LAB_TOOLS_BENCH_CPUS_H_
#define ATOMICS_LAB_TOOLS_BENCH_CPUS_H_

#include <string>
#include <vector>

namespace atomics_lab::bench {

// The first of `cpus` and the next one on another core, or the second where
// all are one core or the system does not tell; less than two of less than two.
// Reads below `root`/sys; `root` is empty for this machine.
// Source: Linux, Documentation/ABI/stable/sysfs-devices-system-cpu,
// thread_siblings_list.
std::vector<int> TwoOf(const std::vector<int>& cpus, const std::string& root);

}  // namespace atomics_lab::bench

#endif  // ATOMICS_LAB_TOOLS_BENCH_CPUS_H_
