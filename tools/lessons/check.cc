#include "tools/lessons/check.h"

#include <algorithm>
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
#include "tools/lessons/quote.h"
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

// Lines of the page, from `begin` up to, not with, `end`, and what should stand
// there instead.
struct Correction {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::vector<std::string> lines;
};

absl::StatusOr<std::vector<std::vector<std::string>>> ReadQuoted(
    const Page& page, const ReadSource& read) {
  std::vector<std::vector<std::string>> all;
  all.reserve(page.quotations.size());
  for (const Quotation& quotation : page.quotations) {
    const auto refuse = [&](const absl::Status& status) {
      return absl::InvalidArgumentError(
          absl::StrCat(Place(page, quotation.line), status.message()));
    };
    const auto contents = read(quotation.quote.file);
    if (!contents.ok()) return refuse(contents.status());
    auto lines = QuotedLines(quotation.quote, *contents);
    if (!lines.ok()) return refuse(lines.status());
    all.push_back(*std::move(lines));
  }
  return all;
}

// Empty if the file has what the page shows.
std::string HoldAgainst(const Page& page, const Quotation& quotation,
                        const std::vector<std::string>& lines) {
  const Compared compared = Compare(quotation.shown, lines);
  if (compared.same) return "";
  const std::size_t line = quotation.line + 1 + compared.expected_at;
  return absl::StrCat(Place(page, line),
                      "is not what stands there (- the page, + the file): ",
                      text::Printable(quotation.quote.file), "\n",
                      Difference(quotation.shown, lines, compared));
}

std::string Corrected(const Page& page, std::vector<Correction> corrections) {
  std::sort(corrections.begin(), corrections.end(),
            [](const Correction& a, const Correction& b) {
              return a.begin < b.begin;
            });
  std::string fresh;
  std::size_t next = 1;
  const auto copy_up_to = [&](std::size_t end) {
    for (; next < end; ++next) {
      absl::StrAppend(&fresh, page.lines[next - 1], "\n");
    }
  };
  for (const Correction& correction : corrections) {
    copy_up_to(correction.begin);
    for (const std::string& line : correction.lines) {
      absl::StrAppend(&fresh, line, "\n");
    }
    next = correction.end;
  }
  copy_up_to(page.lines.size() + 1);
  return fresh;
}

std::string Summary(const Page& page, const Checked& checked) {
  std::string summary = absl::StrCat(
      page.name, ": ", text::Counted(page.commands.size(), "command"), " run, ",
      text::Counted(page.quotations.size(), "quotation"), " read, ",
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
                              const Execute& execute, const ReadSource& read) {
  ABSL_ASSIGN_OR_RETURN(const auto all, ToPrograms(page, programs));
  ABSL_ASSIGN_OR_RETURN(const auto quoted, ReadQuoted(page, read));
  Checked checked;
  std::vector<Correction> corrections;
  const auto take = [&](const std::string& report, Correction correction) {
    if (report.empty()) return;
    ++checked.differing;
    checked.report += report;
    corrections.push_back(std::move(correction));
  };
  for (std::size_t i = 0; i < quoted.size(); ++i) {
    const Quotation& quotation = page.quotations[i];
    const std::size_t begin = quotation.line + 1;
    take(HoldAgainst(page, quotation, quoted[i]),
         {begin, begin + quotation.shown.size(), quoted[i]});
  }
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Command& command = page.commands[i];
    ABSL_ASSIGN_OR_RETURN(const toolbox::Finished finished, execute(all[i]));
    take(HoldAgainst(page, command, finished),
         {command.line + 1, command.output_end, Printed(finished)});
  }
  checked.fresh = Corrected(page, std::move(corrections));
  checked.report += Summary(page, checked);
  return checked;
}

}  // namespace atomics_lab::lessons
