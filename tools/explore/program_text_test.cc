#include "tools/explore/program_text.h"

#include <cstdint>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/explore/program.h"
#include "tools/explore/program_fixture.h"
#include "tools/isa/micro_op.h"

namespace atomics_lab::explore {
namespace {

using isa::MicroOp;
using ::testing::ElementsAre;

std::vector<std::string> Operations(const Program& program) {
  std::vector<std::string> texts;
  texts.reserve(program.operations.size());
  for (const MicroOp& op : program.operations) {
    texts.push_back(OperationText(program, op));
  }
  return texts;
}

TEST(OperationTextTest, ARacyIncrementIsThreeOperations) {
  ProgramBuilder builder;
  builder.RacyAdd(C(kX));
  builder.Return();
  EXPECT_THAT(Operations(builder.Take()),
              ElementsAre("r0 = load.64 [0x1000]", "r0 = add.64 r0, 1",
                          "store.64 [0x1000], r0", "return"));
}

TEST(OperationTextTest, AccessesNameWidthAtomicityAndOrder) {
  ProgramBuilder builder;
  MicroOp& linked = builder.Load(1, R(2), 4);
  linked.atomicity = isa::Atomicity::kExclusive;
  linked.acquire = isa::Acquire::kAcquire;
  MicroOp& conditional = builder.Store(R(2), R(1), 4);
  conditional.atomicity = isa::Atomicity::kExclusive;
  conditional.release = true;
  conditional.result = 3;
  MicroOp& discarded = builder.Load(4, R(2), 1);
  discarded.atomicity = isa::Atomicity::kReadModifyWrite;
  discarded.acquire = isa::Acquire::kAcquirePc;
  discarded.discarded = true;
  MicroOp& pair = builder.Load(5, R(2), 16);
  pair.result_high = 6;
  MicroOp& store = builder.Store(R(2), R(5), 16);
  store.c = R(6);
  store.condition = R(7);
  EXPECT_THAT(
      Operations(builder.Take()),
      ElementsAre("r1 = load.32.exclusive.acquire [r2]",
                  "r3 = store.32.exclusive.release [r2], r1",
                  "r4 = load.8.rmw.acquire-pc.discarded [r2]",
                  "r6:r5 = load.128 [r2]", "store.128 [r2], r6:r5 if r7"));
}

TEST(OperationTextTest, TheRestReadsAsItWorks) {
  ProgramBuilder builder;
  builder.Compute(1, isa::Operation::kCopy, R(2));
  builder.Compute(1, isa::Operation::kCopy, R(2)).bits = 32;
  builder.Compute(1, isa::Operation::kSelect, R(2), C(16)).c = R(3);
  builder.Fence();
  builder.Branch(R(1), 5);
  builder.Jump(0);
  builder.Add({.kind = MicroOp::Kind::kChoose, .result = 4, .b = C(2)}, "");
  builder.Add({.kind = MicroOp::Kind::kClearExclusive}, "");
  builder.Add({.kind = MicroOp::Kind::kTrap, .target = 0}, "");
  Program program = builder.Take();
  program.traps = {"calls `abort`"};
  EXPECT_THAT(
      Operations(program),
      ElementsAre("r1 = r2", "r1 = copy.32 r2", "r1 = select.64 r2, 0x10, r3",
                  "fence full", "branch r1 → 5", "jump → 0", "r4 = choose 2",
                  "clear exclusive", "trap: calls `abort`"));
}

TEST(ProgramTextTest, ShowsInstructionsAndWhatTheyBecame) {
  ProgramBuilder builder;
  builder.RacyAdd(C(kX));
  builder.Return();
  EXPECT_EQ(ProgramText(LoweredSites(builder.Take(), 0)),
            "F\n"
            "  0  load\n"
            "           0  r0 = load.64 [0x1000]\n"
            "  0x4  compute\n"
            "           1  r0 = add.64 r0, 1\n"
            "  0x8  store\n"
            "           2  store.64 [0x1000], r0\n"
            "  0xc  return\n"
            "           3  return\n");
}

TEST(ProgramTextTest, ShowsOnlyWhatTheThreadCanReach) {
  ProgramBuilder builder;
  builder.Return();         // 0: another function
  builder.Branch(R(1), 4);  // 1: the thread's entry
  builder.Jump(1);          // 2
  builder.Return();         // 3: nobody comes here
  builder.Load(0, C(kX));   // 4
  builder.Return();         // 5
  const std::vector<LoweredSite> sites = LoweredSites(builder.Take(), 1);
  std::vector<std::uint32_t> firsts;
  firsts.reserve(sites.size());
  for (const LoweredSite& site : sites) firsts.push_back(site.first);
  EXPECT_THAT(firsts, ElementsAre(1, 2, 4, 5));
}

}  // namespace
}  // namespace atomics_lab::explore
