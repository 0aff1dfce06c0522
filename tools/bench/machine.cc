#include "tools/bench/machine.h"

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "counters/specimens/per_cpu.h"
#include "tools/result/bench.h"
#include "tools/text/counted.h"

namespace atomics_lab::bench {
namespace {

namespace fs = std::filesystem;

// The first line of a file; empty if there is none.
std::string LineOf(const fs::path& path) {
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  return std::string(absl::StripAsciiWhitespace(line));
}

// What lies in a folder, by name; nothing if it cannot be read.
std::vector<fs::path> EntriesOf(const fs::path& folder) {
  std::error_code error;
  std::vector<fs::path> entries;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    entries.push_back(entry->path());
  }
  std::ranges::sort(entries);
  return entries;
}

bool IsNumbered(const fs::path& path, std::string_view prefix) {
  const std::string name = path.filename().string();
  return name.starts_with(prefix) && name.size() > prefix.size() &&
         std::ranges::all_of(std::string_view(name).substr(prefix.size()),
                             absl::ascii_isdigit);
}

std::string TopologyOf(const fs::path& cpus) {
  std::set<std::string> sockets;
  std::set<std::pair<std::string, std::string>> cores;
  std::size_t threads = 0;
  for (const fs::path& cpu : EntriesOf(cpus)) {
    const std::string socket = LineOf(cpu / "topology/physical_package_id");
    if (!IsNumbered(cpu, "cpu") || socket.empty()) continue;
    sockets.insert(socket);
    cores.emplace(socket, LineOf(cpu / "topology/core_id"));
    ++threads;
  }
  if (threads == 0) return "";
  return absl::StrCat(text::Counted(sockets.size(), "socket"), ", ",
                      text::Counted(cores.size(), "core"), ", ",
                      text::Counted(threads, "hardware thread"));
}

std::vector<std::string> CachesOf(const fs::path& cpus) {
  std::vector<std::string> caches;
  for (const fs::path& cache : EntriesOf(cpus / "cpu0/cache")) {
    const std::string size = LineOf(cache / "size");
    if (!IsNumbered(cache, "index") || size.empty()) continue;
    caches.push_back(absl::StrCat("L", LineOf(cache / "level"), " ",
                                  absl::AsciiStrToLower(LineOf(cache / "type")),
                                  " ", size, " (CPUs ",
                                  LineOf(cache / "shared_cpu_list"), ")"));
  }
  return caches;
}

double MegahertzOf(const fs::path& root, const fs::path& cpus) {
  constexpr double kKilo = 1000;
  double value = 0;
  if (absl::SimpleAtod(LineOf(cpus / "cpu0/cpufreq/scaling_cur_freq"),
                       &value)) {
    return value / kKilo;
  }
  std::ifstream cpuinfo(root / "proc/cpuinfo");
  for (std::string line; std::getline(cpuinfo, line);) {
    const std::vector<std::string_view> parts = absl::StrSplit(line, ": ");
    if (line.starts_with("cpu MHz") && parts.size() == 2 &&
        absl::SimpleAtod(parts[1], &value)) {
      return value;
    }
  }
  return 0;
}

std::vector<std::string> MitigationsOf(const fs::path& cpus) {
  std::vector<std::string> mitigations;
  for (const fs::path& file : EntriesOf(cpus / "vulnerabilities")) {
    const std::string line = LineOf(file);
    if (line.empty() || line == "Not affected") continue;
    mitigations.push_back(absl::StrCat(file.filename().string(), ": ", line));
  }
  return mitigations;
}

}  // namespace

void DescribeMachine(const std::string& root,
                     result::BenchEnvironment& environment) {
  const fs::path folder = root + "/";
  const fs::path cpus = folder / "sys/devices/system/cpu";
  environment.topology = TopologyOf(cpus);
  environment.caches = CachesOf(cpus);
  environment.governor = LineOf(cpus / "cpu0/cpufreq/scaling_governor");
  environment.mhz = MegahertzOf(folder, cpus);
  environment.mitigations = MitigationsOf(cpus);
}

void DescribeProgram(result::BenchEnvironment& environment) {
  constexpr std::string_view kVersion = __VERSION__;
  environment.compiler = absl::StrCat(
      absl::StrContainsIgnoreCase(kVersion, "clang") ? "" : "GCC ", kVersion);
  environment.rseq = PerCpu::Note().empty();
}

}  // namespace atomics_lab::bench
