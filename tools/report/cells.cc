#include "tools/report/cells.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <ranges>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "tools/result/result.h"
#include "tools/text/html_markup.h"

namespace atomics_lab::report {
namespace {

using result::Outcome;
using result::Results;
using result::Row;
using result::Verdict;

using Histogram = std::map<std::uint64_t, std::uint64_t>;
using Program = std::pair<int, int>;  // threads, increments

constexpr std::string_view kQemu = "qemu: ";

// More values than these are summed up.
constexpr std::size_t kMostValues = 4;

Program ProgramOf(const Outcome& outcome) {
  return {outcome.threads, outcome.increments};
}

std::string ProgramText(const Program& program) {
  return absl::StrCat(program.first, " threads × ", program.second,
                      " increments");
}

// The row's outcomes with those of the same program put together. Values that
// came out in no run are left out.
std::vector<Outcome> MergedOutcomes(const Row& row) {
  std::vector<Outcome> merged;
  for (const Outcome& outcome : row.outcomes) {
    auto same = std::ranges::find(merged, ProgramOf(outcome), ProgramOf);
    if (same == merged.end()) {
      same = merged.insert(merged.end(), outcome);
      same->histogram.clear();
    }
    for (const auto& [value, runs] : outcome.histogram) {
      if (runs != 0) same->histogram[value] += runs;
    }
  }
  return merged;
}

std::string Counted(std::string_view what, std::uint64_t runs) {
  return absl::StrCat(what, " ×", runs);
}

std::string EachValue(const Histogram& histogram) {
  std::vector<std::string> parts;
  for (const auto& [value, runs] : histogram | std::views::reverse) {
    parts.push_back(Counted(absl::StrCat(value), runs));
  }
  return absl::StrJoin(parts, ", ");
}

// Requires: values other than `expected`.
std::string ExpectedAndOthers(Histogram histogram, std::uint64_t expected) {
  std::vector<std::string> parts;
  if (const auto node = histogram.extract(expected)) {
    parts.push_back(Counted(absl::StrCat(expected), node.mapped()));
  }
  std::uint64_t others = 0;
  for (const auto& [value, runs] : histogram) others += runs;
  parts.push_back(Counted(
      absl::StrCat(histogram.begin()->first, "–", histogram.rbegin()->first),
      others));
  return absl::StrJoin(parts, ", ");
}

std::string HistogramText(const Histogram& histogram, std::uint64_t expected) {
  if (histogram.empty()) return std::string(kNothing);
  if (histogram.size() == 1) return absl::StrCat(histogram.begin()->first);
  if (histogram.size() <= kMostValues) return EachValue(histogram);
  return ExpectedAndOthers(histogram, expected);
}

int WidthOf(const Results& results, const Row& row) {
  const result::Counter* counter = FindCounter(results, row.counter);
  return counter == nullptr ? 64 : counter->width_bits;
}

// The machines on which a counter had the same to say.
struct Note {
  std::string_view counter;
  std::string_view text;
  std::vector<std::string> machines;
};

}  // namespace

void AddOnce(std::string_view name, std::vector<std::string>& names) {
  if (std::ranges::find(names, name) == names.end()) names.emplace_back(name);
}

std::string_view VerdictText(Verdict verdict) {
  return verdict == Verdict::kFailed ? "FAILED" : VerdictName(verdict);
}

bool IsEmulated(std::string_view machine) {
  return absl::StartsWith(machine, "qemu-");
}

std::string MachineText(std::string_view machine) {
  constexpr std::string_view kModel = " -cpu ";
  const std::size_t model = machine.find(kModel);
  if (!IsEmulated(machine) || model == std::string_view::npos) {
    return std::string(machine);
  }
  return absl::StrCat(kQemu, machine.substr(model + kModel.size()));
}

std::string MachinesText(const std::vector<std::string>& machines) {
  std::string text;
  bool after_qemu = false;
  for (const std::string& machine : machines) {
    const std::string spelt = MachineText(machine);
    const bool is_qemu = absl::StartsWith(spelt, kQemu);
    if (!text.empty()) text += is_qemu && after_qemu ? ", " : "; ";
    text += is_qemu && after_qemu ? absl::StripPrefix(spelt, kQemu) : spelt;
    after_qemu = is_qemu;
  }
  return text;
}

std::string HowText(const std::vector<std::string>& machines) {
  std::vector<std::string> kinds;
  for (const std::string& machine : machines) {
    AddOnce(IsEmulated(machine) ? "qemu" : machine, kinds);
  }
  return absl::StrJoin(kinds, "; ");
}

std::string RunsText(const Results& results) {
  std::vector<std::pair<std::string, std::string>> groups;  // targets, machines
  for (const result::Target& target : results.targets) {
    const std::string machines = MachinesText(MachinesOf(target));
    if (machines.empty()) continue;
    if (!groups.empty() && groups.back().second == machines) {
      absl::StrAppend(&groups.back().first, ", ", target.name);
    } else {
      groups.emplace_back(target.name, machines);
    }
  }
  return absl::StrJoin(groups, "; ", absl::PairFormatter(" "));
}

std::vector<std::string> MachinesOf(const Row& row) {
  std::vector<std::string> machines;
  for (const result::Test& test : row.tests) AddOnce(test.machine, machines);
  for (const Outcome& outcome : row.outcomes) {
    AddOnce(outcome.machine, machines);
  }
  return machines;
}

std::vector<std::string> MachinesOf(const result::Target& target) {
  std::vector<std::string> machines;
  for (const result::TestRun& run : target.runs) AddOnce(run.machine, machines);
  return machines;
}

std::string ValuesText(const Results& results, const Row& row) {
  const std::vector<Outcome> outcomes = MergedOutcomes(row);
  if (outcomes.empty()) return std::string(kNothing);
  const int width = WidthOf(results, row);
  std::vector<std::string> texts;
  texts.reserve(outcomes.size());
  for (const Outcome& outcome : outcomes) {
    texts.push_back(
        HistogramText(outcome.histogram, ExpectedValue(outcome, width)));
  }
  return absl::StrJoin(texts, "; ");
}

std::string OutcomeText(const Results& results, const Row& row) {
  return absl::StrCat(ContradictsClaim(results, row) ? "WRONG " : "",
                      ValuesText(results, row));
}

bool LostUpdates(const Results& results, const Row& row) {
  const int width = WidthOf(results, row);
  return std::ranges::any_of(MergedOutcomes(row), [width](const Outcome& all) {
    const std::uint64_t expected = ExpectedValue(all, width);
    return all.histogram.size() > all.histogram.count(expected);
  });
}

std::string ProgramText(const Results& results) {
  std::vector<Program> programs;
  for (const Row& row : results.rows) {
    for (const Outcome& outcome : row.outcomes) {
      programs.push_back(ProgramOf(outcome));
    }
  }
  const bool are_one =
      !programs.empty() &&
      std::ranges::adjacent_find(programs, std::ranges::not_equal_to()) ==
          programs.end();
  return are_one ? ProgramText(programs.front()) : "";
}

std::string_view LevelName(const result::Target& target) {
  std::string_view name = target.name;
  if (absl::ConsumeSuffix(&name, target.compiler)) {
    absl::ConsumeSuffix(&name, "-");
  }
  return name.empty() ? std::string_view(target.name) : name;
}

std::vector<std::string> NoteLines(const Results& results) {
  std::vector<Note> notes;
  for (const Row& row : results.rows) {
    for (const Outcome& outcome : row.outcomes) {
      if (outcome.note.empty()) continue;
      auto same = std::ranges::find_if(notes, [&](const Note& note) {
        return note.counter == row.counter && note.text == outcome.note;
      });
      if (same == notes.end()) {
        same = notes.insert(same, {row.counter, outcome.note, {}});
      }
      AddOnce(outcome.machine, same->machines);
    }
  }
  std::vector<std::string> lines;
  lines.reserve(notes.size());
  for (const Note& note : notes) {
    lines.push_back(absl::StrCat(
        note.counter, " (", MachinesText(note.machines), "): ", note.text));
  }
  return lines;
}

const result::Function* FindFunction(const Row& row,
                                     std::string_view operation) {
  const auto found =
      std::ranges::find(row.functions, operation, &result::Function::operation);
  return found == row.functions.end() ? nullptr : &*found;
}

std::string_view FormText(const Row& row) {
  const result::Function* add = FindFunction(row, "Add");
  return add == nullptr || add->form.empty() ? kNothing : add->form;
}

std::string ClaimsText(const result::Counter& counter) {
  return absl::StrCat(counter.lossless ? "lossless" : "racy: may lose updates",
                      ", ", counter.progress, ", ordering ", counter.ordering,
                      ", ", counter.width_bits, " bits");
}

std::string HtmlRowId(std::string_view counter, std::string_view target) {
  return absl::StrCat(text::HtmlId(counter), "--", text::HtmlId(target));
}

}  // namespace atomics_lab::report
