#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <string>
#include <system_error>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "tools/lab/command.h"
#include "tools/lab/commands.h"
#include "tools/lab/environment.h"
#include "tools/lab/inventory.h"
#include "tools/lab/options.h"
#include "tools/lab/places.h"
#include "tools/report/report.h"
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
  if (absl::Status status = MakeFolder(folder); !status.ok()) return status;
  absl::Status status = result::WriteFile(absl::StrCat(folder, "/results.json"),
                                          result::ToJson(results));
  status.Update(result::WriteFile(absl::StrCat(folder, "/report.md"),
                                  report::RenderMarkdown(results)));
  status.Update(result::WriteFile(absl::StrCat(folder, "/index.html"),
                                  report::RenderHtml(results)));
  return status;
}

bool WantsColor() {
  return isatty(STDOUT_FILENO) != 0 && std::getenv("NO_COLOR") == nullptr;
}

std::string Render(const result::Results& results, Format format) {
  switch (format) {
    case Format::kJson:
      return result::ToJson(results);
    case Format::kMarkdown:
      return report::RenderMarkdown(results);
    case Format::kText:
      break;
  }
  return report::RenderText(results, {.color = WantsColor()});
}

absl::StatusOr<int> RunTable(const Options& options, const std::string& argv0) {
  absl::StatusOr<Inventory> inventory = Inventory::Find(argv0);
  if (!inventory.ok()) return inventory.status();
  absl::StatusOr<result::Results> results = inventory->Load();
  if (!results.ok()) return results.status();
  results->environment = ThisMachine();

  const std::string folder = FromWorkspace(options.output);
  if (absl::Status status = WriteFiles(*results, folder); !status.ok()) {
    return status;
  }
  std::cout << Render(*results, options.format);
  std::cerr << "written: results.json, report.md and index.html in " << folder
            << '\n';
  return result::HasFailure(*results) ? 1 : 0;
}

constexpr Option kOptions[] = {
    {"--output", &Options::output, "DIR",
     "Where its files go, from the workspace's root."},
};

}  // namespace

constinit const Command kTableCommand = {
    .name = "table",
    .usage = "lab [table] [--output=DIR]",
    .summary = "Test, explore and list every counter on every target; writes "
               "results.json, report.md and index.html.",
    .options = kOptions,
    .formats = kAllFormats,
    .words = "",
    .run = RunTable,
};

}  // namespace atomics_lab::lab
