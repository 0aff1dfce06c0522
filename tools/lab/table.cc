#include <filesystem>
#include <iostream>
#include <optional>
#include <string>
#include <system_error>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "tools/atlas/atlas.h"
#include "tools/atlas/table_of_results.h"
#include "tools/lab/atlas_file.h"
#include "tools/lab/command.h"
#include "tools/lab/commands.h"
#include "tools/lab/environment.h"
#include "tools/lab/inventory.h"
#include "tools/lab/options.h"
#include "tools/lab/places.h"
#include "tools/lab/wants_color.h"
#include "tools/report/report.h"
#include "tools/result/bench.h"
#include "tools/result/bench_costs.h"
#include "tools/result/bench_json.h"
#include "tools/result/file.h"
#include "tools/result/json.h"
#include "tools/result/result.h"

namespace atomics_lab::lab {
namespace {

absl::Status MakeFolder(const std::string& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (!error) return absl::OkStatus();
  return absl::PermissionDeniedError(
      absl::StrCat(folder, ": cannot be made: ", error.message(),
                   "; give --output=DIR a folder that can be written"));
}

absl::Status WriteFiles(const result::Results& results,
                        const std::string& folder) {
  ABSL_RETURN_IF_ERROR(MakeFolder(folder));
  absl::Status status = result::WriteFile(absl::StrCat(folder, "/results.json"),
                                          result::ToJson(results));
  status.Update(result::WriteFile(absl::StrCat(folder, "/report.md"),
                                  report::RenderMarkdown(results)));
  status.Update(result::WriteFile(absl::StrCat(folder, "/index.html"),
                                  report::RenderHtml(results)));
  return status;
}

std::string Render(const result::Results& results, const Options& options) {
  switch (options.format) {
    case Format::kJson:
      return result::ToJson(results);
    case Format::kMarkdown:
      return report::RenderMarkdown(results);
    case Format::kJUnit:  // a form of reports alone
    case Format::kText:
      break;
  }
  const report::TextStyle style = {.color = WantsColor()};
  return options.all ? report::RenderText(results, style)
                     : report::RenderOverview(results, style);
}

// The measurement that --bench names, if it does.
absl::StatusOr<std::optional<result::Bench>> ReadBench(const Options& options) {
  if (options.bench.empty()) return std::nullopt;
  const std::string path = FromWorkingFolder(options.bench);
  ABSL_ASSIGN_OR_RETURN(const std::string text, result::ReadFile(path));
  return result::BenchFromJson(text, path);
}

absl::StatusOr<int> RunTable(const Options& options, const std::string& argv0) {
  ABSL_ASSIGN_OR_RETURN(const std::optional<result::Bench> bench,
                        ReadBench(options));
  ABSL_ASSIGN_OR_RETURN(Inventory inventory, Inventory::Find(argv0));
  ABSL_ASSIGN_OR_RETURN(result::Results results, inventory.Load());
  results.environment = ThisMachine();
  ABSL_ASSIGN_OR_RETURN(const atlas::Atlas atlas, ReadAtlas(inventory));
  results.atlas = atlas::TableOf(atlas);
  if (bench.has_value()) {
    ABSL_ASSIGN_OR_RETURN(
        result::Costs costs,
        result::CostsOf(*bench, options.bench, results.counters));
    results.costs = std::move(costs);
  }

  const std::string folder = FromWorkspace(options.output);
  ABSL_RETURN_IF_ERROR(WriteFiles(results, folder));
  std::cout << Render(results, options);
  std::cerr << "written: results.json, report.md and index.html in " << folder
            << (options.all || options.format != Format::kText
                    ? ""
                    : "; --all prints every row")
            << '\n';
  return result::HasFailure(results) ? 1 : 0;
}

constexpr Option kOptions[] = {
    {"--all", &Options::all,
     "Print a line for each counter on each target: with all final values and "
     "instructions."},
    {"--bench", &Options::bench, "FILE",
     "Shows below it what increments cost, from what `lab bench --save=FILE` "
     "wrote."},
    {"--output", &Options::output, "DIR",
     "Where its files go, from the workspace's root."},
};

}  // namespace

constinit const Command kTableCommand = {
    .name = "table",
    .usage = "lab [table] [--all] [--bench=FILE] [--output=DIR]",
    .summary =
        "Test, explore and list every counter on every target; writes "
        "results.json, report.md and index.html.",
    .options = kOptions,
    .formats = kAllFormats,
    .words = "",
    .run = RunTable,
};

}  // namespace atomics_lab::lab
