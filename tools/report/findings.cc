#include "tools/report/findings.h"

#include <algorithm>
#include <csignal>
#include <cstddef>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tools/report/cells.h"
#include "tools/report/explored.h"
#include "tools/result/result.h"

namespace atomics_lab::report {
namespace {

using result::Results;
using result::Row;
using result::Verdict;

std::string Place(const Row& row) {
  return absl::StrCat(row.counter, " on ", row.target);
}

std::string Place(const Row& row, std::string_view machine) {
  return absl::StrCat(Place(row), ", ", MachineText(machine));
}

void AddFailedTests(const Row& row, std::vector<Finding>& findings) {
  for (const result::Test& test : row.tests) {
    if (test.verdict != Verdict::kFailed) continue;
    findings.push_back({.where = Place(row, test.machine),
                        .what = absl::StrCat(test.name, " failed"),
                        .message = test.message});
  }
}

// Whatever made a row fail, the reader is told something.
void AddUnexplainedFailure(const Row& row, std::vector<Finding>& findings) {
  const auto failed =
      std::ranges::find(row.tests, Verdict::kFailed, &result::Test::verdict);
  if (row.verdict != Verdict::kFailed || failed != row.tests.end()) return;
  findings.push_back({.where = Place(row),
                      .what = "failed, and no test says why",
                      .message = ""});
}

void AddContradictions(const Results& results, const Row& row,
                       std::vector<Finding>& findings) {
  const result::Counter* counter = FindCounter(results, row.counter);
  if (counter == nullptr) return;
  for (const result::Outcome& outcome : row.outcomes) {
    if (!ContradictsClaim(*counter, outcome)) continue;
    Row alone = row;
    alone.outcomes = {outcome};
    findings.push_back(
        {.where = Place(row, outcome.machine),
         .what = absl::StrCat("claims to lose nothing, must come out at ",
                              ExpectedValue(outcome, counter->width_bits),
                              ", and came out ", ValuesText(results, alone)),
         .message = ""});
  }
}

void AddContradictions(const Results& results, std::vector<Finding>& findings) {
  for (const result::Exploration& exploration : results.explorations) {
    if (exploration.as_claimed) continue;
    findings.push_back(
        {.where = absl::StrCat(exploration.counter, " on ", exploration.target,
                               ", explored ", ProgramName(exploration),
                               " under ", ModelText(exploration)),
         .what = absl::StrCat("claims: ", exploration.claim, ", and ",
                              exploration.reason),
         .message = ""});
  }
}

// Names the first few.
std::string ListOf(const std::vector<std::string_view>& names) {
  constexpr std::size_t kMost = 3;
  std::string list;
  for (std::size_t i = 0; i < std::min(names.size(), kMost); ++i) {
    absl::StrAppend(&list, i == 0 ? "" : ", ", names[i]);
  }
  if (names.size() > kMost) {
    absl::StrAppend(&list, " and ", names.size() - kMost, " more");
  }
  return list;
}

// One finding for a target: a build that breaks would otherwise fill the page.
void AddNotRun(const Results& results, std::vector<Finding>& findings) {
  std::vector<std::pair<std::string_view, std::vector<std::string_view>>> all;
  for (const Row& row : results.rows) {
    if (row.verdict != Verdict::kNotRun) continue;
    auto found =
        std::ranges::find(all, std::string_view(row.target),
                          [](const auto& entry) { return entry.first; });
    if (found == all.end()) found = all.insert(all.end(), {row.target, {}});
    found->second.push_back(row.counter);
  }
  for (const auto& [target, counters] : all) {
    findings.push_back({.where = std::string(target),
                        .what = absl::StrCat("not run: ", ListOf(counters)),
                        .message = ""});
  }
}

// The shell's convention: 128 and the signal's number.
std::string ExitText(int exit_code) {
  const int signal = exit_code - 128;
  if (signal <= 0 || signal >= NSIG) {
    return absl::StrCat("exited with code ", exit_code);
  }
  const char* const name = sigabbrev_np(signal);
  return absl::StrCat("ended by signal ", signal,
                      name == nullptr ? "" : absl::StrCat(" (SIG", name, ")"));
}

void AddBadExits(const result::Target& target, std::vector<Finding>& findings) {
  for (const result::TestRun& run : target.runs) {
    if (run.exit_code == 0) continue;
    findings.push_back(
        {.where = absl::StrCat(target.name, ", ", MachineText(run.machine)),
         .what = absl::StrCat("the test program ", ExitText(run.exit_code)),
         .message = ""});
  }
}

}  // namespace

std::vector<Finding> Findings(const Results& results) {
  std::vector<Finding> findings;
  for (const Row& row : results.rows) {
    if (row.verdict == Verdict::kFailed) AddFailedTests(row, findings);
    AddUnexplainedFailure(row, findings);
    AddContradictions(results, row, findings);
  }
  AddContradictions(results, findings);
  AddNotRun(results, findings);
  for (const result::Target& target : results.targets) {
    AddBadExits(target, findings);
  }
  return findings;
}

}  // namespace atomics_lab::report
