#include "tools/explore/exported_graph.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/explore/explore.h"
#include "tools/explore/machine.h"
#include "tools/explore/program.h"
#include "tools/explore/program_fixture.h"
#include "tools/explore/search.h"
#include "tools/isa/micro_op.h"

namespace atomics_lab::explore {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr std::uint32_t kMost = 4000;
constexpr std::uint32_t kMany = 1'000'000;
constexpr Model kModels[] = {Model::kSc, Model::kTso, Model::kArmv8};

absl::StatusOr<Outcome> FinalX(const FinalState& state) {
  ABSL_ASSIGN_OR_RETURN(const Value x, state.Read(kX, 8));
  return Outcome{x.low};
}

absl::StatusOr<Outcome> BothRegisters(const FinalState& state) {
  return Outcome{state.Register(0, 1), state.Register(1, 1)};
}

absl::StatusOr<ExportedGraph> Export(const Job& job, Model model,
                                     const Observe& observe = FinalX,
                                     std::uint32_t most = kMost) {
  const std::unique_ptr<Machine> machine = MakeMachine(model, job);
  return ExportGraph(job, *machine, observe, most);
}

bool IsEnd(const ExportedGraph& graph, const ExportedState& state) {
  return std::ranges::all_of(state.threads, [&graph](std::uint32_t view) {
    return graph.views[view].finished;
  });
}

// Those that some state ends at.
std::set<Outcome> EndsOf(const ExportedGraph& graph) {
  std::set<Outcome> ends;
  for (const ExportedState& state : graph.states) {
    if (!IsEnd(graph, state)) continue;
    EXPECT_THAT(state.reachable, SizeIs(1));
    for (const std::uint32_t outcome : state.reachable) {
      ends.insert(graph.outcomes[outcome]);
    }
  }
  return ends;
}

std::set<Outcome> ExploredEnds(const Job& job, Model model,
                               const Observe& observe) {
  std::set<Outcome> ends;
  const auto found = Explore(job, model, observe, {});
  EXPECT_TRUE(found.ok()) << found.status();
  for (const Reached& reached : found->outcomes) {
    ends.insert(reached.outcome);
  }
  return ends;
}

// What can be reached is what can be reached by a move, and no end's moves go
// on.
void ExpectReachableFitsMoves(const ExportedGraph& graph) {
  for (const ExportedState& state : graph.states) {
    if (IsEnd(graph, state)) continue;
    std::set<std::uint32_t> through_moves;
    for (const ExportedMove& move : state.moves) {
      ASSERT_LT(move.state, graph.states.size());
      const auto& next = graph.states[move.state].reachable;
      through_moves.insert(next.begin(), next.end());
    }
    EXPECT_EQ(
        std::set<std::uint32_t>(state.reachable.begin(), state.reachable.end()),
        through_moves);
  }
}

std::size_t StatesReached(const ExportedGraph& graph) {
  std::set<std::uint32_t> seen;
  std::vector<std::uint32_t> open;
  open.reserve(graph.starts);
  for (std::uint32_t i = 0; i < graph.starts; ++i) open.push_back(i);
  while (!open.empty()) {
    const std::uint32_t state = open.back();
    open.pop_back();
    if (!seen.insert(state).second) continue;
    for (const ExportedMove& move : graph.states[state].moves) {
      open.push_back(move.state);
    }
  }
  return seen.size();
}

TEST(ExportGraph, KnowsAtTheStartWhatARaceCanEndAt) {
  const auto graph = Export(RacyJob(2, 2), Model::kSc);
  ASSERT_TRUE(graph.ok()) << graph.status();
  EXPECT_THAT(graph->outcomes, ElementsAre(Outcome{2}, Outcome{3}, Outcome{4}));
  EXPECT_EQ(graph->starts, 1U);
  EXPECT_THAT(graph->states[0].reachable, ElementsAre(0, 1, 2));
  EXPECT_THAT(graph->bound, IsEmpty());
}

TEST(ExportGraph, HasTheEndsOfTheSearch) {
  const std::vector<Job> jobs = {RacyJob(2, 2),     RacyJob(3, 1),
                                 FetchAddJob(2, 2), StoreBufferingJob(false),
                                 CasLoopJob(),      LoadLinkedJob(),
                                 SpinlockJob(true)};
  for (const Job& job : jobs) {
    const Observe observe =
        job.threads[0].observed.empty() ? Observe(FinalX) : BothRegisters;
    for (const Model model : kModels) {
      const auto graph = Export(job, model, observe, kMany);
      ASSERT_TRUE(graph.ok()) << graph.status();
      EXPECT_EQ(EndsOf(*graph), ExploredEnds(job, model, observe));
      EXPECT_EQ(EndsOf(*graph), std::set<Outcome>(graph->outcomes.begin(),
                                                  graph->outcomes.end()));
      ExpectReachableFitsMoves(*graph);
      EXPECT_EQ(StatesReached(*graph), graph->states.size());
    }
  }
}

// The search takes such states for one.
TEST(ExportGraph, TellsThreadsApart) {
  const auto graph = Export(RacyJob(2, 1), Model::kSc);
  ASSERT_TRUE(graph.ok()) << graph.status();
  const ExportedState& start = graph->states[0];
  ASSERT_THAT(start.moves, SizeIs(2));
  EXPECT_EQ(start.moves[0].thread, 0U);
  EXPECT_EQ(start.moves[1].thread, 1U);
  EXPECT_NE(start.moves[0].state, start.moves[1].state);
}

TEST(ExportGraph, HasWhatMemoryHoldsAtEachPlace) {
  const auto graph = Export(RacyJob(2, 1), Model::kSc);
  ASSERT_TRUE(graph.ok()) << graph.status();
  ASSERT_THAT(graph->places, SizeIs(1));
  EXPECT_EQ(graph->places[0].address, kX);
  for (const ExportedState& state : graph->states) {
    if (!IsEnd(*graph, state)) continue;
    EXPECT_EQ(graph->contents[state.content][0].low,
              graph->outcomes[state.reachable[0]][0]);
  }
}

TEST(ExportGraph, KeepsStatesThatAreStuck) {
  const auto graph = Export(SpinlockJob(false), Model::kSc);
  ASSERT_TRUE(graph.ok()) << graph.status();
  EXPECT_THAT(graph->outcomes, IsEmpty());
  EXPECT_GT(graph->states.size(), 1U);
}

// Two stores to different places, in program order.
Job TwoStoresJob(bool released) {
  ProgramBuilder builder;
  builder.Store(C(kX), C(1));
  builder.Store(C(kY), C(1)).release = released;
  builder.Return();
  return JobOf(std::move(builder), {0});
}

std::vector<std::vector<std::uint32_t>> PassesOf(const Job& job, Model model) {
  const auto graph = Export(job, model);
  EXPECT_TRUE(graph.ok()) << graph.status();
  std::vector<std::vector<std::uint32_t>> passes;
  for (const ExportedState& state : graph->states) {
    for (const ExportedMove& move : state.moves) {
      if (!move.passes.empty()) passes.push_back(move.passes);
    }
  }
  return passes;
}

TEST(ExportGraph, SaysWhatAnAccessPasses) {
  EXPECT_THAT(PassesOf(TwoStoresJob(false), Model::kArmv8),
              ElementsAre(ElementsAre(0)));
  EXPECT_THAT(PassesOf(TwoStoresJob(true), Model::kArmv8), IsEmpty());
  EXPECT_THAT(PassesOf(TwoStoresJob(false), Model::kTso), IsEmpty());
}

TEST(ExportGraph, RefusesMoreStatesThanItsLimitInALine) {
  const absl::Status status =
      Export(RacyJob(2, 2), Model::kSc, FinalX, 10).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(status.message(),
            "has more than 10 states; a graph is for small cases: ask for "
            "fewer threads or increments");
}

}  // namespace
}  // namespace atomics_lab::explore
