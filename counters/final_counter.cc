// The program this project grew from: threads add to one number, and the number
// is printed.
#include <cstdlib>
#include <iostream>
#include <string>
#include <string_view>

#include "CLI/CLI.hpp"
#include "counters/final_counter_request.h"
#include "counters/stress.h"

namespace {

constexpr int kBadUsage = 2;

int Refuse(std::string_view message) {
  std::cerr << "final_counter: " << message << '\n';
  return kBadUsage;
}

void AddOptions(CLI::App& app, atomics_lab::FinalCounterFlags& flags) {
  app.add_option("--counter", flags.counter,
                 "which counter; a wrong name lists the right ones")
      ->capture_default_str();
  app.add_option("--threads", flags.threads, "how many threads add")
      ->capture_default_str();
  app.add_option("--increments", flags.increments,
                 "how often each thread adds 1")
      ->capture_default_str();
  app.add_option("--runs", flags.runs,
                 "how often the whole is repeated; 1000 for a racy counter and "
                 "1 for the others if not given");
  app.add_flag("--println", flags.println,
               "print the value after each increment");
}

int Run(const atomics_lab::FinalCounterFlags& flags) {
  const auto request = atomics_lab::ParseRequest(flags);
  if (!request.ok()) return Refuse(request.status().message());
  if (!request->note.empty()) std::cerr << "note: " << request->note << '\n';
  const auto result = RunStress(request->probe, request->plan);
  std::cout << RenderFinalCounter(*request, result) << std::flush;
  return EXIT_SUCCESS;
}

}  // namespace

int main(int argc, char** argv) {
  atomics_lab::FinalCounterFlags flags;
  CLI::App app("Threads add to one counter; its final value is printed.",
               "final_counter");
  AddOptions(app, flags);
  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    std::cout << app.help() << std::flush;
    return EXIT_SUCCESS;
  } catch (const CLI::ParseError& error) {
    return Refuse(std::string(error.what()) + "; see --help");
  }
  return Run(flags);
}
