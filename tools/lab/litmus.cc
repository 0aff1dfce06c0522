#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "tools/collect/exploration.h"
#include "tools/lab/command.h"
#include "tools/lab/commands.h"
#include "tools/lab/inventory.h"
#include "tools/lab/live_line.h"
#include "tools/lab/options.h"
#include "tools/lab/print_exploration.h"
#include "tools/lab/sheets.h"
#include "tools/lab/stop_signals.h"
#include "tools/listing/binary.h"
#include "tools/report/litmus_matrix.h"
#include "tools/result/litmus_matrix.h"
#include "tools/shapes/expected.h"
#include "tools/shapes/explore_shape.h"
#include "tools/shapes/matrix.h"
#include "tools/shapes/mix.h"

namespace atomics_lab::lab {
namespace {

using shapes::Row;
using shapes::TargetCode;

// Whether a name was meant; nothing typed means all.
bool Means(std::string_view typed, std::string_view name) {
  return typed.empty() || absl::EqualsIgnoreCase(typed, name);
}

absl::Status Unknown(std::string_view option, std::string_view typed,
                     std::string_view Row::* name) {
  std::vector<std::string_view> all;
  for (const Row& row : shapes::kRows) {
    if (std::ranges::find(all, row.*name) == all.end()) {
      all.push_back(row.*name);
    }
  }
  return absl::InvalidArgumentError(absl::StrCat(
      option, "=", typed, ": there are ", absl::StrJoin(all, ", ")));
}

absl::StatusOr<std::vector<Row>> ChooseRows(const Options& options) {
  std::vector<Row> rows;
  bool known_test = false;
  bool known_order = false;
  for (const Row& row : shapes::kRows) {
    const bool of_test = Means(options.test, row.shape);
    const bool of_order = Means(options.order, row.order);
    known_test |= of_test;
    known_order |= of_order;
    if (of_test && of_order) rows.push_back(row);
  }
  if (!known_test) return Unknown("--test", options.test, &Row::shape);
  if (!known_order) return Unknown("--order", options.order, &Row::order);
  if (!rows.empty()) return rows;
  return absl::InvalidArgumentError(absl::StrCat(
      options.test, " is not compiled with the order ", options.order));
}

absl::StatusOr<std::vector<TargetCode>> ChooseTargets(
    const Options& options, const std::string& argv0) {
  ABSL_ASSIGN_OR_RETURN(const Inventory inventory, Inventory::Find(argv0));
  ABSL_ASSIGN_OR_RETURN(std::vector<TargetCode> all, inventory.Litmus());
  if (options.target.empty()) return all;
  ABSL_RETURN_IF_ERROR(inventory.Known(options.target));
  std::erase_if(all, [&](const TargetCode& code) {
    return code.target != options.target;
  });
  return all;
}

// Shows how far it is, and ends what a signal stops.
class Watch {
 public:
  bool Done(std::size_t done, std::size_t all) {
    const std::chrono::duration<double> spent = Clock::now() - begin_;
    if (line_.Due(spent.count())) {
      line_.Print(spent.count(),
                  absl::StrFormat("%d of %d explored", done, all));
    }
    return !StopRequested();
  }
  void End() { line_.End(); }

 private:
  using Clock = std::chrono::steady_clock;

  const Clock::time_point begin_ = Clock::now();
  LiveLine line_ = LiveLine(std::cerr, isatty(STDERR_FILENO) != 0);
};

int ExitCode(bool kept) {
  if (StopRequested()) return kInterrupted;
  return kept ? 0 : 1;
}

// One test on one target: all that it can end at, with stories.
absl::StatusOr<int> PrintStories(const Options& options, const TargetCode& code,
                                 const Row& row) {
  ABSL_ASSIGN_OR_RETURN(const auto binary, listing::Binary::Open(code.program));
  const shapes::Shape& shape = shapes::ShapeNamed(row.shape);
  ABSL_ASSIGN_OR_RETURN(
      const auto told,
      shapes::DescribeThreads(
          absl::StrCat(row.shape, " ", row.order, " on ", code.target),
          code.program, shape, shapes::FunctionsOf(shape, row.order),
          collect::OwnModel(binary.architecture())));
  std::cout << ExplorationIn(options.format, told);
  return ExitCode(true);
}

// How the broken ones come about.
std::string Stories(const std::vector<result::LitmusMix>& mixes,
                    Format format) {
  std::string stories;
  for (const result::LitmusMix& mix : mixes) {
    for (const result::LitmusMixCase& one : mix.cases) {
      if (!one.exploration.has_value()) continue;
      absl::StrAppend(&stories, "\n", ExplorationIn(format, *one.exploration));
    }
  }
  return stories;
}

absl::StatusOr<int> PrintMixes(const Options& options,
                               const std::vector<TargetCode>& targets,
                               const std::vector<Row>& rows,
                               const shapes::Progress& progress) {
  if (!options.target.empty()) {
    return absl::InvalidArgumentError(
        "--mix takes the targets two by two; it takes no --target");
  }
  ABSL_ASSIGN_OR_RETURN(const auto mixes,
                        shapes::MixTargets(targets, rows, progress));
  std::cout << (options.format == Format::kJson
                    ? result::LitmusMixesToJson(mixes)
                    : SheetsIn(options.format,
                               {report::LitmusMixSheet(mixes)}) +
                          Stories(mixes, options.format));
  return ExitCode(result::KeepsCpp(mixes));
}

absl::StatusOr<int> PrintMatrix(const Options& options,
                                const std::vector<TargetCode>& targets,
                                const std::vector<Row>& rows,
                                const shapes::Progress& progress) {
  ABSL_ASSIGN_OR_RETURN(const auto matrix,
                        shapes::MakeMatrix(targets, rows, progress));
  std::cout << (options.format == Format::kJson
                    ? result::LitmusMatrixToJson(matrix)
                    : SheetsIn(options.format, report::LitmusSheets(matrix)));
  return ExitCode(result::KeepsCpp(matrix));
}

absl::StatusOr<int> RunLitmusTests(const Options& options,
                                   const std::string& argv0) {
  ABSL_ASSIGN_OR_RETURN(const std::vector<Row> rows, ChooseRows(options));
  ABSL_ASSIGN_OR_RETURN(const std::vector<TargetCode> targets,
                        ChooseTargets(options, argv0));
  if (!options.mix_targets && targets.size() == 1 && rows.size() == 1) {
    return PrintStories(options, targets.front(), rows.front());
  }
  CatchStopSignals();
  Watch watch;
  const auto progress = [&watch](std::size_t done, std::size_t all) {
    if (done == all) watch.End();
    return watch.Done(done, all);
  };
  return options.mix_targets ? PrintMixes(options, targets, rows, progress)
                             : PrintMatrix(options, targets, rows, progress);
}

constexpr Option kOptions[] = {
    {"--test", &Options::test, "NAME", "Only this test: Mp, Sb, Seqlock, …"},
    {"--order", &Options::order, "NAME", "Only this order: Relaxed, SeqCst, …"},
    {"--target", &Options::target, "NAME",
     "Only this target; with a test and an order, all ends with their "
     "stories."},
    {"--mix", &Options::mix_targets,
     "Some threads of one target's code, the others of another's: whether what "
     "C++ forbids stays out of reach."},
};

}  // namespace

constinit const Command kLitmusCommand = {
    .name = "litmus",
    .usage = "lab litmus [--test=NAME] [--order=NAME] [--target=NAME] [--mix]",
    .summary =
        "What memory orders become: the litmus tests of C++, explored "
        "(docs/litmus.md).",
    .options = kOptions,
    .formats = kAllFormats,
    .words = "",
    .run = RunLitmusTests,
};

}  // namespace atomics_lab::lab
