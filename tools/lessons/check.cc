#include "tools/lessons/check.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "tools/lessons/compare.h"
#include "tools/lessons/page.h"
#include "tools/text/counted.h"
#include "tools/text/printable.h"
#include "tools/toolbox/process.h"

namespace atomics_lab::lessons {
namespace {

std::string Place(const Page& page, std::size_t line) {
  return absl::StrCat(page.name, ":", line, ": ");
}

absl::StatusOr<std::vector<std::vector<std::string>>> ToPrograms(
    const Page& page, const Programs& programs) {
  std::vector<std::vector<std::string>> all;
  all.reserve(page.commands.size());
  for (const Command& command : page.commands) {
    auto words = ToProgram(command.text, programs);
    if (!words.ok()) {
      return absl::InvalidArgumentError(
          absl::StrCat(Place(page, command.line), words.status().message()));
    }
    all.push_back(*std::move(words));
  }
  return all;
}

std::vector<std::string> Printed(const toolbox::Finished& finished) {
  std::vector<std::string> lines = OutputLines(finished.out);
  for (std::string& line : OutputLines(finished.err)) {
    lines.push_back(std::move(line));
  }
  return lines;
}

// Empty if the command did what the page says.
std::string HoldAgainst(const Page& page, const Command& command,
                        const toolbox::Finished& finished) {
  std::string report;
  if (finished.exit_code != command.exit_status) {
    absl::StrAppend(&report, Place(page, command.line), "exit status ",
                    finished.exit_code, " instead of ", command.exit_status,
                    ": ", text::Printable(command.text), "\n");
  }
  const std::vector<std::string> printed = Printed(finished);
  const Compared compared = Compare(command.output, printed);
  if (compared.same) return report;
  const std::size_t line = compared.expected_at < command.output.size()
                               ? command.output[compared.expected_at].line
                               : command.output_end;
  absl::StrAppend(&report, Place(page, line),
                  "prints something else (- the page, + now): ",
                  text::Printable(command.text), "\n",
                  Difference(command.output, printed, compared));
  return report;
}

// Appends the page's lines up to, not with, the one that is counted `end`.
void CopyUpTo(const Page& page, std::size_t end, std::size_t& next,
              std::string& fresh) {
  for (; next < end; ++next) {
    absl::StrAppend(&fresh, page.lines[next - 1], "\n");
  }
}

std::string Summary(const Page& page, const Checked& checked) {
  std::string summary = absl::StrCat(
      page.name, ": ", text::Counted(page.commands.size(), "command"), " run, ",
      checked.differing, " not as the page says; ",
      text::Counted(page.not_run.size(), "block"), " not run\n");
  for (const NotRun& block : page.not_run) {
    absl::StrAppend(&summary, Place(page, block.line),
                    "not run: ", text::Printable(block.reason), "\n");
  }
  return summary;
}

}  // namespace

absl::StatusOr<Checked> Check(const Page& page, const Programs& programs,
                              const Execute& execute) {
  ABSL_ASSIGN_OR_RETURN(const auto all, ToPrograms(page, programs));
  Checked checked;
  std::size_t next = 1;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Command& command = page.commands[i];
    ABSL_ASSIGN_OR_RETURN(const toolbox::Finished finished, execute(all[i]));
    const std::string report = HoldAgainst(page, command, finished);
    if (report.empty()) continue;
    ++checked.differing;
    checked.report += report;
    CopyUpTo(page, command.line + 1, next, checked.fresh);
    for (const std::string& line : Printed(finished)) {
      absl::StrAppend(&checked.fresh, line, "\n");
    }
    next = command.output_end;
  }
  CopyUpTo(page, page.lines.size() + 1, next, checked.fresh);
  checked.report += Summary(page, checked);
  return checked;
}

}  // namespace atomics_lab::lessons
