#include "tools/bench/cpus.h"

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
