// Two targets' threads in one program: shared variables are shared, and what is
// broken is told with its story.
#include "tools/shapes/mix.h"

#include <cstddef>
#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/result/litmus_matrix.h"
#include "tools/shapes/expected.h"
#include "tools/shapes/matrix.h"

namespace atomics_lab::shapes {
namespace {

using ::testing::Each;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

TargetCode Code(const std::string& target) {
  // Linkers run in folders of their own.
  return {.target = target,
          .object = absl::StrCat(std::getenv("PWD"), "/tests/litmus/objects_",
                                 target, "/threads_code.o")};
}

bool GoOn(std::size_t /*done*/, std::size_t /*all*/) { return true; }

std::vector<result::LitmusMix> Mixes(const std::vector<std::string>& targets,
                                     const std::vector<Row>& rows) {
  std::vector<TargetCode> codes;
  codes.reserve(targets.size());
  for (const std::string& target : targets) codes.push_back(Code(target));
  auto mixes = MixTargets(codes, rows, GoOn);
  EXPECT_TRUE(mixes.ok()) << mixes.status();
  return mixes.ok() ? *std::move(mixes) : std::vector<result::LitmusMix>();
}

// As if C++ forbade it.
constexpr Row kBroken = {"Mp", "Relaxed", kForbids};
constexpr Row kKept = {"Sb", "SeqCst", kForbids};
constexpr Row kFree = {"Sb", "Relaxed", kAllows};

TEST(MixTargets, TakesBothFromEachObjectAndLeavesOutWhatCppAllows) {
  const auto mixes = Mixes({"aarch64-gcc", "aarch64_lse-gcc"}, {kKept, kFree});
  ASSERT_THAT(mixes, SizeIs(1));
  EXPECT_EQ(mixes[0].not_linked, "");
  ASSERT_THAT(mixes[0].cases, SizeIs(2));
  EXPECT_EQ(mixes[0].cases[0].threads, "ba");
  EXPECT_EQ(mixes[0].cases[1].threads, "ab");
  EXPECT_TRUE(result::KeepsCpp(mixes));
}

TEST(MixTargets, ReachesWhatTheCodeOfBothReaches) {
  const auto mixes = Mixes({"aarch64-gcc", "aarch64_lse-gcc"}, {kBroken});
  ASSERT_THAT(mixes, SizeIs(1));
  EXPECT_THAT(mixes[0].cases,
              Each(Field(&result::LitmusMixCase::reached, true)));
  EXPECT_FALSE(result::KeepsCpp(mixes));
  const auto& story = mixes[0].cases[0].exploration;
  ASSERT_TRUE(story.has_value());
  EXPECT_THAT(story->target, HasSubstr("aarch64-gcc + aarch64_lse-gcc"));
  ASSERT_THAT(story->outcomes, SizeIs(1));
  EXPECT_THAT(story->outcomes[0].witness, Not(IsEmpty()));
}

TEST(MixTargets, PairsOnlyTargetsOfOneArchitecture) {
  EXPECT_THAT(Mixes({"x86_64-gcc", "aarch64-gcc"}, {kKept}), IsEmpty());
}

TEST(MixTargets, EndsWhereProgressSaysSo) {
  const auto mixes =
      MixTargets({Code("aarch64-gcc"), Code("aarch64_lse-gcc")}, {kKept},
                 [](std::size_t done, std::size_t) { return done < 2; });
  ASSERT_TRUE(mixes.ok()) << mixes.status();
  EXPECT_THAT(*mixes, IsEmpty());
}

TEST(MixTargets, SaysWhyTwoObjectsCannotBeLinked) {
  TargetCode program = Code("aarch64-gcc");
  program.object =
      absl::StrCat(std::getenv("PWD"), "/tests/litmus/threads_aarch64-gcc");
  const auto mixes =
      MixTargets({Code("aarch64_lse-gcc"), program}, {kKept}, GoOn);
  ASSERT_TRUE(mixes.ok()) << mixes.status();
  ASSERT_THAT(*mixes, SizeIs(1));
  EXPECT_THAT(mixes->front().not_linked, Not(IsEmpty()));
  EXPECT_FALSE(result::KeepsCpp(*mixes));
}

}  // namespace
}  // namespace atomics_lab::shapes
