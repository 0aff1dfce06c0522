#include "tools/program/function_job.h"

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/elf/fixtures.h"
#include "tools/explore/in_order_machines.h"
#include "tools/explore/machine.h"
#include "tools/explore/search.h"
#include "tools/listing/listing.h"
#include "tools/program/instruction_set.h"

namespace atomics_lab::program {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr char kObject[] = "aarch64_lse-gcc.o";

// Two threads that call `function` with the address of a cell.
FunctionRequest Twice(const std::string& function) {
  FunctionRequest request;
  request.file = elf::FixturePath(kObject);
  request.cells = {"cell", "other"};
  request.threads.assign(2,
                         {.function = function,
                          .registers = {{.reg = "x0", .variable = "cell"},
                                        {.reg = "x1", .variable = "other"}}});
  request.observe = {{.variable = "cell"}};
  return request;
}

absl::StatusOr<explore::Exploration> SearchSc(const FunctionJob& made) {
  const auto machine = explore::MakeScMachine(made.job);
  return explore::Search(made.job, *machine, made.observe, {});
}

absl::StatusOr<std::vector<explore::Outcome>> OutcomesOf(
    const FunctionRequest& request) {
  ABSL_ASSIGN_OR_RETURN(
      const auto made,
      MakeFunctionJob(request,
                      InstructionSetOf(listing::Architecture::kAArch64)));
  ABSL_ASSIGN_OR_RETURN(const auto exploration, SearchSc(made));
  std::vector<explore::Outcome> outcomes;
  outcomes.reserve(exploration.outcomes.size());
  for (const explore::Reached& reached : exploration.outcomes) {
    outcomes.push_back(reached.outcome);
  }
  return outcomes;
}

std::string ErrorOf(const FunctionRequest& request) {
  return std::string(OutcomesOf(request).status().message());
}

TEST(FunctionJob, RacesWhereLoadAndStoreAreApart) {
  const auto outcomes = OutcomesOf(Twice("fixture::Split"));
  ASSERT_TRUE(outcomes.ok()) << outcomes.status();
  EXPECT_THAT(*outcomes, ElementsAre(explore::Outcome{1}, explore::Outcome{2}));
}

TEST(FunctionJob, LosesNothingWhereTheyAreOneInstruction) {
  const auto outcomes = OutcomesOf(Twice("fixture::AddRelaxed"));
  ASSERT_TRUE(outcomes.ok()) << outcomes.status();
  EXPECT_THAT(*outcomes, ElementsAre(explore::Outcome{2}));
}

TEST(FunctionJob, StartsFromWhatItIsTold) {
  FunctionRequest request = Twice("fixture::AddRelaxed");
  request.init = *ParseInit("cell=0x10");
  const auto outcomes = OutcomesOf(request);
  ASSERT_TRUE(outcomes.ok()) << outcomes.status();
  EXPECT_THAT(*outcomes, ElementsAre(explore::Outcome{0x12}));
}

TEST(FunctionJob, ObservesRegisters) {
  FunctionRequest request = Twice("fixture::FetchAddRelaxed");
  request.observe = {{.thread = 0, .reg = "x0"}, {.thread = 1, .reg = "x0"}};
  const auto outcomes = OutcomesOf(request);
  ASSERT_TRUE(outcomes.ok()) << outcomes.status();
  EXPECT_THAT(*outcomes,
              ElementsAre(explore::Outcome{0, 1}, explore::Outcome{1, 0}));
}

// Globals() reads `counter` (1) and `elsewhere`, through the table, and
// ++hidden.
TEST(FunctionJob, FindsAnObjectsVariablesWhereItsRelocationsSay) {
  FunctionRequest request = Twice("fixture::Globals");
  request.threads.resize(1);
  request.cells.emplace_back("_ZN7fixture9elsewhereE");
  request.init = *ParseInit("_ZN7fixture9elsewhereE=100");
  request.observe = {{.thread = 0, .reg = "x0"}};
  const auto outcomes = OutcomesOf(request);
  ASSERT_TRUE(outcomes.ok()) << outcomes.status();
  EXPECT_THAT(*outcomes, ElementsAre(explore::Outcome{1 + 100 + 3}));
}

TEST(FunctionJob, ModelsTheLibrarysMutexAndSaysSo) {
  const auto made =
      MakeFunctionJob(Twice("fixture::LockedByLibrary"),
                      InstructionSetOf(listing::Architecture::kAArch64));
  ASSERT_TRUE(made.ok()) << made.status();
  EXPECT_THAT(made->job.program.modelled_calls,
              ElementsAre("pthread_mutex_lock"));
  const auto exploration = SearchSc(*made);
  ASSERT_TRUE(exploration.ok()) << exploration.status();
  // Nobody unlocks: the second waits forever.
  ASSERT_EQ(exploration->stuck.size(), 1U);
  EXPECT_EQ(exploration->stuck[0].kind, explore::Stuck::Kind::kLivelock);
}

TEST(FunctionJob, NamesAReachedCallThatNobodyModels) {
  EXPECT_THAT(ErrorOf(Twice("fixture::Locked")),
              HasSubstr("calls `Mutex::lock(int)`, which is neither in the "
                        "file nor modelled"));
}

TEST(FunctionJob, RefusesAnUnknownFunction) {
  EXPECT_THAT(ErrorOf(Twice("fixture::Nowhere")),
              HasSubstr("fixture::Nowhere"));
}

TEST(FunctionJob, RefusesUnknownVariablesAndRegisters) {
  FunctionRequest request = Twice("fixture::Split");
  request.observe = {{.variable = "nowhere"}};
  EXPECT_EQ(ErrorOf(request),
            "`nowhere`: the file has no variable of that name");
  request.observe = {{.reg = "rax"}};
  EXPECT_EQ(ErrorOf(request),
            "`rax`: no register of that name; the first is `x0`");
  request.observe = {{.thread = 2, .reg = "x0"}};
  EXPECT_EQ(ErrorOf(request), "3:x0: there are 2 threads");
}

TEST(ParseInit, RefusesWhatIsNoAssignment) {
  EXPECT_EQ(ParseInit("x").status().message(),
            "`x`: not like `x=1`, `x=0x10` or `x:4=1`");
  EXPECT_EQ(ParseInit("x:4=y").status().message(),
            "`x:4=y`: not like `x=1`, `x=0x10` or `x:4=1`");
}

TEST(ParseFinal, TakesRegistersOfThreadsFromOne) {
  const auto final_values = ParseFinal("x,2:x0");
  ASSERT_TRUE(final_values.ok()) << final_values.status();
  ASSERT_EQ(final_values->size(), 2);
  EXPECT_EQ(final_values->front().variable, "x");
  EXPECT_EQ(final_values->back().variable, "");
  EXPECT_EQ(final_values->back().thread, 1);
  EXPECT_EQ(final_values->back().reg, "x0");
}

TEST(ParseFinal, TwoColonsBelongToAName) {
  const auto final_values = ParseFinal("ns::x,ns::y:4");
  ASSERT_TRUE(final_values.ok()) << final_values.status();
  EXPECT_EQ(final_values->front().variable, "ns::x");
  EXPECT_EQ(final_values->back().variable, "ns::y");
  EXPECT_EQ(final_values->back().size, 4);
}

TEST(ParseFinal, RefusesWhatIsNoVariable) {
  EXPECT_EQ(ParseFinal("x:y").status().message(),
            "`x:y`: not like `x`, `x:4` or `1:x0`");
  EXPECT_EQ(ParseFinal("0:x0").status().message(),
            "`0:x0`: not like `x`, `x:4` or `1:x0`");
}

}  // namespace
}  // namespace atomics_lab::program
