// Every row of expected.h on one target, out of the linked program. Each prints
// a line: shape, order, target, and all outcomes; `!` marks the one in
// question.
#include <cstdlib>
#include <iostream>
#include <ostream>
#include <set>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/collect/exploration.h"
#include "tools/explore/search.h"
#include "tools/listing/binary.h"
#include "tools/listing/listing.h"
#include "tools/shapes/expected.h"
#include "tools/shapes/explore_shape.h"

namespace atomics_lab::shapes {

void PrintTo(const Row& row, std::ostream* os) {
  *os << row.shape << ' ' << row.order;
}

namespace {

using ::testing::IsEmpty;
using ::testing::Not;

std::string Program() { return std::getenv("PROGRAM"); }
std::string Target() { return std::getenv("TARGET"); }

listing::Architecture ProgramsArchitecture() {
  const auto binary = listing::Binary::Open(Program());
  EXPECT_TRUE(binary.ok()) << binary.status();
  return binary.ok() ? binary->architecture() : listing::Architecture::kX86_64;
}

bool ReachesHere(const Row& row) {
  if (ProgramsArchitecture() == listing::Architecture::kX86_64) return row.x86;
  return std::getenv("LDAPR") == std::string_view("1") ? row.rcpc : row.armv8;
}

std::string Line(const Row& row, const explore::Exploration& exploration) {
  std::string line =
      absl::StrCat(row.shape, " ", row.order, " ", Target(), ":");
  const explore::Reached* const asked =
      FindAsked(exploration, ShapeNamed(row.shape));
  for (const explore::Reached& one : exploration.outcomes) {
    absl::StrAppend(&line, " ", absl::StrJoin(one.outcome, ","),
                    &one == asked ? "!" : "");
  }
  return line;
}

class EveryRow : public ::testing::TestWithParam<Row> {};

// No more and no less: what interleavings reach, and the one outcome beyond
// them if and only if the table says so.
TEST_P(EveryRow, HasTheOutcomesThatTheTableSays) {
  const Row& row = GetParam();
  const Shape& shape = ShapeNamed(row.shape);
  const auto here = ExploreShape(Program(), shape, row.order,
                                 collect::OwnModel(ProgramsArchitecture()));
  ASSERT_TRUE(here.ok()) << here.status();
  const auto interleaved =
      ExploreShape(Program(), shape, row.order, explore::Model::kSc);
  ASSERT_TRUE(interleaved.ok()) << interleaved.status();
  std::cout << Line(row, *here) << '\n';

  EXPECT_EQ(FindAsked(*interleaved, shape), nullptr);
  const explore::Reached* const asked = FindAsked(*here, shape);
  EXPECT_EQ(asked != nullptr, ReachesHere(row));
  std::set<explore::Outcome> others = OutcomesOf(*here);
  if (asked != nullptr) {
    EXPECT_THAT(asked->witness, Not(IsEmpty()));
    others.erase(asked->outcome);
  }
  EXPECT_EQ(others, OutcomesOf(*interleaved));
}

// What makes a compiler correct: no machine does what C++ forbids.
TEST_P(EveryRow, KeepsWhatCppForbidsOutOfReach) {
  const Row& row = GetParam();
  if (row.cpp != Cpp::kForbids) return;
  const Shape& shape = ShapeNamed(row.shape);
  const auto here = ExploreShape(Program(), shape, row.order,
                                 collect::OwnModel(ProgramsArchitecture()));
  ASSERT_TRUE(here.ok()) << here.status();
  EXPECT_EQ(FindAsked(*here, shape), nullptr) << Line(row, *here);
}

INSTANTIATE_TEST_SUITE_P(Table, EveryRow, ::testing::ValuesIn(kRows),
                         [](const auto& row) {
                           return absl::StrCat(row.param.shape, "_",
                                               row.param.order);
                         });

// The table against itself.
TEST(Expected, NeverReachesWhatCppForbids) {
  for (const Row& row : kRows) {
    if (row.cpp != Cpp::kForbids) continue;
    EXPECT_FALSE(row.x86 || row.armv8 || row.rcpc)
        << row.shape << ' ' << row.order;
  }
}

}  // namespace
}  // namespace atomics_lab::shapes
