#include "counters/final_counter_request.h"

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "counters/catalog.h"
#include "counters/histogram.h"
#include "counters/stress.h"
#include "gtest/gtest.h"

namespace atomics_lab {
namespace {

FinalCounterFlags Defaults() {
  return {.counter = "cas_weak",
          .threads = "2",
          .increments = "2",
          .runs = "",
          .println = false};
}

FinalCounterRequest Accepted(const FinalCounterFlags& flags) {
  const absl::StatusOr<FinalCounterRequest> request = ParseRequest(flags);
  EXPECT_TRUE(request.ok()) << request.status();
  return request.value_or(FinalCounterRequest{});
}

// The message of a refusal, which must be one line.
std::string Refusal(const FinalCounterFlags& flags) {
  const absl::Status status = ParseRequest(flags).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(status.message().find('\n'), std::string::npos);
  return std::string(status.message());
}

TEST(ParseRequestTest, DefaultsAreTheSeedsProgramOnce) {
  const FinalCounterRequest request = Accepted(Defaults());
  EXPECT_EQ(request.probe.specimen.name, "cas_weak");
  EXPECT_EQ(request.plan.threads, 2);
  EXPECT_EQ(request.plan.increments, 2u);
  EXPECT_EQ(request.plan.runs, 1u);
  EXPECT_EQ(request.note, "");
}

TEST(ParseRequestTest, RacyCountersRunAThousandTimesUnlessToldOtherwise) {
  FinalCounterFlags flags = Defaults();
  flags.counter = "racy_split";
  EXPECT_EQ(Accepted(flags).plan.runs, 1000u);
  flags.runs = "3";
  EXPECT_EQ(Accepted(flags).plan.runs, 3u);
}

TEST(ParseRequestTest, AnUnknownCounterIsRefusedWithAllNames) {
  FinalCounterFlags flags = Defaults();
  flags.counter = "fetch_ad";
  const std::string message = Refusal(flags);
  EXPECT_NE(message.find("--counter=fetch_ad: "), std::string::npos);
  for (const Specimen& specimen : Specimens()) {
    EXPECT_NE(message.find(specimen.name), std::string::npos) << message;
  }
}

TEST(ParseRequestTest, ThreadsMustBeFrom1To1024) {
  FinalCounterFlags flags = Defaults();
  for (const char* good : {"1", "1024"}) {
    flags.threads = good;
    Accepted(flags);
  }
  for (const char* bad : {"0", "1025", "-1", "two", "", "2x"}) {
    flags.threads = bad;
    EXPECT_EQ(Refusal(flags), std::string("--threads=") + bad +
                                  ": give a whole number from 1 to 1024");
  }
}

TEST(ParseRequestTest, IncrementsMustBeFrom0To2ToThe32) {
  FinalCounterFlags flags = Defaults();
  for (const char* good : {"0", "4294967296"}) {
    flags.increments = good;
    Accepted(flags);
  }
  for (const char* bad : {"4294967297", "-1", "18446744073709551616", ""}) {
    flags.increments = bad;
    EXPECT_EQ(Refusal(flags), std::string("--increments=") + bad +
                                  ": give a whole number from 0 to 4294967296");
  }
}

TEST(ParseRequestTest, RunsMustBeAtLeastOne) {
  FinalCounterFlags flags = Defaults();
  flags.runs = "0";
  EXPECT_EQ(Refusal(flags),
            "--runs=0: give a whole number from 1 to 4294967296");
}

TEST(ParseRequestTest, ASplitIncrementThatPrintsIsRacyPrintln) {
  FinalCounterFlags flags = Defaults();
  flags.counter = "racy_split";
  flags.println = true;
  const FinalCounterRequest request = Accepted(flags);
  EXPECT_EQ(request.probe.specimen.name, "racy_println");
  EXPECT_EQ(request.plan.on_value, nullptr);
  EXPECT_NE(request.note, "");
}

TEST(ParseRequestTest, OtherCountersPrintAfterTheAdd) {
  FinalCounterFlags flags = Defaults();
  flags.println = true;
  const FinalCounterRequest request = Accepted(flags);
  EXPECT_EQ(request.probe.specimen.name, "cas_weak");
  EXPECT_NE(request.plan.on_value, nullptr);
}

TEST(ParseRequestTest, UndefinedBehaviourIsNoted) {
  FinalCounterFlags flags = Defaults();
  flags.counter = "racy_plain";
  EXPECT_NE(Accepted(flags).note.find("undefined"), std::string::npos);
}

TEST(RenderFinalCounterTest, OneRunOfALosslessCounterIsOneLine) {
  EXPECT_EQ(RenderFinalCounter(Accepted(Defaults()), {.values = {{4, 1}}}),
            "Final Counter: 4\n");
}

TEST(RenderFinalCounterTest, OtherwiseATableAndWhatItDoesNotProve) {
  FinalCounterFlags flags = Defaults();
  flags.counter = "racy_split";
  EXPECT_EQ(RenderFinalCounter(Accepted(flags), {.values = {{4, 998}, {3, 2}},
                                                 .overlapped = 750}),
            "Final Counter of racy_split (threads=2 increments=2 runs=1000): "
            "value, runs, share\n"
            "4  998   99.80 %\n"
            "3    2    0.20 %\n"
            "In 750 of 1000 runs the threads overlapped in time; in the others "
            "each was alone.\n"
            "A stress run shows what can happen. It proves nothing about what "
            "cannot.\n");
}

}  // namespace
}  // namespace atomics_lab
