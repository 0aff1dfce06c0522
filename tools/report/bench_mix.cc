#include "tools/report/bench_mix.h"

#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "tools/report/three_digits.h"
#include "tools/result/bench.h"

namespace atomics_lab::report {

std::string MixLine(std::string_view mix) {
  std::string_view meaning;
  if (mix == "reads1") {
    meaning =
        "99 adds, then a read; ns is per operation, which is an add or a read.";
  } else if (mix == "reads10") {
    meaning =
        "9 adds, then a read; ns is per operation, which is an add or a read.";
  } else if (mix == "batches16") {
    meaning =
        "each thread counts to 16 in its own memory, then adds 16; ns is per "
        "increment, of which each such add is 16.";
  }
  if (mix.starts_with("section")) {
    return absl::StrCat(mix, ": each increment's lock is held for about ",
                        mix.substr(std::string_view("section").size()),
                        " ns more; ns is per increment, and those are in it.");
  }
  return meaning.empty() ? "" : absl::StrCat(mix, ": ", meaning);
}

std::vector<std::string> SectionRemarks(const result::BenchPlan& plan) {
  std::vector<std::string> remarks;
  if (!plan.left_out.empty()) {
    remarks.push_back(absl::StrCat("Left out of sections, being no locks: ",
                                   absl::StrJoin(plan.left_out, ", "), "."));
  }
  if (plan.wait.step_ns > 0) {
    remarks.push_back(absl::StrFormat(
        "The wait in sections: %s ns a step, calibrated once; the middle half "
        "of the calibrations lie within %.1f %%.",
        ThreeDigits(plan.wait.step_ns), plan.wait.percent));
  }
  return remarks;
}

}  // namespace atomics_lab::report
