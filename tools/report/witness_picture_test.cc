#include "tools/report/witness_picture.h"

#include <cstdint>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/result/exploration.h"
#include "tools/text/printable.h"

namespace atomics_lab::report {
namespace {

using text::DisplayWidth;

using result::WitnessStep;
using ::testing::Contains;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Le;
using ::testing::ResultOf;

WitnessStep Load(int thread, std::uint64_t value) {
  return {.thread = thread,
          .instruction = "mov rax, [rdi]",
          .action = "read",
          .location = "counter",
          .read = result::Value{.low = value}};
}

WitnessStep Store(int thread, std::uint64_t value) {
  return {.thread = thread,
          .instruction = "mov [rdi], rax",
          .action = "write",
          .location = "counter",
          .wrote = result::Value{.low = value}};
}

TEST(WitnessPicture, ShowsTheRaceOfTwoThreads) {
  EXPECT_THAT(
      WitnessPicture({Load(1, 0), Load(2, 0), Store(2, 1), Store(1, 1)}, 2),
      ElementsAre(
          "thread 1                 │ thread 2                 │ memory",
          "─────────────────────────┼──────────────────────────┼────────────",
          "mov rax, [rdi]  reads 0  │                          │ counter = 0",
          "╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌┼╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌┼╌╌╌╌╌╌╌╌╌╌╌╌",
          "                         │ mov rax, [rdi]  reads 0  │ counter = 0",
          "                         │ mov [rdi], rax  writes 1 │ counter = 1",
          "╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌┼╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌┼╌╌╌╌╌╌╌╌╌╌╌╌",
          "mov [rdi], rax  writes 1 │                          │ counter = 1"));
}

TEST(WitnessPicture, ShowsStoreBuffersAndNotes) {
  WitnessStep load = Load(1, 0);
  load.store_buffer = {{.location = "x", .size = 8, .value = {.low = 7}}};
  WitnessStep drain = Store(1, 7);
  drain.note = "leaves the store buffer";
  const auto lines = WitnessPicture({load, drain}, 2);
  EXPECT_THAT(lines, Contains(HasSubstr("held back: x = 7")));
  EXPECT_THAT(lines, Contains(HasSubstr("(leaves the store buffer)")));
}

TEST(WitnessPicture, GivesThreeThreadsColumnsAndFiveAList) {
  EXPECT_THAT(WitnessPicture({Load(3, 0)}, 3)[0], HasSubstr("thread 3"));
  EXPECT_THAT(WitnessPicture({Load(5, 0)}, 5),
              ElementsAre("thread 5: mov rax, [rdi]  reads 0  │ counter = 0"));
}

TEST(WitnessPicture, IsQuietAboutInternalStepsWithoutANote) {
  const WitnessStep quiet = {.thread = 1, .action = "internal"};
  const WitnessStep told = {
      .thread = 1, .action = "internal", .note = "the store-conditional fails"};
  EXPECT_EQ(WitnessPicture({quiet}, 1).size(), 2U);
  EXPECT_EQ(WitnessPicture({told}, 1).size(), 4U);
}

TEST(WitnessPicture, StaysWithin120ColumnsWhateverTheInstructions) {
  WitnessStep step = Store(2, 1);
  step.instruction = std::string(300, 'x');
  step.location = std::string(300, 'y');
  step.source = std::string(300, 'z');
  step.note = std::string(300, 'n');
  step.wrote = result::Value{.low = ~0ULL, .high = ~0ULL};
  EXPECT_THAT(WitnessPicture({step}, 2),
              Each(ResultOf(DisplayWidth, Le(120U))));
}

TEST(WitnessPicture, Shows128Bits) {
  WitnessStep step = Store(1, 1);
  step.wrote = result::Value{.low = 1, .high = 2};
  EXPECT_THAT(WitnessPicture({step}, 1),
              Contains(HasSubstr("writes 0x20000000000000001")));
}

TEST(WitnessPicture, SurvivesThreadsThatDoNotExist) {
  EXPECT_EQ(WitnessPicture({Load(9, 0), Load(-1, 0)}, 2).size(), 3U);
  EXPECT_EQ(WitnessPicture({Load(1, 0)}, 0).size(), 3U);
}

}  // namespace
}  // namespace atomics_lab::report
