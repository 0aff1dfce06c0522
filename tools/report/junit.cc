#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "tools/report/findings.h"
#include "tools/report/report.h"
#include "tools/result/result.h"
#include "tools/text/html_markup.h"

namespace atomics_lab::report {
namespace {

// What HTML's text escapes is what XML's must; what XML cannot hold at all
// (control characters, half code points) is replaced there.
using text::HtmlLines;
using text::HtmlText;

using result::Results;
using result::Row;
using result::Target;
using result::Verdict;

// A test case that is told of: "failure" of what ran and was wrong, "error" of
// what did not run to its end.
struct Case {
  std::string name;
  std::string_view trouble;  // empty if all was well
  std::vector<Finding> findings;
};

struct Suite {
  std::vector<Case> cases;

  std::size_t Count(std::string_view trouble) const {
    return static_cast<std::size_t>(
        std::ranges::count(cases, trouble, &Case::trouble));
  }
};

// The results of one row, to ask for findings of it alone.
Results Alone(const Results& results, const Row& row) {
  Results alone;
  alone.counters = results.counters;
  alone.rows = {row};
  for (const result::Exploration& exploration : results.explorations) {
    if (exploration.counter == row.counter &&
        exploration.target == row.target) {
      alone.explorations.push_back(exploration);
    }
  }
  return alone;
}

Case CaseOf(const Results& results, const Row& row) {
  Case told = {.name = row.counter,
               .trouble = "",
               .findings = Findings(Alone(results, row))};
  if (told.findings.empty()) return told;
  told.trouble = row.verdict == Verdict::kNotRun ? "error" : "failure";
  return told;
}

// The target's programs as a whole, which may fail though each test passed.
Case RunsCase(const Target& target) {
  Results alone;
  alone.targets = {target};
  Case told = {
      .name = "(the test program)", .trouble = "", .findings = Findings(alone)};
  if (!told.findings.empty()) told.trouble = "error";
  return told;
}

Suite SuiteOf(const Results& results, const Target& target) {
  Suite suite;
  for (const Row& row : results.rows) {
    if (row.target == target.name) suite.cases.push_back(CaseOf(results, row));
  }
  suite.cases.push_back(RunsCase(target));
  return suite;
}

std::string Property(std::string_view name, std::string_view value) {
  if (value.empty()) return "";
  return absl::StrCat("   <property name=\"", name, "\" value=\"",
                      HtmlText(value), "\"/>\n");
}

std::string Properties(const Results& results, const Target& target) {
  const result::Environment& machine = results.environment;
  return absl::StrCat(
      "  <properties>\n", Property("cpu", machine.cpu),
      Property("cpus", machine.cpus == 0 ? "" : absl::StrCat(machine.cpus)),
      Property("kernel", machine.kernel),
      Property("architecture", target.architecture),
      absl::StrCat(
          Property("isa", target.isa), Property("compiler", target.compiler),
          Property("producer", target.producer),
          Property("flags", absl::StrJoin(target.flags, " ")),
          Property("schema_version", absl::StrCat(result::kSchemaVersion)),
          "  </properties>\n"));
}

// "where: what" in the first line of each, and what the test said.
std::string Told(const std::vector<Finding>& findings) {
  std::vector<std::string> texts;
  texts.reserve(findings.size());
  for (const Finding& finding : findings) {
    texts.push_back(absl::StrCat(
        HtmlText(finding.where), ": ", HtmlText(finding.what),
        finding.message.empty() ? "" : "\n", HtmlLines(finding.message)));
  }
  return absl::StrJoin(texts, "\n\n");
}

std::string CaseElement(const Case& told, const Target& target) {
  const std::string start =
      absl::StrCat("  <testcase classname=\"", HtmlText(target.name),
                   "\" name=\"", HtmlText(told.name), "\"");
  if (told.trouble.empty()) return absl::StrCat(start, "/>\n");
  return absl::StrCat(start, ">\n   <", told.trouble, " message=\"",
                      HtmlText(told.findings.front().what), "\">",
                      Told(told.findings), "</", told.trouble,
                      ">\n  </testcase>\n");
}

std::string Counts(std::size_t tests, std::size_t failures,
                   std::size_t errors) {
  return absl::StrCat(" tests=\"", tests, "\" failures=\"", failures,
                      "\" errors=\"", errors, "\" skipped=\"0\"");
}

}  // namespace

std::string RenderJUnit(const Results& results) {
  std::string suites;
  std::size_t tests = 0;
  std::size_t failures = 0;
  std::size_t errors = 0;
  for (const Target& target : results.targets) {
    const Suite suite = SuiteOf(results, target);
    tests += suite.cases.size();
    failures += suite.Count("failure");
    errors += suite.Count("error");
    absl::StrAppend(&suites, " <testsuite name=\"", HtmlText(target.name), "\"",
                    Counts(suite.cases.size(), suite.Count("failure"),
                           suite.Count("error")),
                    ">\n", Properties(results, target));
    for (const Case& told : suite.cases) suites += CaseElement(told, target);
    suites += " </testsuite>\n";
  }
  return absl::StrCat("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n",
                      "<testsuites name=\"Atomics Lab\"",
                      Counts(tests, failures, errors), ">\n", suites,
                      "</testsuites>\n");
}

}  // namespace atomics_lab::report
