#include "tools/collect/suite_report.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "nlohmann/json.hpp"

namespace atomics_lab::collect {
namespace {

using Json = nlohmann::json;

// GoogleTest's report is our own run's output, but a run may have been killed
// while writing it: every access tolerates what is not there.
std::string StringAt(const Json& object, const char* key) {
  const auto found = object.find(key);
  if (found == object.end() || !found->is_string()) return "";
  return found->get<std::string>();
}

const Json& ArrayAt(const Json& object, const char* key) {
  static const Json* const empty = new Json(Json::array());
  const auto found = object.find(key);
  return found == object.end() || !found->is_array() ? *empty : *found;
}

// "4:998,3:2", as the suite records it.
absl::StatusOr<std::map<std::uint64_t, std::uint64_t>> ParseHistogram(
    std::string_view text) {
  std::map<std::uint64_t, std::uint64_t> histogram;
  for (std::string_view bin : absl::StrSplit(text, ',')) {
    const std::pair<std::string_view, std::string_view> parts =
        absl::StrSplit(bin, absl::MaxSplits(':', 1));
    std::uint64_t value = 0;
    std::uint64_t runs = 0;
    if (!absl::SimpleAtoi(parts.first, &value) ||
        !absl::SimpleAtoi(parts.second, &runs)) {
      return absl::InvalidArgumentError(
          absl::StrCat("'", text, "' is no histogram such as 4:998,3:2"));
    }
    histogram[value] += runs;
  }
  return histogram;
}

absl::StatusOr<std::optional<result::Outcome>> ParseOutcome(
    const Json& test, const std::string& machine) {
  const std::string text = StringAt(test, "histogram");
  if (text.empty()) return std::nullopt;
  result::Outcome outcome{.machine = machine};
  ABSL_ASSIGN_OR_RETURN((std::map<std::uint64_t, std::uint64_t> histogram),
                        ParseHistogram(text));
  outcome.histogram = std::move(histogram);
  if (!absl::SimpleAtoi(StringAt(test, "threads"), &outcome.threads) ||
      !absl::SimpleAtoi(StringAt(test, "increments"), &outcome.increments)) {
    return absl::InvalidArgumentError(
        "a histogram stands without its threads and increments");
  }
  outcome.note = StringAt(test, "note");
  return outcome;
}

result::Verdict VerdictOf(const Json& test) {
  if (!ArrayAt(test, "failures").empty()) return result::Verdict::kFailed;
  const bool completed = StringAt(test, "result") == "COMPLETED";
  return completed ? result::Verdict::kPassed : result::Verdict::kNotRun;
}

std::string FirstFailure(const Json& test) {
  const Json& failures = ArrayAt(test, "failures");
  return failures.empty() ? "" : StringAt(failures.front(), "failure");
}

absl::StatusOr<std::optional<SpecimenTest>> ParseTest(
    const Json& test, const std::string& machine) {
  const std::string full_name = StringAt(test, "name");
  const std::pair<std::string, std::string> name =
      absl::StrSplit(full_name, absl::MaxSplits('/', 1));
  if (name.second.empty()) return std::nullopt;
  ABSL_ASSIGN_OR_RETURN(std::optional<result::Outcome> outcome,
                        ParseOutcome(test, machine));
  return SpecimenTest{.specimen = name.second,
                      .test = {.name = name.first,
                               .machine = machine,
                               .verdict = VerdictOf(test),
                               .message = FirstFailure(test)},
                      .outcome = std::move(outcome)};
}

}  // namespace

absl::StatusOr<std::vector<SpecimenTest>> ParseSuiteReport(
    std::string_view json, const std::string& machine, std::string_view name) {
  const Json report = Json::parse(json, nullptr, /*allow_exceptions=*/false);
  if (!report.is_object() || !report.contains("testsuites")) {
    return absl::InvalidArgumentError(
        absl::StrCat(name, ": not a report of --gtest_output=json"));
  }
  std::vector<SpecimenTest> tests;
  for (const Json& suite : ArrayAt(report, "testsuites")) {
    for (const Json& entry : ArrayAt(suite, "testsuite")) {
      absl::StatusOr<std::optional<SpecimenTest>> test =
          ParseTest(entry, machine);
      if (!test.ok()) {
        return absl::InvalidArgumentError(
            absl::StrCat(name, ": ", test.status().message()));
      }
      if (test->has_value()) tests.push_back(**std::move(test));
    }
  }
  return tests;
}

}  // namespace atomics_lab::collect
