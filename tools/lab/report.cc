#include "tools/report/report.h"

#include <iostream>
#include <string>

#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "tools/lab/command.h"
#include "tools/lab/commands.h"
#include "tools/lab/options.h"
#include "tools/lab/places.h"
#include "tools/lab/wants_color.h"
#include "tools/result/file.h"
#include "tools/result/json.h"
#include "tools/result/result.h"

namespace atomics_lab::lab {
namespace {

std::string Render(const result::Results& results, Format format) {
  switch (format) {
    case Format::kJUnit:
      return report::RenderJUnit(results);
    case Format::kMarkdown:
      return report::RenderMarkdownSummary(results);
    case Format::kJson:
    case Format::kText:
      break;
  }
  return report::RenderOverview(results, {.color = WantsColor()});
}

absl::StatusOr<int> RunReport(const Options& options,
                              const std::string& /*argv0*/) {
  if (options.words.size() != 2) {
    return absl::InvalidArgumentError(
        "report takes one FILE: a results.json that the table has written");
  }
  const std::string path = FromWorkingFolder(options.words[1]);
  ABSL_ASSIGN_OR_RETURN(const std::string text, result::ReadFile(path));
  ABSL_ASSIGN_OR_RETURN(const result::Results results,
                        result::FromJson(text, path));
  std::cout << Render(results, options.format);
  return result::HasFailure(results) ? 1 : 0;
}

constexpr Format kFormats[] = {Format::kText, Format::kMarkdown,
                               Format::kJUnit};

}  // namespace

constinit const Command kReportCommand = {
    .name = "report",
    .usage = "lab report RESULTS.json [--format=text|markdown|junit]",
    .summary =
        "A saved results.json again: the table, a summary for a pull request, "
        "or JUnit's XML for CI.",
    .options = {},
    .formats = kFormats,
    .words = "RESULTS.json",
    .run = RunReport,
};

}  // namespace atomics_lab::lab
