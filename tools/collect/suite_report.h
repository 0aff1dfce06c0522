// Reads what GoogleTest reports of a run of the contract suite.
#ifndef ATOMICS_LAB_TOOLS_COLLECT_SUITE_REPORT_H_
#define ATOMICS_LAB_TOOLS_COLLECT_SUITE_REPORT_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "tools/result/result.h"

namespace atomics_lab::collect {

// One test of one specimen, with the outcome it recorded if it recorded one.
struct SpecimenTest {
  std::string specimen;
  result::Test test;
  std::optional<result::Outcome> outcome;
};

// Reads a report of --gtest_output=json. A test belongs to a specimen if it is
// called <test>/<specimen>; others speak of the suite itself and are left out.
// `machine` is where the run took place; `name` stands for the file in
// messages.
// Errors: InvalidArgument, one line, for what is not such a report.
absl::StatusOr<std::vector<SpecimenTest>> ParseSuiteReport(
    std::string_view json, const std::string& machine, std::string_view name);

}  // namespace atomics_lab::collect

#endif  // ATOMICS_LAB_TOOLS_COLLECT_SUITE_REPORT_H_
