#include "tools/report/exploration_text.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "tools/report/witness_picture.h"
#include "tools/result/exploration.h"
#include "tools/text/counted.h"
#include "tools/text/printable.h"

namespace atomics_lab::report {
namespace {

using text::Printable;

using result::Exploration;

// How a printer marks what stands between the lines of text.
struct Marks {
  std::string_view heading;  // in front of an outcome's line
  std::string_view fence;    // around a picture, a line of its own
  std::string_view bullet;   // in front of a line above the outcomes
};
constexpr Marks kText = {};
constexpr Marks kMarkdown = {
    .heading = "### ", .fence = "```\n", .bullet = "- "};

std::string_view ModelText(std::string_view model) {
  if (model == "tso") return "x86-TSO";
  return model == "sc" ? "sequential consistency" : "Armv8";
}

std::string Title(const Exploration& e) {
  return absl::StrCat(
      Printable(e.counter), e.counter.empty() ? "" : " on ",
      Printable(e.target), ", under ", ModelText(e.model), ": ",
      text::Counted(e.threads, "thread"), " × ",
      text::Counted(e.increments, e.counter.empty() ? "call" : "increment"));
}

// Locks that are assumed to work: "absl::Mutex excludes".
std::string AssumedOfLocks(const Exploration& e) {
  std::vector<std::string_view> locks;
  for (const auto& [prefix, lock] :
       {std::pair<std::string_view, std::string_view>("absl::Mutex::",
                                                      "absl::Mutex"),
        {"pthread_mutex_", "pthread_mutex_lock"}}) {
    const bool used = std::ranges::any_of(
        e.modelled_calls, [&prefix](const std::string& call) {
          return std::string_view(call).starts_with(prefix);
        });
    if (used) locks.push_back(lock);
  }
  if (locks.empty()) return "";
  return absl::StrCat(absl::StrJoin(locks, " and "),
                      locks.size() == 1 ? " excludes" : " exclude");
}

// What the verdict depends on.
std::string Assumption(const Exploration& e) {
  std::vector<std::string> assumed = {AssumedOfLocks(e)};
  if (!e.mixed_sizes.empty()) {
    assumed.emplace_back(
        "accesses of different sizes to the same bytes are ordered as those of "
        "one size");
  }
  std::erase(assumed, "");
  if (assumed.empty()) return "";
  return absl::StrCat(", assuming that ", absl::StrJoin(assumed, " and that "));
}

std::vector<std::string> VerdictLines(const Exploration& e) {
  if (e.claim.empty()) return {};
  return {absl::StrCat("lossless: ", result::VerdictName(e.verdict),
                       Assumption(e), " — ", Printable(e.reason)),
          absl::StrCat(e.as_claimed ? "as claimed: " : "NOT AS CLAIMED: ",
                       Printable(e.claim))};
}

std::vector<std::string> CostLines(const Exploration& e) {
  std::vector<std::string> lines = {absl::StrFormat(
      "%s: %d states, %d steps, %.3f s, %.1f MiB",
      e.complete ? "complete" : absl::StrCat("bounded (", e.bound, ")"),
      e.states, e.steps, e.seconds,
      static_cast<double>(e.memory_bytes) / (1 << 20))};
  if (!e.cut.empty()) {
    lines.push_back(absl::StrCat(
        "stuck states and witnesses: not all were looked for: ", e.cut));
  }
  if (!e.reductions.empty()) {
    lines.push_back(
        absl::StrCat("reductions: ", absl::StrJoin(e.reductions, ", ")));
  }
  if (!e.modelled_calls.empty()) {
    lines.push_back(absl::StrCat(
        "modelled calls: ", Printable(absl::StrJoin(e.modelled_calls, ", "))));
  }
  if (!e.mixed_sizes.empty()) {
    lines.push_back(
        absl::StrCat("different sizes: ", Printable(e.mixed_sizes)));
  }
  return lines;
}

// What is proved, and what is not.
std::vector<std::string> LimitLines(const Exploration& e) {
  return {absl::StrCat("proves: ", e.complete ? "every" : "not every",
                       " execution of these very instructions was seen, under "
                       "this model and for"),
          absl::StrCat("        this many threads and ",
                       e.counter.empty() ? "calls" : "increments",
                       "; nothing about more of either, or about other code")};
}

void AppendPicture(const Marks& marks,
                   const std::vector<result::WitnessStep>& witness, int threads,
                   std::string& text) {
  if (witness.empty()) return;
  absl::StrAppend(&text, "\n", marks.fence);
  for (const std::string& line : WitnessPicture(witness, threads)) {
    absl::StrAppend(&text, line, "\n");
  }
  absl::StrAppend(&text, marks.fence);
}

std::string Switches(int switches) {
  return absl::StrCat("at least ", switches,
                      switches == 1 ? " switch" : " switches", " of thread");
}

std::string Print(const Exploration& e, const Marks& marks) {
  std::string text = marks.heading.empty()
                         ? absl::StrCat(Title(e), "\n")
                         : absl::StrCat("## ", Title(e), "\n\n");
  std::vector<std::string> lines = VerdictLines(e);
  for (std::string& line : CostLines(e)) lines.push_back(std::move(line));
  for (std::string& line : LimitLines(e)) lines.push_back(std::move(line));
  for (const std::string& line : lines) {
    absl::StrAppend(&text, marks.bullet, line, "\n");
  }
  for (const result::ExploredOutcome& outcome : e.outcomes) {
    absl::StrAppend(&text, "\n", marks.heading, "ends at ",
                    OutcomeName(e, outcome), ", ",
                    Switches(outcome.context_switches), "\n");
    AppendPicture(marks, outcome.witness, e.threads, text);
  }
  for (const result::StuckState& stuck : e.stuck) {
    absl::StrAppend(&text, "\n", marks.heading, "never ends: ", stuck.kind,
                    "\n");
    AppendPicture(marks, stuck.witness, e.threads, text);
  }
  return text;
}

}  // namespace

std::string OutcomeName(const Exploration& exploration,
                        const result::ExploredOutcome& outcome) {
  const bool named = exploration.counter.empty() &&
                     exploration.observed.size() == outcome.values.size();
  std::vector<std::string> parts;
  parts.reserve(outcome.values.size());
  for (std::size_t i = 0; i < outcome.values.size(); ++i) {
    parts.push_back(absl::StrCat(
        named ? absl::StrCat(Printable(exploration.observed[i]), "=") : "",
        result::ValueText(outcome.values[i])));
  }
  return absl::StrJoin(parts, " ");
}

std::string ExplorationText(const Exploration& exploration) {
  return Print(exploration, kText);
}

std::string ExplorationMarkdown(const Exploration& exploration) {
  return Print(exploration, kMarkdown);
}

std::string ExplorationLine(const Exploration& e) {
  using Verdict = result::ExplorationVerdict;
  if (e.verdict == Verdict::kNotExplorable) {
    return absl::StrFormat("%-28s not explorable: %s\n", e.counter,
                           Printable(e.reason));
  }
  std::vector<std::string> names;
  names.reserve(e.outcomes.size());
  for (const auto& outcome : e.outcomes) {
    names.push_back(OutcomeName(e, outcome));
  }
  return absl::StrFormat("%-28s %-28s {%s}  %d states  %.3f s%s\n", e.counter,
                         result::VerdictName(e.verdict),
                         absl::StrJoin(names, ", "), e.states, e.seconds,
                         e.as_claimed ? "" : "  NOT AS CLAIMED");
}

}  // namespace atomics_lab::report
