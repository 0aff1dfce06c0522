#include "tools/collect/stepper.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/collect/exploration.h"
#include "tools/explore/explore.h"
#include "tools/explore/exported_graph.h"
#include "tools/explore/machine.h"
#include "tools/explore/program.h"
#include "tools/explore/program_fixture.h"
#include "tools/explore/search.h"
#include "tools/result/stepper.h"

namespace atomics_lab::collect {
namespace {

using explore::Model;
using ::testing::Contains;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

absl::StatusOr<explore::Outcome> FinalX(const explore::FinalState& state) {
  ABSL_ASSIGN_OR_RETURN(const explore::Value x, state.Read(explore::kX, 8));
  return explore::Outcome{x.low};
}

result::Stepper Described(const explore::Job& job, Model model) {
  const std::unique_ptr<explore::Machine> machine =
      explore::MakeMachine(model, job);
  const auto graph = explore::ExportGraph(job, *machine, FinalX, 4000);
  EXPECT_TRUE(graph.ok()) << graph.status();
  return DescribeStepper({.counter = "racy",
                          .target = "somewhere",
                          .model = model,
                          .threads = 2,
                          .increments = 1},
                         job, *graph);
}

TEST(DescribeStepper, HasInstructionsPlacesAndEnds) {
  const result::Stepper told = Described(explore::RacyJob(2, 1), Model::kSc);
  EXPECT_EQ(told.counter, "racy");
  EXPECT_EQ(told.model, "sc");
  EXPECT_EQ(told.threads, 2);
  EXPECT_THAT(told.instructions,
              ElementsAre(Field(&result::StepperInstruction::text, "load"),
                          Field(&result::StepperInstruction::text, "compute"),
                          Field(&result::StepperInstruction::text, "store"),
                          Field(&result::StepperInstruction::text, "return")));
  ASSERT_THAT(told.places, SizeIs(1));
  EXPECT_EQ(told.places[0].name, "x");
  EXPECT_THAT(told.outcomes,
              ElementsAre(result::Value{.low = 1}, result::Value{.low = 2}));
  EXPECT_THAT(told.reachable[told.states[0].reachable], ElementsAre(0, 1));
}

TEST(DescribeStepper, SaysWhatAMoveReadsAndWhere) {
  const result::Stepper told = Described(explore::RacyJob(2, 1), Model::kSc);
  const result::StepperMove& move = told.states[0].moves[1];
  EXPECT_EQ(move.thread, 1U);
  const result::StepperAction& action = told.actions[move.action];
  EXPECT_EQ(action.action, "read");
  EXPECT_EQ(action.instruction, 0U);
  EXPECT_EQ(action.place, 0U);
  EXPECT_EQ(action.read, result::Value{});
  const result::StepperState& after = told.states[move.state];
  const result::StepperThread& thread = told.thread_states[after.threads[1]];
  EXPECT_EQ(thread.next, 2U);
  EXPECT_THAT(thread.registers,
              ElementsAre(std::pair<const std::string, result::Value>(
                  "r0", {.low = 1})));
}

TEST(DescribeStepper, HasWhatWaitsInAStoreBuffer) {
  const result::Stepper told = Described(explore::RacyJob(2, 1), Model::kTso);
  EXPECT_THAT(told.thread_states,
              Contains(Field(&result::StepperThread::store_buffer,
                             ElementsAre(result::PendingStore{
                                 .location = "x", .size = 8, .value = {1}}))));
}

TEST(DescribeStepper, SaysWhatAnAccessOvertook) {
  explore::ProgramBuilder builder;
  builder.Store(explore::C(explore::kX), explore::C(1));
  builder.Store(explore::C(explore::kY), explore::C(1));
  builder.Return();
  const explore::Job job = explore::JobOf(std::move(builder), {0});
  const result::Stepper told = Described(job, Model::kArmv8);
  EXPECT_THAT(told.actions,
              Contains(Field(&result::StepperAction::passes, ElementsAre(0))));
  EXPECT_THAT(told.thread_states,
              Contains(Field(&result::StepperThread::in_flight, SizeIs(2))));
  EXPECT_THAT(Described(job, Model::kTso).actions,
              Each(Field(&result::StepperAction::passes, IsEmpty())));
}

// A temporary within an instruction is no register that people know.
TEST(DescribeStepper, LeavesOutWhatIsNoRegister) {
  explore::Job job = explore::RacyJob(2, 1);
  job.program.register_names[0] = "t0";
  for (const auto& thread : Described(job, Model::kSc).thread_states) {
    EXPECT_THAT(thread.registers, IsEmpty());
  }
  job.program.register_names[0] = "tp";
  EXPECT_THAT(
      Described(job, Model::kSc).thread_states,
      Contains(Field(&result::StepperThread::registers, Not(IsEmpty()))));
}

}  // namespace
}  // namespace atomics_lab::collect
