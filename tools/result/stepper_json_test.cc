// Steppers as JSON: what is written is read, and what is none is refused.
#include <cstddef>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/result/json.h"
#include "tools/result/result.h"
#include "tools/result/sample.h"
#include "tools/result/stepper.h"

namespace atomics_lab::result {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

// What is said of results whose stepper was changed.
template <typename Change>
std::string ErrorWith(const Change& change) {
  Results results = SampleResults();
  change(results.steppers[0]);
  const auto read = FromJson(ToJson(results), "a.json");
  EXPECT_EQ(read.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(read.status().message(), Not(HasSubstr("\n")));
  return std::string(read.status().message());
}

TEST(StepperJson, IsReadAsItWasWritten) {
  const Results results = SampleResults();
  const auto read = FromJson(ToJson(results), "a.json");
  ASSERT_TRUE(read.ok()) << read.status();
  EXPECT_EQ(read->steppers, results.steppers);
}

TEST(StepperJson, NeedsNoPlaces) {
  Results results = SampleResults();
  Stepper& stepper = results.steppers[0];
  stepper.places.clear();
  stepper.memories = {{}};
  for (StepperAction& action : stepper.actions) action.place.reset();
  for (StepperState& state : stepper.states) state.memory = 0;
  const auto read = FromJson(ToJson(results), "a.json");
  ASSERT_TRUE(read.ok()) << read.status();
  EXPECT_EQ(read->steppers, results.steppers);
}

TEST(StepperJson, IsOneLineByItself) {
  const std::string json = ToJson(SampleResults().steppers[0]);
  EXPECT_EQ(json.find('\n'), json.size() - 1);
  EXPECT_THAT(json, HasSubstr("\"states\":[0,0,0,0,2,0,0,1,1,1,0,1,1,1,1,0]"));
  EXPECT_THAT(json, HasSubstr("\"memories\":[0,5,1,5]"));
}

TEST(StepperJson, RefusesWhatIsPastTheEndOfATable) {
  constexpr const char* kPast = "is past the end of its table";
  constexpr const char* kStates =
      "/steppers/0/states has a number past the end of its table";
  EXPECT_THAT(
      ErrorWith([](Stepper& s) { s.thread_states[0].next = 2; }),
      HasSubstr(std::string("/steppers/0/thread_states/0/next ") + kPast));
  EXPECT_THAT(
      ErrorWith([](Stepper& s) { s.actions[0].passes = {7}; }),
      HasSubstr(std::string("/steppers/0/actions/0/passes/0 ") + kPast));
  EXPECT_THAT(ErrorWith([](Stepper& s) { s.reachable[1] = {2}; }),
              HasSubstr(std::string("/steppers/0/reachable/1/0 ") + kPast));
  EXPECT_THAT(ErrorWith([](Stepper& s) { s.states[0].threads[1] = 2; }),
              HasSubstr(kStates));
  EXPECT_THAT(ErrorWith([](Stepper& s) { s.states[0].moves[0].thread = 2; }),
              HasSubstr(kStates));
  EXPECT_THAT(ErrorWith([](Stepper& s) { s.states[0].moves[0].state = 2; }),
              HasSubstr(std::string("/steppers/0/states ") + kPast));
}

TEST(StepperJson, RefusesStatesThatAreNone) {
  EXPECT_THAT(ErrorWith([](Stepper& s) { s.states.clear(); }),
              HasSubstr("/steppers/0/states must have a state to start from"));
  EXPECT_THAT(ErrorWith([](Stepper& s) { s.threads = 0; }),
              HasSubstr("/steppers/0/threads must be 1 to 32"));
  EXPECT_THAT(ErrorWith([](Stepper& s) { s.states[1].threads.pop_back(); }),
              HasSubstr("/steppers/0/states "));
  EXPECT_THAT(
      ErrorWith([](Stepper& s) { s.memories[0].pop_back(); }),
      HasSubstr("/steppers/0/memories must have a value of each place"));
}

TEST(StepperJson, RefusesAStateThatIsCutShort) {
  std::string text = ToJson(SampleResults());
  const std::size_t end = text.find("\n   ]", text.find("\"states\": [\n"));
  ASSERT_NE(end, std::string::npos);
  // One move more than there are numbers for.
  const std::size_t last = text.rfind('0', end);
  text.replace(last, 1, "1");
  EXPECT_THAT(FromJson(text, "a.json").status().message(),
              HasSubstr("/steppers/0/states "));
}

TEST(StepperJson, RefusesWhatBelongsNowhere) {
  EXPECT_THAT(ErrorWith([](Stepper& s) { s.counter = "gone"; }),
              HasSubstr("/steppers/0/counter names none of the file's"));
  EXPECT_THAT(ErrorWith([](Stepper& s) { s.target = "gone"; }),
              HasSubstr("/steppers/0/target names none of the file's"));
}

}  // namespace
}  // namespace atomics_lab::result
