#include "tools/bench/instructions.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "counters/probes.h"
#include "tools/bench/stepped_process.h"
#include "tools/bench/watch.h"
#include "tools/result/experiments.h"

namespace atomics_lab::bench {
namespace {

// More than any increment alone takes, and stepped through in a second.
constexpr std::uint64_t kMost = 100'000;

std::vector<const Probe*> Chosen(const std::vector<std::string>& counters) {
  std::vector<const Probe*> chosen;
  if (counters.empty()) {
    for (const Probe& probe : Probes()) chosen.push_back(&probe);
  }
  for (const std::string& name : counters) chosen.push_back(FindProbe(name));
  return chosen;
}

// Nothing if the system does not permit it.
std::optional<result::InstructionCount> CountOf(const Probe& probe) {
  AnyCounter counter(probe);
  SteppedProcess process([&counter] {
    counter.Add(1);
    counter.Add(1);
  });
  if (!process.started()) return std::nullopt;
  result::InstructionCount told;
  told.counter = std::string(probe.specimen.name);
  const auto first = process.CountCall(probe.add_code, kMost);
  const auto later =
      first.has_value() ? process.CountCall(probe.add_code, kMost) : first;
  if (!later.has_value()) {
    told.reason =
        "does not end when it is stepped through, as a restartable sequence "
        "does not";
    return told;
  }
  told.first = *first;
  told.later = *later;
  return told;
}

}  // namespace

result::Instructions CountInstructions(const std::vector<std::string>& counters,
                                       const Watch& watch) {
  result::Instructions told;
  if (!CanStep()) {
    told.reason = "instructions are counted on x86-64 only";
    return told;
  }
  std::size_t done = 0;
  for (const Probe* probe : Chosen(counters)) {
    if (watch.stopped && watch.stopped()) return told;
    const auto count = CountOf(*probe);
    if (!count.has_value()) {
      told.reason = "the system does not permit ptrace";
      return told;
    }
    told.counters.push_back(*count);
    if (watch.progress) watch.progress(++done);
  }
  return told;
}

}  // namespace atomics_lab::bench
