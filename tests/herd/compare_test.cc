#include "tests/herd/compare.h"

#include <cstdlib>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/herd/states.h"
#include "tools/explore/search.h"
#include "tools/litmus/litmus.h"
#include "tools/litmus/parse.h"

namespace atomics_lab::herd {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr char kStoreBuffering[] =
    "X86_64 SB\n{\n}\n"
    " P0            | P1            ;\n"
    " movl $1,(x)   | movl $1,(y)   ;\n"
    " movl (y),%eax | movl (x),%eax ;\n"
    "exists (0:rax=0 /\\ 1:rax=0)\n";

litmus::Test StoreBuffering() {
  auto test = litmus::Parse(kStoreBuffering, "SB.litmus");
  EXPECT_TRUE(test.ok()) << test.status();
  return *std::move(test);
}

// In the order of EverythingObservable: 0:rax, 1:rax, then the locations.
const States kAllOfStoreBuffering = {
    {0, 0, 1, 1}, {0, 1, 1, 1}, {1, 0, 1, 1}, {1, 1, 1, 1}};

TEST(Judge, FindsAStateThatOnlyHerdHas) {
  States explored = kAllOfStoreBuffering;
  explored.erase({0, 0, 1, 1});
  const Verdict verdict =
      Judge(StoreBuffering(), explored, kAllOfStoreBuffering);
  EXPECT_EQ(verdict.kind, Verdict::Kind::kDisagree);
  EXPECT_THAT(verdict.detail, HasSubstr("only herd7: 0:"));
}

TEST(Judge, FindsAStateThatOnlyTheExplorerHas) {
  States herd = kAllOfStoreBuffering;
  herd.erase({1, 1, 1, 1});
  const Verdict verdict = Judge(StoreBuffering(), kAllOfStoreBuffering, herd);
  EXPECT_EQ(verdict.kind, Verdict::Kind::kDisagree);
  EXPECT_THAT(verdict.detail, HasSubstr("only explored: 0:"));
}

TEST(Judge, AgreesOnEqualSets) {
  EXPECT_EQ(
      Judge(StoreBuffering(), kAllOfStoreBuffering, kAllOfStoreBuffering).kind,
      Verdict::Kind::kAgree);
}

// The machine under comparison is exchanged for a stronger one.
TEST(Judge, FindsAMachineThatBuffersNoStores) {
  const std::string folder = std::getenv("TEST_TMPDIR");
  const auto weak = Explored(StoreBuffering(), explore::Model::kTso, folder);
  ASSERT_TRUE(weak.ok()) << weak.status();
  EXPECT_EQ(*weak, kAllOfStoreBuffering);
  const auto strong = Explored(StoreBuffering(), explore::Model::kSc, folder);
  ASSERT_TRUE(strong.ok()) << strong.status();
  EXPECT_EQ(Judge(StoreBuffering(), *strong, kAllOfStoreBuffering).kind,
            Verdict::Kind::kDisagree);
}

TEST(Compare, AgreesThatStoresAreBuffered) {
  const auto verdicts = Compare({StoreBuffering()}, std::getenv("TEST_TMPDIR"));
  ASSERT_TRUE(verdicts.ok()) << verdicts.status();
  ASSERT_EQ(verdicts->size(), 1u);
  EXPECT_EQ((*verdicts)[0].kind, Verdict::Kind::kAgree)
      << (*verdicts)[0].detail;
}

TEST(ParseBlocks, TakesTheStatesOfEachTest) {
  const auto blocks = ParseBlocks(
      "Test A Required\nStates 2\n[x]=1;\n[x]=2;\nOk\n\n"
      "Test B Required\nStates 0\nOk\n");
  ASSERT_TRUE(blocks.ok()) << blocks.status();
  ASSERT_EQ(blocks->size(), 2u);
  EXPECT_THAT(blocks->find("A")->second, ElementsAre("[x]=1;", "[x]=2;"));
  EXPECT_THAT(blocks->find("B")->second, ElementsAre());
}

TEST(ParseBlocks, RefusesABlockThatIsCutOff) {
  EXPECT_EQ(ParseBlocks("Test A Required\nStates 3\n[x]=1;\n").status().code(),
            absl::StatusCode::kInvalidArgument);
}

TEST(ParseStates, CutsNegativeNumbersToTheirWidth) {
  const litmus::Test test = StoreBuffering();
  const auto states =
      ParseStates({"[x]=-1;"}, test, {{litmus::Observed::kMemory, "x"}});
  ASSERT_TRUE(states.ok()) << states.status();
  EXPECT_THAT(*states, ElementsAre(State{0xffffffff}));
}

TEST(ParseStates, RefusesALineWithoutAnObservedValue) {
  const litmus::Test test = StoreBuffering();
  for (const char* line : {"", "[y]=1;", "[x]=y;", "[x]"}) {
    EXPECT_EQ(ParseStates({line}, test, {{litmus::Observed::kMemory, "x"}})
                  .status()
                  .code(),
              absl::StatusCode::kInvalidArgument)
        << line;
  }
}

}  // namespace
}  // namespace atomics_lab::herd
