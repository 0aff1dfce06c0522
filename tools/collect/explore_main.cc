// Writes the explorations of one target's counters; run by the rule `lab`.
#include <cstddef>
#include <cstdint>
#include <iostream>
#include <string>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "tools/collect/explore_suite.h"
#include "tools/result/file.h"
#include "tools/result/json.h"
#include "tools/text/printable.h"

ABSL_FLAG(std::string, target, "", "As toolchains/targets.bzl names it.");
ABSL_FLAG(std::string, suite, "", "The contract suite's binary.");
ABSL_FLAG(int, threads, 2, "Threads that increment a counter.");
ABSL_FLAG(int, increments, 2, "Increments of each thread.");
ABSL_FLAG(std::uint64_t, states, 0, "No search goes on beyond so many states.");
ABSL_FLAG(std::uint64_t, memory_mib, 0, "Nor beyond so much memory.");
ABSL_FLAG(bool, steppers, false, "Also the graphs that readers walk through.");
ABSL_FLAG(std::string, output, "", "The file to write.");

namespace atomics_lab::collect {
namespace {

absl::Status ExploreToFile() {
  const absl::StatusOr<result::Results> results = ExploreSuite(
      {.target = absl::GetFlag(FLAGS_target),
       .suite = absl::GetFlag(FLAGS_suite),
       .threads = absl::GetFlag(FLAGS_threads),
       .increments = absl::GetFlag(FLAGS_increments),
       .states = absl::GetFlag(FLAGS_states),
       .memory = std::size_t{absl::GetFlag(FLAGS_memory_mib)} << 20,
       .steppers = absl::GetFlag(FLAGS_steppers)});
  if (!results.ok()) return results.status();
  return result::WriteFile(absl::GetFlag(FLAGS_output),
                           result::ToJson(*results));
}

}  // namespace
}  // namespace atomics_lab::collect

int main(int argc, char** argv) {
  absl::ParseCommandLine(argc, argv);
  const absl::Status status = atomics_lab::collect::ExploreToFile();
  if (status.ok()) return 0;
  std::cerr << "explore_target: "
            << atomics_lab::text::Printable(status.message()) << '\n';
  return 2;
}
