#include "tools/explore/liveness.h"

#include <cstdint>
#include <utility>
#include <vector>

#include "gtest/gtest.h"
#include "tools/explore/program.h"
#include "tools/explore/program_fixture.h"
#include "tools/isa/micro_op.h"

namespace atomics_lab::explore {
namespace {

RegisterSet Set(const std::vector<std::size_t>& registers) {
  RegisterSet set;
  for (const std::size_t reg : registers) set.set(reg);
  return set;
}

TEST(LivenessTest, ARegisterIsAliveFromItsWriteToItsLastRead) {
  ProgramBuilder builder;
  builder.RacyAdd(R(5));
  builder.Return();
  const std::vector<RegisterSet> live = LiveBefore(builder.Take(), {});
  EXPECT_EQ(live[0], Set({5}));
  EXPECT_EQ(live[1], Set({0, 5}));
  EXPECT_EQ(live[2], Set({0, 5}));
  EXPECT_EQ(live[3], Set({}));
}

TEST(LivenessTest, AReturnReadsWhatIsObserved) {
  ProgramBuilder builder;
  builder.Load(1, C(kX));
  builder.Return();
  const std::vector<RegisterSet> live = LiveBefore(builder.Take(), Set({1, 2}));
  EXPECT_EQ(live[0], Set({2}));
  EXPECT_EQ(live[1], Set({1, 2}));
}

TEST(LivenessTest, ALoopKeepsAliveWhatItsNextTurnReads) {
  ProgramBuilder builder;
  builder.Store(C(kX), R(7));
  builder.Load(1, C(kY));
  builder.Branch(R(1), 0);
  builder.Return();
  const std::vector<RegisterSet> live = LiveBefore(builder.Take(), {});
  EXPECT_EQ(live[1], Set({7}));
  EXPECT_EQ(live[2], Set({1, 7}));
  EXPECT_EQ(live[3], Set({}));
}

TEST(LivenessTest, BothWaysOfABranchCount) {
  ProgramBuilder builder;
  builder.Branch(R(1), 3);
  builder.Store(C(kX), R(2));
  builder.Return();
  builder.Store(C(kX), R(3));
  builder.Return();
  EXPECT_EQ(LiveBefore(builder.Take(), {})[0], Set({1, 2, 3}));
}

TEST(LivenessTest, TheMonitorIsAliveBetweenExclusives) {
  ProgramBuilder builder;
  builder.Load(0, C(kX)).atomicity = isa::Atomicity::kExclusive;
  isa::MicroOp& store = builder.Store(C(kX), R(0));
  store.atomicity = isa::Atomicity::kExclusive;
  store.result = 3;
  builder.Branch(R(3), 0);
  builder.Return();
  const std::vector<RegisterSet> live = LiveBefore(builder.Take(), {});
  EXPECT_FALSE(live[0].test(kMonitor));
  EXPECT_TRUE(live[1].test(kMonitor));
  EXPECT_FALSE(live[2].test(kMonitor));
  EXPECT_EQ(live[2], Set({3}));
}

TEST(LivenessTest, AConditionAndBothHalvesAreRead) {
  ProgramBuilder builder;
  builder.Load(1, C(kX), 16).result_high = 2;
  isa::MicroOp& store = builder.Store(C(kX), R(1), 16);
  store.c = R(2);
  store.condition = R(4);
  builder.Return();
  const std::vector<RegisterSet> live = LiveBefore(builder.Take(), {});
  EXPECT_EQ(live[0], Set({4}));
  EXPECT_EQ(live[1], Set({1, 2, 4}));
}

}  // namespace
}  // namespace atomics_lab::explore
