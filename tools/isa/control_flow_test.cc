#include "tools/isa/control_flow.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "tools/isa/reading.h"
#include "tools/listing/listing.h"

namespace atomics_lab::isa {
namespace {

// x86-64 instructions of one byte each, from address 0: a mnemonic, and where
// a jump leads.
struct Step {
  std::string mnemonic;
  std::optional<std::uint64_t> target;
};

std::vector<Loop> Loops(const std::vector<Step>& steps) {
  listing::Function function{.architecture = listing::Architecture::kX86_64,
                             .size = steps.size()};
  for (std::size_t i = 0; i < steps.size(); ++i) {
    function.instructions.push_back({.address = i,
                                     .mnemonic = steps[i].mnemonic,
                                     .target_address = steps[i].target});
  }
  return Reading(function).loops();
}

using Body = std::vector<std::size_t>;

TEST(ControlFlowTest, BackwardBranchThatIsReachedAgainIsALoop) {
  const auto loops = Loops({{"nop", {}}, {"nop", {}}, {"jne", 1}, {"ret", {}}});
  ASSERT_EQ(loops.size(), 1u);
  EXPECT_EQ(loops[0].body, (Body{1, 2}));
}

TEST(ControlFlowTest, ColdBlockThatJumpsBackIsNoLoop) {
  EXPECT_TRUE(
      Loops({{"je", 3}, {"nop", {}}, {"ret", {}}, {"nop", {}}, {"jmp", 1}})
          .empty());
}

TEST(ControlFlowTest, LoopMayLeapOverWhatIsNotInIt) {
  // 0 → 3 → 4 → 0, with the way out lying between.
  const auto loops =
      Loops({{"jne", 3}, {"nop", {}}, {"ret", {}}, {"nop", {}}, {"jmp", 0}});
  ASSERT_EQ(loops.size(), 1u);
  EXPECT_EQ(loops[0].body, (Body{0, 3, 4}));
}

TEST(ControlFlowTest, LoopsNest) {
  const auto loops =
      Loops({{"nop", {}}, {"nop", {}}, {"jne", 1}, {"jne", 0}, {"ret", {}}});
  ASSERT_EQ(loops.size(), 1u);
  EXPECT_EQ(loops[0].body, (Body{0, 1, 2, 3}));
  ASSERT_EQ(loops[0].inner.size(), 1u);
  EXPECT_EQ(loops[0].inner[0].body, (Body{1, 2}));
}

TEST(ControlFlowTest, InstructionThatJumpsToItselfIsALoop) {
  const auto loops = Loops({{"nop", {}}, {"jmp", 1}});
  ASSERT_EQ(loops.size(), 1u);
  EXPECT_EQ(loops[0].body, (Body{1}));
}

TEST(ControlFlowTest, JumpIntoTheMiddleOfAnInstructionLeadsNowhere) {
  EXPECT_TRUE(Loops({}).empty());
  EXPECT_TRUE(Loops({{"jmp", 7}}).empty());
}

TEST(ControlFlowTest, LongFunctionsNeedNoDeepStack) {
  std::vector<Step> steps(200'000, {"nop", {}});
  steps.push_back({"jne", 0});
  EXPECT_EQ(Loops(steps)[0].body.size(), steps.size());
}

}  // namespace
}  // namespace atomics_lab::isa
