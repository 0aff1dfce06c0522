// Stuck states and pruned executions, with machines that real models cannot be
// made to be.
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "absl/log/check.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/explore/machine.h"
#include "tools/explore/program.h"
#include "tools/explore/search.h"

namespace atomics_lab::explore {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr std::uint64_t kWord = 0x1000;

// Internal moves and writes, drawn as a graph.
struct Node {
  std::vector<LocalState> moves;
  bool finished = false;
  bool settled = true;
  bool writes = false;  // its moves are writes of their target's number
  // What another's write makes of it; kNoState: the execution ends.
  LocalState after_write = kNoState - 1;  // itself
};

class DrawnMachine : public Machine {
 public:
  explicit DrawnMachine(std::vector<Node> nodes) : nodes_(std::move(nodes)) {
    for (const Node& node : nodes_) {
      std::vector<Move>& moves = moves_.emplace_back();
      for (const LocalState to : node.moves) {
        moves.push_back({.size = 8, .address = kWord});
        if (!node.writes) continue;
        moves.back().kind = Move::Kind::kWrite;
        moves.back().value.low = to;
      }
    }
  }

  absl::StatusOr<LocalState> Start(const Thread& thread) override {
    return thread.entry;
  }
  absl::StatusOr<absl::Span<const Move>> Moves(LocalState state) override {
    return absl::MakeConstSpan(moves_[state]);
  }
  absl::StatusOr<Step> Next(LocalState state, std::size_t move,
                            const Value&) override {
    return Step{.next = nodes_[state].moves[move]};
  }
  absl::StatusOr<LocalState> AfterForeignWrite(LocalState state, std::uint64_t,
                                               int) override {
    const LocalState after = nodes_[state].after_write;
    return after == kNoState - 1 ? state : after;
  }
  bool Finished(LocalState state) const override {
    return nodes_[state].finished;
  }
  bool Settled(LocalState state) const override {
    return nodes_[state].settled;
  }
  LocalView View(LocalState state) const override {
    return {.operation = state};
  }
  std::size_t Memory() const override { return 0; }

 private:
  std::vector<Node> nodes_;
  std::vector<std::vector<Move>> moves_;
};

Exploration Explore(std::vector<Node> nodes,
                    const std::vector<std::uint32_t>& entries) {
  Job job;
  job.memory = {{.address = kWord, .bytes = std::vector<std::uint8_t>(8)}};
  for (const std::uint32_t entry : entries) {
    job.threads.push_back({.entry = entry});
  }
  DrawnMachine machine(std::move(nodes));
  const auto observe = [](const FinalState& state) -> absl::StatusOr<Outcome> {
    return Outcome{state.Read(kWord, 8)->low};
  };
  absl::StatusOr<Exploration> found = Search(job, machine, observe, {});
  CHECK_OK(found.status());
  return *std::move(found);
}

TEST(StuckTest, AStateWithoutMovesThatHasNotFinishedIsADeadlock) {
  const Exploration found =
      Explore({{.moves = {1, 2}}, {.finished = true}, {}}, {0});
  EXPECT_THAT(found.outcomes, SizeIs(1));
  ASSERT_THAT(found.stuck, SizeIs(1));
  EXPECT_EQ(found.stuck[0].kind, Stuck::Kind::kDeadlock);
  ASSERT_THAT(found.stuck[0].witness, SizeIs(1));
  EXPECT_EQ(found.stuck[0].witness[0].after.operation, 2U);
}

TEST(StuckTest, AWrongGuessIsNoDeadlock) {
  const Exploration found =
      Explore({{.moves = {1, 2}}, {.finished = true}, {.settled = false}}, {0});
  EXPECT_THAT(found.stuck, IsEmpty());
}

TEST(StuckTest, AStateBeforeADeadlockIsNoLivelock) {
  const Exploration found =
      Explore({{.moves = {1, 2}}, {.finished = true}, {.moves = {3}}, {}}, {0});
  ASSERT_THAT(found.stuck, SizeIs(1));
  EXPECT_EQ(found.stuck[0].kind, Stuck::Kind::kDeadlock);
}

TEST(StuckTest, ACircleWithoutAWayOutIsALivelock) {
  const Exploration found = Explore(
      {{.moves = {1, 2}}, {.finished = true}, {.moves = {3}}, {.moves = {2}}},
      {0});
  ASSERT_THAT(found.stuck, SizeIs(1));
  EXPECT_EQ(found.stuck[0].kind, Stuck::Kind::kLivelock);
}

TEST(StuckTest, ACircleWithAWayOutIsNot) {
  const Exploration found =
      Explore({{.moves = {2}}, {.finished = true}, {.moves = {0, 1}}}, {0});
  EXPECT_THAT(found.stuck, IsEmpty());
}

TEST(StuckTest, OneThreadsEndIsNotTheEndOfAll) {
  const Exploration found =
      Explore({{.moves = {1}}, {.finished = true}, {}}, {0, 2});
  EXPECT_THAT(found.outcomes, IsEmpty());
  ASSERT_THAT(found.stuck, SizeIs(1));
  EXPECT_EQ(found.stuck[0].kind, Stuck::Kind::kDeadlock);
}

TEST(StuckTest, AWriteThatAnotherThreadCannotBearEndsTheExecution) {
  const std::vector<Node> nodes = {
      {.moves = {1}, .writes = true},
      {.finished = true},
      {.moves = {3}, .settled = false, .after_write = kNoState},
      {.finished = true}};
  // The write has to wait for the other's move: one order is left.
  const Exploration found = Explore(nodes, {0, 2});
  ASSERT_THAT(found.outcomes, SizeIs(1));
  ASSERT_THAT(found.outcomes[0].witness, SizeIs(2));
  EXPECT_EQ(found.outcomes[0].witness[0].thread, 1U);
}

TEST(StuckTest, AWriteMovesOtherThreads) {
  const std::vector<Node> nodes = {{.moves = {1}, .writes = true},
                                   {.finished = true},
                                   {.after_write = 3},
                                   {.finished = true}};
  const Exploration found = Explore(nodes, {0, 2});
  EXPECT_THAT(found.outcomes, SizeIs(1));
  EXPECT_THAT(found.stuck, IsEmpty());
}

}  // namespace
}  // namespace atomics_lab::explore
