// The reported faults on one target: explored, they come to the ends that the
// table has, and to no other.
#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <ostream>
#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/reports/explore_case.h"
#include "tools/explore/search.h"

namespace atomics_lab::reports {

void PrintTo(const Row& row, std::ostream* os) {
  *os << row.name << ": " << absl::StrJoin(row.threads, ", ") << " × "
      << row.calls << " under " << row.model;
}

namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

std::string ObjectOf(const Row& row) {
  return absl::StrCat(std::getenv("OBJECTS"), "/", row.name, ".o");
}

std::vector<Row> RowsOfThisTarget() {
  const std::string target = std::getenv("TARGET");
  std::vector<Row> rows = ReadRows(std::getenv("EXPECTED"));
  std::erase_if(rows, [&](const Row& row) {
    return std::ranges::find(row.targets, target) == row.targets.end();
  });
  return rows;
}

class EveryRow : public ::testing::TestWithParam<Row> {};

TEST_P(EveryRow, ComesToTheEndsThatTheTableHas) {
  const Row& row = GetParam();
  const auto found = ExploreCase(ObjectOf(row), row);
  if (!row.error.empty()) {
    EXPECT_THAT(found.status().message(), HasSubstr(row.error));
    return;
  }
  ASSERT_TRUE(found.ok()) << found.status();
  std::set<explore::Outcome> ends;
  for (const explore::Reached& one : found->outcomes) {
    EXPECT_THAT(one.witness, Not(IsEmpty()));
    ends.insert(one.outcome);
  }
  EXPECT_EQ(ends, row.ends);
  EXPECT_EQ(!found->stuck.empty(), row.stuck);
  // A bound leaves open whether there are more ends, not these.
  if (!found->complete) std::cout << "bounded: " << found->bound << '\n';
}

INSTANTIATE_TEST_SUITE_P(Table, EveryRow,
                         ::testing::ValuesIn(RowsOfThisTarget()),
                         [](const auto& row) {
                           return absl::StrCat(
                               row.param.name, "_",
                               absl::StrJoin(row.param.threads, "_"), "_",
                               row.param.calls, "_", row.param.model);
                         });

}  // namespace
}  // namespace atomics_lab::reports
