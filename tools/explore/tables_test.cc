// Tables that hold little for each thing: what was put in comes out.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/explore/recent_answers.h"
#include "tools/explore/state_edges.h"
#include "tools/explore/state_table.h"

namespace atomics_lab::explore {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::Pointee;

constexpr std::uint32_t kStates = 20'000;
constexpr std::uint32_t kFirstWide = 6'000;

// Small words up to a state in the middle of a chunk, large ones from there on.
GlobalState StateNumber(std::uint32_t i) {
  return {i, 7, i < kFirstWide ? i : 0x10000 + i};
}

TEST(StateTableTest, NumbersStatesWithSmallAndWithLargeWords) {
  StateTable table(3);
  for (std::uint32_t i = 0; i < kStates; ++i) {
    ASSERT_EQ(table.Intern(StateNumber(i).data()), i);
  }
  EXPECT_EQ(table.size(), kStates);
  for (std::uint32_t i = 0; i < kStates; ++i) {
    const GlobalState kept = table[i];
    const GlobalState put = StateNumber(i);
    ASSERT_TRUE(std::equal(put.begin(), put.begin() + 3, kept.begin()));
    ASSERT_EQ(table.Intern(put.data()), i);
  }
  EXPECT_EQ(table.Find(StateNumber(kStates).data()), StateTable::kNone);
}

TEST(StateTableTest, LargeWordsDifferFromTheirLowHalves) {
  StateTable table(2);
  EXPECT_EQ(table.Intern(GlobalState{1, 2}.data()), 0U);
  EXPECT_EQ(table.Intern(GlobalState{0x10001, 2}.data()), 1U);
  EXPECT_EQ(table.Intern(GlobalState{1, 2}.data()), 0U);
}

TEST(StateTableTest, GrowsByNoMoreThanItSays) {
  constexpr std::uint32_t kStep = 1'000;
  StateTable table(3);
  for (std::uint32_t i = 0; i < kStates; i += kStep) {
    const std::size_t most = table.Memory() + table.GrowthFor(kStep);
    for (std::uint32_t k = 0; k < kStep; ++k) {
      table.Intern(StateNumber(i + k).data());
    }
    EXPECT_LE(table.Memory(), most) << i;
  }
}

StateEdges EdgesOf(const std::vector<std::vector<std::uint32_t>>& followers,
                   std::uint32_t goal) {
  StateEdges edges;
  edges.Start(1);
  for (std::uint32_t i = 0; i < followers.size(); ++i) {
    edges.Begin();
    for (const std::uint32_t follower : followers[i]) edges.Add(follower);
    edges.End(i == goal);
  }
  return edges;
}

std::vector<bool> Only(std::size_t states, std::size_t goal) {
  std::vector<bool> only(states);
  only[goal] = true;
  return only;
}

TEST(StateEdgesTest, TellsWhatLeadsWhere) {
  // 3 is left over a state before it; 2 and 5 turn in a circle; 4 ends.
  const StateEdges edges = EdgesOf({{1, 2}, {3, 4, 3}, {5}, {1}, {}, {2}}, 4);
  EXPECT_FALSE(edges.AllLead());
  EXPECT_THAT(edges.Leading(Only(6, 4)),
              ElementsAre(true, true, false, true, true, false));
  EXPECT_THAT(edges.Leading(Only(6, 5)),
              ElementsAre(true, false, true, false, false, true));
  EXPECT_THAT(edges.WithoutNext(),
              ElementsAre(false, false, false, false, true, false));
}

TEST(StateEdgesTest, SeesThatAllLeadToTheGoalOnlyWhereTheyDo) {
  EXPECT_TRUE(EdgesOf({{1, 2}, {2}, {}}, 2).AllLead());
  EXPECT_FALSE(EdgesOf({{1, 2}, {2}, {}}, 1).AllLead());
  EXPECT_FALSE(EdgesOf({{1, 2}, {}, {}}, 2).AllLead());
}

// A fan and back: followers from very near to very far.
TEST(StateEdgesTest, HoldsFollowersThatWereFoundLongAgo) {
  std::vector<std::vector<std::uint32_t>> followers(kStates);
  followers[0].resize(kStates - 1);
  std::iota(followers[0].begin(), followers[0].end(), 1);
  for (std::uint32_t i = 2; i < kStates; ++i) followers[i] = {i, i / 2};
  const StateEdges edges = EdgesOf(followers, 1);
  EXPECT_THAT(edges.Leading(Only(kStates, 1)), Each(true));
  EXPECT_EQ(edges.WithoutNext(), Only(kStates, 1));
}

TEST(RecentAnswersTest, ForgetsAtMostAndNeverErrs) {
  constexpr std::size_t kBytes = std::size_t{1} << 16;
  RecentAnswers<std::uint32_t> answers(kBytes);
  for (std::uint32_t i = 0; i < kStates; ++i) {
    ASSERT_EQ(answers.Find(i, 5), nullptr);
    ASSERT_THAT(answers.Keep(i, 5, 3 * i), Pointee(3 * i));
    ASSERT_THAT(answers.Find(i, 5), Pointee(3 * i));
    ASSERT_EQ(answers.Find(i, 6), nullptr);
  }
  EXPECT_LE(answers.Memory(), kBytes);
  for (std::uint32_t i = 0; i < kStates; ++i) {
    const std::uint32_t* known = answers.Find(i, 5);
    ASSERT_TRUE(known == nullptr || *known == 3 * i) << i;
  }
}

}  // namespace
}  // namespace atomics_lab::explore
