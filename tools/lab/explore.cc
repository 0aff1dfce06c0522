#include "tools/explore/explore.h"

#include <unistd.h>

#include <iostream>
#include <string>

#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "counters/catalog.h"
#include "tools/collect/exploration.h"
#include "tools/collect/judge.h"
#include "tools/collect/suite_steppers.h"
#include "tools/explore/program.h"
#include "tools/explore/search.h"
#include "tools/lab/command.h"
#include "tools/lab/commands.h"
#include "tools/lab/explore_file.h"
#include "tools/lab/explore_progress.h"
#include "tools/lab/explore_request.h"
#include "tools/lab/file_command.h"
#include "tools/lab/inventory.h"
#include "tools/lab/litmus_command.h"
#include "tools/lab/options.h"
#include "tools/lab/print_exploration.h"
#include "tools/lab/show_program.h"
#include "tools/lab/specimens.h"
#include "tools/lab/stop_signals.h"
#include "tools/lab/wanted_outcome.h"
#include "tools/listing/binary.h"
#include "tools/program/counter_job.h"
#include "tools/program/explore_counter.h"
#include "tools/program/image.h"
#include "tools/program/instruction_set.h"
#include "tools/report/exploration_text.h"
#include "tools/result/exploration.h"
#include "tools/result/json.h"
#include "tools/result/stepper.h"

namespace atomics_lab::lab {
namespace {

// A target's tested binary, and how it is explored.
struct Suite {
  std::string file;
  listing::Architecture architecture = listing::Architecture::kX86_64;
  explore::Model model = explore::Model::kSc;
};

absl::StatusOr<Suite> OpenSuite(const Options& options,
                                const std::string& argv0) {
  ABSL_ASSIGN_OR_RETURN(const Inventory inventory, Inventory::Find(argv0));
  ABSL_ASSIGN_OR_RETURN(const std::string file,
                        inventory.Suite(options.target));
  ABSL_ASSIGN_OR_RETURN(const listing::Binary binary,
                        listing::Binary::Open(file));
  ABSL_ASSIGN_OR_RETURN(const auto model,
                        ChooseModel(options.model, binary.architecture()));
  return Suite{file, binary.architecture(), model};
}

absl::StatusOr<result::Exploration> ExploreSpecimen(
    const Specimen& specimen, const Options& options, const Suite& suite,
    const ExploreBounds& bounds, const explore::Limits& limits) {
  ABSL_ASSIGN_OR_RETURN(
      const auto found,
      program::ExploreCounter(
          suite.file, program::InstructionSetOf(suite.architecture),
          {.specimen = std::string(specimen.name),
           .threads = bounds.threads,
           .increments = bounds.increments,
           .width_bits = specimen.claims.width_bits},
          [&](const explore::Job& job) {
            return explore::MakeMachine(suite.model, job);
          },
          limits,
          [&](const explore::Job& job) {
            return explore::MakeNarrowMachine(suite.model, job);
          }));
  const collect::ExplorationQuestion question = {
      .counter = std::string(specimen.name),
      .target = options.target,
      .model = suite.model,
      .threads = bounds.threads,
      .increments = bounds.increments,
      .observed = {"read"}};
  if (!found.not_explorable.empty()) {
    return collect::NotExplorable(question, found.not_explorable);
  }
  auto told =
      collect::DescribeExploration(question, found.job, found.exploration);
  collect::Judge(specimen.claims,
                 suite.model == collect::OwnModel(suite.architecture), told);
  return told;
}

absl::StatusOr<int> ShowCounter(const Specimen& specimen,
                                const Options& options, const Suite& suite,
                                const ExploreBounds& bounds) {
  ABSL_ASSIGN_OR_RETURN(const listing::Binary binary,
                        listing::Binary::Open(suite.file));
  ABSL_ASSIGN_OR_RETURN(const program::Image image,
                        program::OpenImage(suite.file));
  ABSL_ASSIGN_OR_RETURN(
      const program::CounterJob made,
      program::MakeCounterJob(binary, image,
                              program::InstructionSetOf(suite.architecture),
                              {.specimen = std::string(specimen.name),
                               .threads = bounds.threads,
                               .increments = bounds.increments,
                               .width_bits = specimen.claims.width_bits}));
  std::cout << ShowProgram(made.job, options.format);
  return 0;
}

absl::StatusOr<int> ShowGraph(const Specimen& specimen, const Options& options,
                              const Suite& suite, const ExploreBounds& bounds) {
  ABSL_ASSIGN_OR_RETURN(
      const result::Stepper graph,
      collect::ExportStepper({.counter = std::string(specimen.name),
                              .target = options.target,
                              .model = suite.model,
                              .threads = bounds.threads,
                              .increments = bounds.increments},
                             specimen, suite.file));
  std::cout << result::ToJson(graph);
  return 0;
}

absl::StatusOr<int> PrintOne(absl::StatusOr<result::Exploration> told,
                             const Options& options) {
  if (!told.ok()) return told.status();
  if (told->verdict == result::ExplorationVerdict::kNotExplorable &&
      !told->reason.empty()) {
    return absl::FailedPreconditionError(
        absl::StrCat(told->counter, " on ", told->target,
                     " cannot be explored: ", told->reason));
  }
  const bool finding = IsFinding(*told);
  ABSL_RETURN_IF_ERROR(KeepWantedOutcome(options.outcome, *told));
  std::cout << ExplorationIn(options.format, *told);
  if (StopRequested()) return kInterrupted;
  return finding ? 1 : 0;
}

absl::StatusOr<int> ExploreAll(const Options& options, const Suite& suite,
                               const ExploreBounds& bounds,
                               explore::Limits limits) {
  if (options.format != Format::kText) {
    return absl::InvalidArgumentError(
        "--counter=all prints lines of text; --format=json and markdown take "
        "one counter");
  }
  limits.witnesses = false;
  bool finding = false;
  for (const Specimen& specimen : Specimens()) {
    ABSL_ASSIGN_OR_RETURN(
        const auto told,
        ExploreSpecimen(specimen, options, suite, bounds, limits));
    std::cout << report::ExplorationLine(told) << std::flush;
    finding = finding || IsFinding(told);
    if (StopRequested()) return kInterrupted;
  }
  return finding ? 1 : 0;
}

absl::Status CheckShow(const Options& options) {
  if (options.show.empty()) return absl::OkStatus();
  if (options.show != "program" && options.show != "graph") {
    return absl::InvalidArgumentError(
        absl::StrCat("--show=", options.show,
                     ": what can be shown is the program or the graph"));
  }
  if (options.show == "graph" && options.words.size() > 1) {
    return absl::InvalidArgumentError(
        "--show=graph shows a --counter's states, not a FILE's");
  }
  if (options.counter == "all") {
    return absl::InvalidArgumentError(absl::StrCat(
        "--show=", options.show, " shows one counter, not --counter=all"));
  }
  return absl::OkStatus();
}

absl::Status CheckWords(const Options& options) {
  if (options.words.size() > 1) {
    if (options.counter.empty() && options.target.empty()) {
      return absl::OkStatus();
    }
    return absl::InvalidArgumentError(
        "explore takes a FILE or a --counter and a --target, not both");
  }
  if (options.counter.empty() || options.target.empty()) {
    return absl::InvalidArgumentError(
        "explore needs --counter=NAME and --target=NAME, or a FILE and "
        "--thread=CALL or --function=CALLS");
  }
  if (AsksForFile(options)) {
    return absl::InvalidArgumentError(
        "--thread, --function, --calls, --init, --final, --forbidden, "
        "--allowed and --required belong to a FILE; a --counter is incremented "
        "and read");
  }
  return absl::OkStatus();
}

absl::StatusOr<int> ExploreCounters(const Options& options,
                                    const std::string& argv0,
                                    const ExploreBounds& bounds,
                                    const explore::Limits& limits,
                                    ProgressPrinter& progress) {
  absl::StatusOr<Specimen> specimen = Specimen{};
  if (options.counter != "all") specimen = FindSpecimen(options.counter);
  if (!specimen.ok()) return specimen.status();
  ABSL_ASSIGN_OR_RETURN(const Suite suite, OpenSuite(options, argv0));
  if (options.show == "graph") {
    return ShowGraph(*specimen, options, suite, bounds);
  }
  if (!options.show.empty()) {
    return ShowCounter(*specimen, options, suite, bounds);
  }
  if (options.counter == "all") {
    return ExploreAll(options, suite, bounds, limits);
  }
  const auto told = ExploreSpecimen(*specimen, options, suite, bounds, limits);
  progress.End();
  return PrintOne(told, options);
}

absl::StatusOr<int> RunExplore(const Options& options,
                               const std::string& argv0) {
  if (AsksForLitmus(options)) return RunLitmus(options);
  ABSL_RETURN_IF_ERROR(CheckWords(options));
  ABSL_RETURN_IF_ERROR(CheckShow(options));
  if (options.words.size() > 1) return RunFile(options);
  ABSL_ASSIGN_OR_RETURN(const ExploreBounds bounds, ParseBounds(options));
  CatchStopSignals();
  ProgressPrinter progress(std::cerr, isatty(STDERR_FILENO) != 0,
                           StopRequested);
  return ExploreCounters(options, argv0, bounds,
                         LimitsWith(bounds.memory, progress), progress);
}

constexpr Option kCounterOptions[] = {
    {"--counter", &Options::counter, "NAME",
     "A counter, or all: see `lab list counters`."},
    {"--target", &Options::target, "NAME", "Where: see `lab list targets`."},
    {"--threads", &Options::threads, "N",
     "How many, 1 to 8, 2 if nothing is said; where several calls are named, "
     "each has one."},
    {"--increments", &Options::increments, "K",
     "Calls of each thread: if nothing is said, 2 of a counter, 1 of a FILE's "
     "functions."},
    {"--outcome", &Options::outcome, "VALUE",
     "Only this end: 2, or 1,0 where several things are observed."},
    {"--show", &Options::show, "program",
     "What the instructions are taken for, instead of exploring them. Of a "
     "counter also `graph`: every state and what each thread can do in it, as "
     "JSON. Of a litmus test also `witness`: how it comes to what it asks."},
};

constexpr auto kOptions = Joined(kCounterOptions, kFileOptions);

}  // namespace

constinit const Command kExploreCommand = {
    .name = "explore",
    .usage =
        "lab explore --counter=NAME|all --target=NAME [OPTIONS]\n"
        "lab explore FILE… --thread='F(&x, 1)' --thread='G(&y)' --final=x,ret2 "
        "[OPTIONS]\n"
        "lab explore FILE.litmus… [OPTIONS]",
    .summary =
        "Every final value that instructions can produce, and how "
        "(docs/explore.md).",
    .options = kOptions,
    .formats = kAllFormats,
    .words = "FILE…",
    .run = RunExplore,
};

}  // namespace atomics_lab::lab
