// The program this project grew from: threads add to one number, and the number
// is printed.
#include <cstdlib>
#include <iostream>
#include <string>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/flags/usage.h"
#include "counters/final_counter_request.h"
#include "counters/stress.h"

ABSL_FLAG(std::string, counter, "fetch_add_relaxed_64",
          "which counter; a wrong name lists the right ones");
ABSL_FLAG(std::string, threads, "2", "how many threads add");
ABSL_FLAG(std::string, increments, "2", "how often each thread adds 1");
ABSL_FLAG(std::string, runs, "",
          "how often the whole is repeated; 1000 for a racy counter and 1 for "
          "the others if not given");
ABSL_FLAG(bool, println, false, "print the value after each increment");

namespace {

constexpr int kBadUsage = 2;

int Refuse(const std::string& message) {
  std::cerr << "final_counter: " << message << '\n';
  return kBadUsage;
}

}  // namespace

int main(int argc, char** argv) {
  absl::SetProgramUsageMessage(
      "Threads add to one counter; its final value is printed.\n"
      "  final_counter --counter=NAME --threads=2 --increments=2 [--println] "
      "[--runs=N]");
  std::vector<char*> positional;
  std::vector<absl::UnrecognizedFlag> unknown;
  absl::ParseAbseilFlagsOnly(argc, argv, positional, unknown);
  if (!unknown.empty()) {
    return Refuse("--" + unknown[0].flag_name + ": no such flag; see --help");
  }
  if (positional.size() > 1) {
    return Refuse(std::string(positional[1]) + ": takes flags only");
  }
  const auto request =
      atomics_lab::ParseRequest({.counter = absl::GetFlag(FLAGS_counter),
                                 .threads = absl::GetFlag(FLAGS_threads),
                                 .increments = absl::GetFlag(FLAGS_increments),
                                 .runs = absl::GetFlag(FLAGS_runs),
                                 .println = absl::GetFlag(FLAGS_println)});
  if (!request.ok()) return Refuse(std::string(request.status().message()));
  if (!request->note.empty()) std::cerr << "note: " << request->note << '\n';
  const auto histogram = RunStress(request->probe, request->plan);
  std::cout << RenderFinalCounter(*request, histogram) << std::flush;
  return EXIT_SUCCESS;
}
