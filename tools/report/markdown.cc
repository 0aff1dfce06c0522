#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "tools/report/cells.h"
#include "tools/report/costs.h"
#include "tools/report/explored.h"
#include "tools/report/findings.h"
#include "tools/report/instruction_text.h"
#include "tools/report/markdown_exploration.h"
#include "tools/report/markdown_overview.h"
#include "tools/report/report.h"
#include "tools/report/tested.h"
#include "tools/result/result.h"
#include "tools/text/aligned.h"
#include "tools/text/markdown_markup.h"
#include "tools/text/printable.h"

namespace atomics_lab::report {
namespace {

using text::DisplayWidth;
using text::MarkdownBlock;
using text::MarkdownCellCode;
using text::MarkdownCode;
using text::MarkdownText;
using text::Padded;
using text::Printable;

using result::Counter;
using result::Instruction;
using result::Results;
using result::Row;

constexpr std::string_view kHeading =
    "# Atomics Lab\n\n"
    "What happens when two threads add to the same number: every counter on "
    "every target, with its test result, the final values that came out, and "
    "the instructions that touch the counter.\n\n";

std::string Strong(std::string_view text) {
  return absl::StrCat("**", text, "**");
}

std::string TestCell(const Results& results, const Row& row) {
  const Tested tested = TestedOf(results, row);
  const std::string text(TestedText(tested));
  return absl::StrCat(tested == Tested::kPassed ? text : Strong(text), " ",
                      MarkdownText(MachinesText(MachinesOf(row))));
}

std::string OutcomeCell(const Results& results, const Row& row) {
  const std::string outcome = MarkdownText(OutcomeText(results, row));
  return ContradictsClaim(results, row) ? Strong(outcome) : outcome;
}

// With the bar that ends it; empty if nothing was explored, since there is no
// such column then.
std::string ExploredCell(const Results& results, const Row& row) {
  if (results.explorations.empty()) return "";
  const std::string explored = MarkdownText(ExploredText(results, row));
  return absl::StrCat(
      IsContradicted(results, row) ? Strong(explored) : explored, " | ");
}

void AppendTable(const Results& results, std::string& out) {
  const bool explored = !results.explorations.empty();
  absl::StrAppend(&out, "| Counter | Target | Test | Outcome | ",
                  explored ? "Explored | " : "", "Add |\n| --- | --- | --- | ",
                  explored ? "--- | " : "", "--- | --- |\n");
  for (const Row& row : results.rows) {
    absl::StrAppend(&out, "| ", MarkdownCellCode(row.counter), " | ",
                    MarkdownCellCode(row.target), " | ", TestCell(results, row),
                    " | ");
    absl::StrAppend(&out, OutcomeCell(results, row), " | ",
                    ExploredCell(results, row), MarkdownCellCode(FormText(row)),
                    " |\n");
  }
  absl::StrAppend(&out, "\n", SummaryText(results), ".\n");
  if (!explored) return;
  absl::StrAppend(&out, "\n", MarkdownText(ExploredSummary(results)), ".\n");
}

void AppendProgram(const Results& results, std::string& out) {
  const std::string program = ProgramText(results);
  if (program.empty()) return;
  absl::StrAppend(&out, "Outcome: the final values of ", program,
                  "; “3 ×2” means that 3 came out twice.\n");
}

void AppendNotes(const Results& results, std::string& out) {
  for (const std::string& note : NoteLines(results)) {
    absl::StrAppend(&out, "\nNote: ", MarkdownText(note), "\n");
  }
}

void AppendFindings(const Results& results, std::string& out) {
  const std::vector<Finding> findings = Findings(results);
  if (findings.empty()) return;
  absl::StrAppend(&out, "\n## What went wrong\n\n");
  for (const Finding& finding : findings) {
    absl::StrAppend(&out, Strong(MarkdownText(finding.where)), ": ",
                    MarkdownText(finding.what), "\n\n");
    if (finding.message.empty()) continue;
    absl::StrAppend(&out, MarkdownBlock(finding.message), "\n");
  }
}

void AppendCosts(const Results& results, std::string& out) {
  const std::string costs = CostMarkdown(results);
  if (!costs.empty()) absl::StrAppend(&out, "\n", costs);
}

std::string PlainInstruction(const Instruction& instruction) {
  const std::string operands = OperandText(instruction);
  return Printable(absl::StrCat(instruction.mnemonic,
                                operands.empty() ? "" : " ", operands));
}

std::string Listing(const result::Function& function) {
  // One long name must not push every source line off the page.
  constexpr std::size_t kWidest = 60;
  std::size_t width = 0;
  for (const Instruction& instruction : function.instructions) {
    width = std::max(width, DisplayWidth(PlainInstruction(instruction)));
  }
  std::string listing;
  for (const Instruction& instruction : function.instructions) {
    absl::StrAppend(
        &listing, Padded(AddressText(instruction), 6), "  ",
        Padded(PlainInstruction(instruction), std::min(width, kWidest)), "  ",
        Printable(SourceText(instruction)), "\n");
  }
  return listing;
}

void AppendListings(const Row& row, std::string& out) {
  for (const result::Function& function : row.functions) {
    absl::StrAppend(
        &out, "\n", MarkdownText(function.operation), " on ",
        MarkdownCode(row.target), ": ", MarkdownCode(function.form), "\n\n",
        MarkdownBlock(absl::StrCat(function.symbol, ":\n", Listing(function))));
  }
}

void AppendCounter(const Results& results, const Counter& counter,
                   std::string& out) {
  absl::StrAppend(&out, "\n<details><summary>", MarkdownText(counter.name),
                  "</summary>\n\n", MarkdownText(counter.summary), "\n\n",
                  "Claims: ", MarkdownText(ClaimsText(counter)), " (",
                  MarkdownCode(counter.header), ").\n");
  for (const Row& row : results.rows) {
    if (row.counter != counter.name) continue;
    out += MarkdownExplorations(results, row);
    AppendListings(row, out);
  }
  absl::StrAppend(&out, "\n</details>\n");
}

std::string MachineLine(const result::Environment& environment) {
  std::vector<std::string> parts;
  if (!environment.cpu.empty()) parts.push_back(MarkdownText(environment.cpu));
  if (environment.cpus != 0) {
    parts.push_back(absl::StrCat(environment.cpus, " logical CPUs"));
  }
  if (!environment.kernel.empty()) {
    parts.push_back(MarkdownText(environment.kernel));
  }
  return parts.empty() ? "unknown" : absl::StrJoin(parts, ", ");
}

void AppendEnvironment(const Results& results, std::string& out) {
  absl::StrAppend(
      &out, "\n## Environment\n\nMachine: ", MachineLine(results.environment),
      ".\n\n", "| Target | Instruction set | Ran | Flags | Compiled by |\n",
      "| --- | --- | --- | --- | --- |\n");
  for (const result::Target& target : results.targets) {
    absl::StrAppend(&out, "| ", MarkdownCellCode(target.name), " | ",
                    MarkdownText(target.isa), " | ",
                    MarkdownText(MachinesText(MachinesOf(target))), " | ");
    absl::StrAppend(&out, MarkdownCellCode(absl::StrJoin(target.flags, " ")),
                    " | ", MarkdownText(target.producer), " |\n");
  }
}

void AppendLimits(const Results& results, std::string& out) {
  absl::StrAppend(&out, "\n## What the verdicts do not prove\n\n");
  for (const std::string& limit : Limits(results)) {
    absl::StrAppend(&out, "- ", limit, "\n");
  }
}

}  // namespace

std::string RenderMarkdownSummary(const Results& results) {
  std::string out =
      absl::StrCat("# Atomics Lab\n\n", MarkdownOverview(results), "\n",
                   MarkdownText(SummaryText(results)), ".\n");
  AppendFindings(results, out);
  AppendCosts(results, out);
  AppendLimits(results, out);
  return out;
}

std::string RenderMarkdown(const Results& results) {
  std::string out = absl::StrCat(kHeading, MarkdownOverview(results));
  AppendTable(results, out);
  AppendProgram(results, out);
  out += MarkdownExploredNotes(results);
  AppendNotes(results, out);
  AppendFindings(results, out);
  AppendCosts(results, out);
  absl::StrAppend(&out, "\n## Instructions\n");
  for (const Counter& counter : results.counters) {
    AppendCounter(results, counter, out);
  }
  AppendEnvironment(results, out);
  AppendLimits(results, out);
  return out;
}

}  // namespace atomics_lab::report
