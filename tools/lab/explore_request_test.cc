#include "tools/lab/explore_request.h"

#include <cstddef>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/lab/options.h"

namespace atomics_lab::lab {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;

TEST(ParseMemory, TakesUnits) {
  EXPECT_EQ(*ParseMemory("512"), 512U);
  EXPECT_EQ(*ParseMemory("64K"), std::size_t{64} << 10);
  EXPECT_EQ(*ParseMemory("3m"), std::size_t{3} << 20);
  EXPECT_EQ(*ParseMemory("4G"), std::size_t{4} << 30);
}

TEST(ParseMemory, RefusesWhatIsNoSize) {
  for (const char* text : {"", "0", "0G", "G", "4T", "-1", "99999999999999G"}) {
    EXPECT_EQ(ParseMemory(text).status().message(),
              "--max-memory=" + std::string(text) +
                  ": it takes a size such as 512M or 4G");
  }
}

TEST(ParseBounds, RefusesCountsThatAreOutOfRange) {
  EXPECT_EQ(ParseBounds({.threads = "0"}).status().message(),
            "--threads=0: it takes a number from 1 to 8");
  EXPECT_EQ(ParseBounds({.threads = "9"}).status().message(),
            "--threads=9: it takes a number from 1 to 8");
  EXPECT_EQ(ParseBounds({.increments = "many"}).status().message(),
            "--increments=many: it takes a number from 1 to 1000");
}

TEST(ParseBounds, StartsFromTwoByTwo) {
  const auto bounds = ParseBounds({});
  ASSERT_TRUE(bounds.ok()) << bounds.status();
  EXPECT_EQ(bounds->threads, 2);
  EXPECT_EQ(bounds->increments, 2);
}

TEST(ParseBounds, FunctionsOfAFileAreCalledOnceIfNothingIsSaid) {
  EXPECT_EQ(ParseBounds({.words = {"explore", "a.o"}})->increments, 1);
  EXPECT_EQ(
      ParseBounds({.words = {"explore", "a.o"}, .calls = "2"})->increments, 2);
}

TEST(ParseBounds, CallsAreIncrementsByAnotherName) {
  EXPECT_EQ(ParseBounds({.calls = "3"})->increments, 3);
  EXPECT_EQ(ParseBounds({.calls = "0"}).status().message(),
            "--calls=0: it takes a number from 1 to 1000");
  EXPECT_THAT(
      std::string(
          ParseBounds({.increments = "1", .calls = "1"}).status().message()),
      HasSubstr("two names for one thing"));
}

TEST(ThreadsOf, EachThreadHasItsCall) {
  const auto threads =
      ThreadsOf({.thread = {"Writer()", " Reader(&flag, 1) "}}, {});
  ASSERT_TRUE(threads.ok()) << threads.status();
  ASSERT_THAT(*threads, SizeIs(2));
  EXPECT_EQ((*threads)[0].function, "Writer");
  EXPECT_EQ((*threads)[1].arguments[0].variable, "flag");
  EXPECT_THAT(*ThreadsOf({.thread = {"Alone"}}, {}), SizeIs(1));
}

TEST(ThreadsOf, OneFunctionIsCalledByAll) {
  const auto threads = ThreadsOf({.function = "F(1)"}, {.threads = 3});
  ASSERT_TRUE(threads.ok()) << threads.status();
  ASSERT_THAT(*threads, SizeIs(3));
  EXPECT_EQ((*threads)[2].function, "F");
  EXPECT_THAT(*ThreadsOf({.function = "F, G"}, {.threads = 3}), SizeIs(2));
}

TEST(ThreadsOf, RefusesWhatIsNotOneCall) {
  for (const char* text : {"", "F, G", "F(1), G(2)"}) {
    EXPECT_EQ(ThreadsOf({.thread = {text}}, {}).status().message(),
              "--thread=" + std::string(text) +
                  ": it takes one call, as in 'add(&x, 1)'");
  }
  EXPECT_THAT(
      std::string(ThreadsOf({.thread = {"F(x)"}}, {}).status().message()),
      HasSubstr("--thread: 'x' is no argument"));
  EXPECT_EQ(ThreadsOf({.thread = std::vector<std::string>(9, "F")}, {})
                .status()
                .message(),
            "--thread names 9 threads; at most 8 are explored");
}

TEST(ParseCalls, TakesNumbersAndAddresses) {
  const auto calls = ParseCalls("ns::Add(&counter, -1, 0x10)");
  ASSERT_TRUE(calls.ok()) << calls.status();
  ASSERT_THAT(*calls, SizeIs(1));
  const CallText& call = calls->front();
  EXPECT_EQ(call.function, "ns::Add");
  ASSERT_THAT(call.arguments, SizeIs(3));
  EXPECT_EQ(call.arguments[0].variable, "counter");
  EXPECT_EQ(call.arguments[1].value, ~0ULL);
  EXPECT_EQ(call.arguments[2].value, 16U);
}

TEST(ParseCalls, SplitsAtCommasBetweenCallsOnly) {
  const auto calls = ParseCalls("P(1, 2), Q<int, long>,R()");
  ASSERT_TRUE(calls.ok()) << calls.status();
  ASSERT_THAT(*calls, SizeIs(3));
  EXPECT_EQ((*calls)[1].function, "Q<int, long>");
  EXPECT_EQ((*calls)[2].function, "R");
  EXPECT_THAT((*calls)[2].arguments, SizeIs(0));
}

TEST(ParseCalls, RefusesWhatIsNoCall) {
  EXPECT_THAT(std::string(ParseCalls("F(x)").status().message()),
              HasSubstr("'x' is no argument"));
  EXPECT_THAT(std::string(ParseCalls("F(&)").status().message()),
              HasSubstr("'&' is no argument"));
  EXPECT_THAT(std::string(ParseCalls("F,,G").status().message()),
              HasSubstr("names with commas"));
}

}  // namespace
}  // namespace atomics_lab::lab
