#include "tools/lab/environment.h"

#include <sys/utsname.h>

#include <fstream>
#include <string>
#include <thread>

#include "absl/strings/str_cat.h"
#include "tools/result/result.h"

namespace atomics_lab::lab {
namespace {

// x86's /proc/cpuinfo names the model; Arm's does not.
std::string CpuModel() {
  std::ifstream cpuinfo("/proc/cpuinfo");
  for (std::string line; std::getline(cpuinfo, line);) {
    const std::size_t colon = line.find(": ");
    if (line.starts_with("model name") && colon != std::string::npos) {
      return line.substr(colon + 2);
    }
  }
  return "";
}

}  // namespace

result::Environment ThisMachine() {
  result::Environment environment{
      .cpu = CpuModel(),
      .cpus = static_cast<int>(std::thread::hardware_concurrency())};
  utsname name;
  if (uname(&name) == 0) {
    environment.kernel = absl::StrCat(name.sysname, " ", name.release);
    if (environment.cpu.empty()) environment.cpu = name.machine;
  }
  return environment;
}

}  // namespace atomics_lab::lab
