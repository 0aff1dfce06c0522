#include "tools/bench/executed.h"

#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "tools/result/experiments.h"

namespace atomics_lab::bench {
namespace {

constexpr std::string_view kAdd = "_ZN11atomics_lab6probes7sharded3AddERNS_1Em";
constexpr std::string_view kOther = "_ZN11atomics_lab6probes8sharded23AddEv";
constexpr std::string_view kFrom = "atomics_lab_add_once";
constexpr std::string_view kCaller = "_ZZN11atomics_lab9MakeProbe";

// A traced instruction in a function of that name.
std::string In(std::string_view symbol) {
  return absl::StrCat("Trace 0: 0x7f21 [00001001/00007f21/00000001/00000201] ",
                      symbol);
}

result::InstructionCount CountOf(const std::vector<std::string_view>& symbols) {
  Executed executed({"sharded"});
  for (const std::string_view symbol : symbols) executed.ReadLine(In(symbol));
  return executed.Counts().front();
}

TEST(Executed, CountsFromTheFirstInstructionToTheReturn) {
  const auto told =
      CountOf({"main", kFrom, kCaller, kAdd, kAdd, kAdd, kCaller, kFrom,  //
               "main", kFrom, kCaller, kAdd, kAdd, kCaller, kFrom});
  EXPECT_EQ(told.reason, "");
  EXPECT_EQ(told.first, 3U);
  EXPECT_EQ(told.later, 2U);
}

TEST(Executed, CountsWhatIsCalledAndWhatHasNoName) {
  const auto told = CountOf({kFrom, kCaller, kAdd, "lock", "", "", kAdd, kFrom,
                             kFrom, kCaller, kAdd, "lock", kAdd, kFrom});
  EXPECT_EQ(told.first, 5U);
  EXPECT_EQ(told.later, 3U);
}

TEST(Executed, TellsCountersApart) {
  Executed executed({"sharded", "sharded2"});
  for (int i = 0; i < 2; ++i) {
    for (const std::string_view symbol :
         {kFrom, kOther, kOther, kFrom, kFrom, kAdd, kFrom}) {
      executed.ReadLine(In(symbol));
    }
  }
  const auto counts = executed.Counts();
  ASSERT_EQ(counts.size(), 2U);
  EXPECT_EQ(counts[0].first, 1U);
  EXPECT_EQ(counts[1].counter, "sharded2");
  EXPECT_EQ(counts[1].first, 2U);
}

TEST(Executed, DoesNotTellWhatItHasNotSeenToItsEnd) {
  for (const auto& symbols : std::vector<std::vector<std::string_view>>{
           {},
           {kFrom, kAdd, kFrom},
           {kFrom, kAdd, kFrom, kAdd, kAdd},
           {kFrom, kAdd, kFrom, kAdd, kFrom, kAdd, kFrom},
           {kFrom, kOther, kFrom, kOther, kFrom}}) {
    EXPECT_NE(CountOf(symbols).reason, "");
  }
}

TEST(Executed, DoesNotWaitForAnEndBeyondTheBound) {
  Executed executed({"sharded2", "sharded", "cas_weak"}, /*most=*/7);
  for (const std::string_view symbol :
       {kFrom, kOther, kFrom, kOther, kFrom,  // over after five
        kFrom, kAdd, kFrom, kAdd, kAdd, kAdd, kAdd}) {
    EXPECT_TRUE(executed.ReadLine(In(symbol)));
  }
  EXPECT_EQ(executed.Counts().size(), 3U);
  EXPECT_FALSE(executed.ReadLine(In(kAdd)));
  const auto counts = executed.Counts();
  ASSERT_EQ(counts.size(), 2U);
  EXPECT_EQ(counts[0].reason, "");
  EXPECT_EQ(counts[1].counter, "sharded");
  EXPECT_EQ(counts[1].reason, "more than 7 instructions, and no end");
}

TEST(Executed, ANoteIsOfTheCounterBeforeIt) {
  Executed executed({"sharded", "sharded2"});
  executed.ReadLine("Note: of nothing");
  executed.ReadLine(In(kAdd));
  executed.ReadLine(In(kFrom));
  executed.ReadLine("Note: works differently");
  EXPECT_EQ(executed.Counts().front().note, "works differently");
  EXPECT_EQ(executed.Counts().back().note, "");
  EXPECT_EQ(executed.other(), "Note: of nothing");
}

TEST(Executed, KeepsTheLastLineThatToldOfNoInstruction) {
  Executed executed({"sharded"});
  EXPECT_EQ(executed.other(), "");
  executed.ReadLine("qemu-aarch64: no such file");
  executed.ReadLine(In("main"));
  EXPECT_EQ(executed.other(), "qemu-aarch64: no such file");
}

}  // namespace
}  // namespace atomics_lab::bench
