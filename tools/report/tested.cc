#include "tools/report/tested.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "tools/report/cells.h"
#include "tools/report/standing.h"
#include "tools/result/result.h"

namespace atomics_lab::report {
namespace {

using result::Results;
using result::Row;
using result::Verdict;

std::ptrdiff_t Count(const Results& results, Tested tested) {
  return std::ranges::count_if(results.rows, [&](const Row& row) {
    return TestedOf(results, row) == tested;
  });
}

}  // namespace

Tested TestedOf(const Results& results, const Row& row) {
  switch (row.verdict) {
    case Verdict::kPassed:
      return StandingOf(results, row) == Standing::kRacy ? Tested::kRacy
                                                         : Tested::kPassed;
    case Verdict::kFailed:
      return Tested::kFailed;
    case Verdict::kNotRun:
      break;
  }
  return Tested::kNotRun;
}

std::string_view TestedText(Tested tested) {
  switch (tested) {
    case Tested::kPassed:
      return VerdictText(Verdict::kPassed);
    case Tested::kRacy:
      return "racy";
    case Tested::kFailed:
      return VerdictText(Verdict::kFailed);
    case Tested::kNotRun:
      break;
  }
  return VerdictText(Verdict::kNotRun);
}

std::string SummaryText(const Results& results) {
  return absl::StrCat(
      results.counters.size(), " counters × ", results.targets.size(),
      " targets: ", Count(results, Tested::kPassed), " passed, ",
      Count(results, Tested::kRacy), " racy, ", Count(results, Tested::kFailed),
      " failed, ", Count(results, Tested::kNotRun), " not run");
}

}  // namespace atomics_lab::report
