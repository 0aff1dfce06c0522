#include "tools/report/bench_hint.h"

#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "tools/report/cells.h"
#include "tools/result/bench.h"

namespace atomics_lab::report {

std::string HintLine(std::string_view hint) {
  std::string_view meaning;
  if (hint == "pause") {
    meaning =
        "before each look at the lock the core waits some cycles, a few or "
        "more "
        "than a hundred by its model, and leaves a sibling thread the core.";
  } else if (hint == "yield") {
    meaning =
        "before each look at the lock a core of several threads is told that "
        "this one waits; most cores do nothing.";
  } else if (hint == "isb") {
    meaning =
        "before each look at the lock the pipeline is emptied, which takes "
        "some "
        "tens of cycles.";
  } else if (hint == "wfe") {
    meaning =
        "before each look at the lock the core stands still until an event. No "
        "address is monitored, so what wakes it is the kernel's event stream "
        "(Linux: each 100 µs), and not the lock's owner.";
  }
  return meaning.empty() ? "" : absl::StrCat(hint, ": ", meaning);
}

std::vector<std::string> HintLines(const result::Bench& bench) {
  constexpr std::string_view kOtherwise =
      "A hint is given where a spinning lock waits, and nowhere else; floor "
      "and "
      "baseline give none. Where no thread waits, hints make no difference.";
  std::vector<std::string> lines;
  for (const result::BenchRow& row : bench.rows) {
    const std::string line = HintLine(row.hint);
    if (!line.empty()) AddOnce(line, lines);
  }
  if (!lines.empty()) lines.emplace_back(kOtherwise);
  return lines;
}

std::vector<std::string> HintRemarks(const result::BenchPlan& plan) {
  if (plan.without_hint.empty()) return {};
  return {absl::StrCat("Without a hint, being no spinning locks: ",
                       absl::StrJoin(plan.without_hint, ", "), ".")};
}

}  // namespace atomics_lab::report
