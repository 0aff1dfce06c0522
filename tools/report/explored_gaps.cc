#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "tools/report/cells.h"
#include "tools/report/explored.h"
#include "tools/result/exploration.h"
#include "tools/result/result.h"

namespace atomics_lab::report {
namespace {

using result::Exploration;
using result::Results;
using Kind = result::ExplorationVerdict;

// What is missing of one counter's explorations, for one kind of reason.
struct Gap {
  std::string_view counter;
  std::string_view kind;
  std::vector<std::string> targets;
  std::vector<std::string> reasons;
};

constexpr std::string_view kInPart = "explored in part";
constexpr std::string_view kNotAtAll = "not explorable";

std::string_view GapKind(const Exploration& exploration) {
  if (exploration.verdict == Kind::kNotExplorable) return kNotAtAll;
  return exploration.complete ? "" : kInPart;
}

std::string GapReason(const Exploration& exploration) {
  if (exploration.verdict == Kind::kNotExplorable) return exploration.reason;
  return absl::StrCat(ProgramName(exploration), " ", exploration.bound);
}

std::vector<Gap> Gaps(const Results& results) {
  std::vector<Gap> gaps;
  for (const Exploration& exploration : results.explorations) {
    const std::string_view kind = GapKind(exploration);
    if (kind.empty()) continue;
    auto same = std::ranges::find_if(gaps, [&](const Gap& gap) {
      return gap.counter == exploration.counter && gap.kind == kind;
    });
    if (same == gaps.end()) {
      same = gaps.insert(same, {exploration.counter, kind, {}, {}});
    }
    AddOnce(exploration.target, same->targets);
    AddOnce(GapReason(exploration), same->reasons);
  }
  return gaps;
}

// Only the first few: reasons name addresses, which differ from target to
// target.
std::string ReasonsText(const Gap& gap) {
  constexpr std::size_t kMost = 2;
  const std::size_t shown =
      gap.kind == kNotAtAll ? 1 : std::min(gap.reasons.size(), kMost);
  std::vector<std::string> reasons(
      gap.reasons.begin(),
      gap.reasons.begin() + static_cast<std::ptrdiff_t>(shown));
  if (gap.reasons.size() > shown) reasons.emplace_back("…");
  return absl::StrJoin(reasons, "; ");
}

std::string TargetsText(const Results& results, const Gap& gap) {
  constexpr std::size_t kMost = 2;
  if (gap.targets.size() == results.targets.size()) return "all targets";
  if (gap.targets.size() <= kMost) return absl::StrJoin(gap.targets, ", ");
  return absl::StrCat(gap.targets.front(), " and ", gap.targets.size() - 1,
                      " more");
}

}  // namespace

std::vector<std::string> ExplorationGaps(const Results& results) {
  std::vector<std::string> lines;
  for (const Gap& gap : Gaps(results)) {
    lines.push_back(absl::StrCat(gap.kind, ": ", gap.counter, " on ",
                                 TargetsText(results, gap), ": ",
                                 ReasonsText(gap)));
  }
  return lines;
}

std::vector<std::string> ExplorationGapNames(const Results& results) {
  std::vector<std::string> lines;
  const std::vector<Gap> gaps = Gaps(results);
  for (std::string_view kind : {kInPart, kNotAtAll}) {
    std::vector<std::string_view> counters;
    for (const Gap& gap : gaps) {
      if (gap.kind == kind) counters.push_back(gap.counter);
    }
    if (counters.empty()) continue;
    lines.push_back(absl::StrCat(kind, ": ", absl::StrJoin(counters, ", ")));
  }
  return lines;
}

}  // namespace atomics_lab::report
