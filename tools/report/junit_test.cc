#include <string>
#include <string_view>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/report/page_checks.h"
#include "tools/report/report.h"
#include "tools/report/sample_results.h"
#include "tools/result/result.h"

namespace atomics_lab::report {
namespace {

using result::Results;
using result::Verdict;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

// Of all of them: nothing failed, and every program ended well.
Results WithoutFailure() {
  Results results = SampleResults();
  for (result::Row& row : results.rows) {
    row.verdict = Verdict::kPassed;
    row.tests.clear();
    row.outcomes.clear();
  }
  for (result::Target& target : results.targets) {
    for (result::TestRun& run : target.runs) run.exit_code = 0;
  }
  return results;
}

std::size_t Troubles(std::string_view xml) {
  return Count(xml, "<failure ") + Count(xml, "<error ");
}

TEST(RenderJUnit, HasASuiteATargetAndACaseACounter) {
  const Results results = WithoutFailure();
  const std::string xml = RenderJUnit(results);
  EXPECT_EQ(Count(xml, "<testsuite "), results.targets.size());
  EXPECT_EQ(Count(xml, "<testcase "),
            results.rows.size() + results.targets.size());
  EXPECT_FALSE(result::HasFailure(results));
  EXPECT_EQ(Troubles(xml), 0U);
  EXPECT_THAT(xml, HasSubstr("<property name=\"cpu\" value=\"A processor\"/>"));
}

TEST(RenderJUnit, SaysWhatFailed) {
  Results results = WithoutFailure();
  results.rows[0].verdict = Verdict::kFailed;
  results.rows[0].tests = {{.name = "LosesNothing",
                            .machine = "native",
                            .verdict = Verdict::kFailed,
                            .message = "is 3 & not 4\nin <two> lines"}};
  EXPECT_THAT(RenderJUnit(results),
              AllOf(HasSubstr("<failure message=\"LosesNothing failed\">"),
                    HasSubstr(", native: LosesNothing failed\n"
                              "is 3 &amp; not 4\nin &lt;two&gt; lines"
                              "</failure>")));
}

TEST(RenderJUnit, FailsWhereverTheResultsDo) {
  Results not_run = WithoutFailure();
  not_run.rows[0].verdict = Verdict::kNotRun;
  Results crashed = WithoutFailure();
  crashed.targets[0].runs = {{.machine = "native", .exit_code = 139}};
  Results contradicted = WithoutFailure();
  for (result::Counter& counter : contradicted.counters) {
    counter.lossless = true;
  }
  contradicted.rows[0].outcomes = {{.machine = "native",
                                    .threads = 2,
                                    .increments = 2,
                                    .histogram = {{3, 1}},
                                    .note = ""}};
  Results unexplained = WithoutFailure();
  unexplained.rows[0].verdict = Verdict::kFailed;
  for (const Results& results : {not_run, crashed, contradicted, unexplained}) {
    EXPECT_TRUE(result::HasFailure(results));
    EXPECT_EQ(Troubles(RenderJUnit(results)), 1U) << RenderJUnit(results);
  }
  EXPECT_THAT(RenderJUnit(crashed), HasSubstr("ended by signal 11 (SIGSEGV)"));
}

TEST(RenderJUnit, LetsNoNameBeMarkup) {
  for (std::string_view text :
       {"\"/><a", "<!--", "]]>", "&#0;", "\x01\xff", "\xef\xbf\xbe", "\n"}) {
    const std::string xml = RenderJUnit(ResultsFullOf(text));
    EXPECT_THAT(xml, AllOf(Not(HasSubstr("<a")), Not(HasSubstr("<!")),
                           Not(HasSubstr("]]>")), Not(HasSubstr("\x01")),
                           Not(HasSubstr("&#0;"))));
  }
}

}  // namespace
}  // namespace atomics_lab::report
