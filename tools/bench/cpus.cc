#include "tools/bench/cpus.h"

#include <sched.h>

#include <cstddef>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace atomics_lab::bench {
namespace {

// Whether a list such as "0-3,8" holds `cpu`.
bool Lists(std::string_view list, int cpu) {
  for (const std::string_view part : absl::StrSplit(list, ',')) {
    const std::vector<std::string_view> ends = absl::StrSplit(part, '-');
    int first = 0;
    int last = 0;
    if (absl::SimpleAtoi(ends.front(), &first) &&
        absl::SimpleAtoi(ends.back(), &last) && first <= cpu && cpu <= last) {
      return true;
    }
  }
  return false;
}

std::string SiblingsOf(int cpu, const std::string& root) {
  std::ifstream file(absl::StrCat(root, "/sys/devices/system/cpu/cpu", cpu,
                                  "/topology/thread_siblings_list"));
  std::string line;
  std::getline(file, line);
  return line;
}

}  // namespace

std::vector<int> UsableCpus() {
  cpu_set_t allowed;
  CPU_ZERO(&allowed);
  std::vector<int> cpus;
  if (sched_getaffinity(0, sizeof(allowed), &allowed) != 0) return cpus;
  for (int cpu = 0; cpu < CPU_SETSIZE; ++cpu) {
    if (CPU_ISSET(static_cast<std::size_t>(cpu), &allowed)) cpus.push_back(cpu);
  }
  return cpus;
}

bool StayOn(int cpu) {
  cpu_set_t own;
  CPU_ZERO(&own);
  CPU_SET(static_cast<std::size_t>(cpu), &own);
  return sched_setaffinity(0, sizeof(own), &own) == 0;
}

std::vector<int> TwoOf(const std::vector<int>& cpus, const std::string& root) {
  if (cpus.size() < 2) return cpus;
  const int first = cpus.front();
  const std::string siblings = SiblingsOf(first, root);
  for (const int cpu : cpus) {
    if (cpu != first && !Lists(siblings, cpu)) return {first, cpu};
  }
  return {first, cpus[1]};
}

}  // namespace atomics_lab::bench
