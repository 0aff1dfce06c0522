#include "tools/collect/collect.h"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "counters/catalog.h"
#include "tools/collect/describe.h"
#include "tools/collect/suite_report.h"
#include "tools/listing/binary.h"
#include "tools/result/file.h"
#include "tools/result/json.h"
#include "tools/result/result.h"

namespace atomics_lab::collect {
namespace {

// What the runs said, by specimen.
struct Findings {
  std::vector<result::TestRun> runs;
  std::map<std::string, std::vector<SpecimenTest>> tests;
};

absl::Status ReadRun(const std::string& prefix, Findings& findings) {
  ABSL_ASSIGN_OR_RETURN(std::string machine,
                        result::ReadFile(prefix + ".machine"));
  absl::StripAsciiWhitespace(&machine);
  ABSL_ASSIGN_OR_RETURN(std::string status,
                        result::ReadFile(prefix + ".status"));
  result::TestRun run{.machine = machine};
  if (!absl::SimpleAtoi(status, &run.exit_code)) {
    return absl::InvalidArgumentError(
        absl::StrCat(prefix, ".status: not an exit status"));
  }
  findings.runs.push_back(run);
  // A suite that a signal ended leaves no report: none of its tests ran.
  if (!std::filesystem::exists(prefix + ".json")) return absl::OkStatus();
  ABSL_ASSIGN_OR_RETURN(std::string json, result::ReadFile(prefix + ".json"));
  ABSL_ASSIGN_OR_RETURN(std::vector<SpecimenTest> tests,
                        ParseSuiteReport(json, machine, prefix + ".json"));
  for (SpecimenTest& test : tests) {
    findings.tests[test.specimen].push_back(std::move(test));
  }
  return absl::OkStatus();
}

absl::StatusOr<Findings> ReadRuns(const std::string& folder) {
  Findings findings;
  for (int n = 1;; ++n) {
    const std::string prefix = absl::StrCat(folder, "/", n);
    if (!std::filesystem::exists(prefix + ".machine")) break;
    ABSL_RETURN_IF_ERROR(ReadRun(prefix, findings));
  }
  if (findings.runs.empty()) {
    return absl::NotFoundError(absl::StrCat(folder, ": holds no run"));
  }
  return findings;
}

// A row passes only if every run reported on it and nothing failed.
result::Verdict VerdictOf(const result::Row& row, std::size_t runs) {
  std::map<std::string, bool> machines;
  for (const result::Test& test : row.tests) {
    if (test.verdict == result::Verdict::kFailed) return test.verdict;
    if (test.verdict == result::Verdict::kPassed) machines[test.machine] = true;
  }
  return machines.size() == runs ? result::Verdict::kPassed
                                 : result::Verdict::kNotRun;
}

absl::StatusOr<std::vector<result::Function>> Functions(
    const listing::Binary& binary, const Specimen& specimen) {
  std::vector<result::Function> functions;
  for (std::string_view operation : specimen.operations) {
    ABSL_ASSIGN_OR_RETURN(
        std::vector<result::Function> described,
        DescribeWithCallees(binary, ProbeSymbol(specimen.name, operation),
                            std::string(operation)));
    functions.insert(functions.end(), described.begin(), described.end());
  }
  return functions;
}

absl::StatusOr<result::Row> MakeRow(const Specimen& specimen,
                                    const std::string& target,
                                    const listing::Binary& binary,
                                    Findings& findings) {
  result::Row row{.counter = std::string(specimen.name), .target = target};
  for (SpecimenTest& test : findings.tests[row.counter]) {
    row.tests.push_back(std::move(test.test));
    if (test.outcome.has_value()) row.outcomes.push_back(*test.outcome);
  }
  row.verdict = VerdictOf(row, findings.runs.size());
  ABSL_ASSIGN_OR_RETURN(std::vector<result::Function> functions,
                        Functions(binary, specimen));
  row.functions = std::move(functions);
  return row;
}

// One file after the other: Merge puts them in the order of counters.
absl::Status ReadExplorations(const std::vector<std::string>& files,
                              result::Results& results) {
  for (const std::string& file : files) {
    ABSL_ASSIGN_OR_RETURN(const std::string json, result::ReadFile(file));
    ABSL_ASSIGN_OR_RETURN(result::Results explored,
                          result::FromJson(json, file));
    std::ranges::move(explored.explorations,
                      std::back_inserter(results.explorations));
    std::ranges::move(explored.steppers, std::back_inserter(results.steppers));
  }
  return absl::OkStatus();
}

// All probes come from one compilation, so any of them names its compiler.
absl::StatusOr<std::string> Producer(const listing::Binary& binary) {
  const Specimen& any = Specimens().front();
  ABSL_ASSIGN_OR_RETURN(
      listing::Function probe,
      binary.Disassemble(ProbeSymbol(any.name, any.operations.front())));
  return probe.producer;
}

}  // namespace

absl::StatusOr<result::Results> Collect(const CollectRequest& request) {
  ABSL_ASSIGN_OR_RETURN(listing::Binary binary,
                        listing::Binary::Open(request.suite));
  ABSL_ASSIGN_OR_RETURN(Findings findings, ReadRuns(request.runs));
  ABSL_ASSIGN_OR_RETURN(std::string producer, Producer(binary));

  result::Results results;
  result::Target target = request.target;
  target.producer = producer;
  target.runs = findings.runs;
  results.targets = {target};
  for (const Specimen& specimen : Specimens()) {
    results.counters.push_back(DescribeSpecimen(specimen));
    ABSL_ASSIGN_OR_RETURN(result::Row row,
                          MakeRow(specimen, target.name, binary, findings));
    results.rows.push_back(std::move(row));
  }
  ABSL_RETURN_IF_ERROR(ReadExplorations(request.explorations, results));
  return results;
}

}  // namespace atomics_lab::collect
