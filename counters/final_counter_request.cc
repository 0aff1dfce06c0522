#include "counters/final_counter_request.h"

#include <unistd.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "counters/catalog.h"
#include "counters/histogram.h"
#include "counters/probes.h"
#include "counters/specimens/racy_println.h"
#include "counters/stress.h"

namespace atomics_lab {
namespace {

constexpr std::uint64_t kMostThreads = 1024;
constexpr std::uint64_t kMostIncrements = std::uint64_t{1} << 32;
constexpr std::uint64_t kMostRuns = std::uint64_t{1} << 32;

// A loss is rare: one run of a racy counter would mostly look correct.
constexpr std::string_view kRunsOfRacy = "1000";
constexpr std::string_view kRunsOfLossless = "1";

absl::StatusOr<std::uint64_t> ParseNumber(std::string_view flag,
                                          std::string_view text,
                                          std::uint64_t least,
                                          std::uint64_t most) {
  std::uint64_t number = 0;
  if (!absl::SimpleAtoi(text, &number) || number < least || number > most) {
    return absl::InvalidArgumentError(
        absl::StrCat("--", flag, "=", text, ": give a whole number from ",
                     least, " to ", most));
  }
  return number;
}

absl::StatusOr<Probe> ParseCounter(std::string_view name) {
  if (const Probe* probe = FindProbe(name)) return *probe;
  return absl::InvalidArgumentError(absl::StrCat(
      "--counter=", name, ": no such counter; choose one of ",
      absl::StrJoin(Specimens(), ", ",
                    [](std::string* text, const Specimen& specimen) {
                      absl::StrAppend(text, specimen.name);
                    })));
}

void PrintValue(std::uint64_t value) { absl::PrintF("%d\n", value); }

// The split increments print before they store, as the seed's program does, so
// the print becomes part of the algorithm; the others have no middle to print
// in, and print what a Read returns after the Add.
void LetPrint(FinalCounterRequest& request) {
  const std::string_view name = request.probe.specimen.name;
  if (name != "racy_split" && name != "racy_println") {
    request.plan.on_value = PrintValue;
    return;
  }
  if (name == "racy_split") {
    request.note =
        "racy_split that prints is racy_println: the system call lies between "
        "its load and its store";
  }
  request.probe = *FindProbe("racy_println");
  request.probe.make = [] { return MakeErased<RacyPrintln>(STDOUT_FILENO); };
}

}  // namespace

absl::StatusOr<FinalCounterRequest> ParseRequest(
    const FinalCounterFlags& flags) {
  ABSL_ASSIGN_OR_RETURN(const Probe probe, ParseCounter(flags.counter));
  ABSL_ASSIGN_OR_RETURN(const auto threads,
                        ParseNumber("threads", flags.threads, 1, kMostThreads));
  ABSL_ASSIGN_OR_RETURN(
      const auto increments,
      ParseNumber("increments", flags.increments, 0, kMostIncrements));
  const std::string_view default_runs =
      probe.specimen.claims.lossless ? kRunsOfLossless : kRunsOfRacy;
  ABSL_ASSIGN_OR_RETURN(
      const auto runs,
      ParseNumber("runs", flags.runs.empty() ? default_runs : flags.runs, 1,
                  kMostRuns));

  FinalCounterRequest request{.probe = probe,
                              .plan = {.threads = static_cast<int>(threads),
                                       .increments = increments,
                                       .runs = runs},
                              .note = ""};
  if (probe.specimen.claims.ordering == Ordering::kNone) {
    request.note = absl::StrCat(probe.specimen.name,
                                " races on a plain integer: undefined "
                                "behaviour, so nothing holds for its values");
  }
  if (flags.println) LetPrint(request);
  return request;
}

std::string RenderFinalCounter(const FinalCounterRequest& request,
                               const StressResult& result) {
  if (request.probe.specimen.claims.lossless && request.plan.runs == 1) {
    return absl::StrCat("Final Counter: ", result.values.begin()->first, "\n");
  }
  return absl::StrCat(
      "Final Counter of ", request.probe.specimen.name,
      " (threads=", request.plan.threads,
      " increments=", request.plan.increments, " runs=", request.plan.runs,
      "): value, runs, share\n", Table(result.values), "In ", result.overlapped,
      " of ", request.plan.runs,
      " runs the threads overlapped in time; in the others each was alone.\n"
      "A stress run shows what can happen. It proves nothing about what "
      "cannot.\n");
}

}  // namespace atomics_lab
