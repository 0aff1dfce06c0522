// A litmus test's machine code with one barrier, acquire, release or lock
// prefix less: the outcome in question comes within reach, or stays out of it
// because something else forbids it as well.
#include <cstdlib>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/mutants/patch.h"
#include "tools/explore/search.h"
#include "tools/isa/weaken.h"
#include "tools/shapes/expected.h"
#include "tools/shapes/explore_shape.h"

namespace atomics_lab::shapes {

struct Mutant {
  std::string_view target;
  std::string_view shape;
  std::string_view order;
  int thread = 0;
  std::vector<mutants::Edit> edits;  // of that thread
  bool reached = false;              // the outcome in question
};

void PrintTo(const Mutant& mutant, std::ostream* os) {
  *os << mutant.target << ' ' << mutant.shape << ' ' << mutant.order << " P"
      << mutant.thread;
}

namespace {

using enum isa::Weakening;
using ::testing::TestWithParam;

constexpr std::string_view kX86 = "x86_64-gcc";
constexpr std::string_view kLlSc = "aarch64-gcc";
constexpr std::string_view kLse = "aarch64_lse-gcc";

// A locked instruction that does nothing else is gcc's fence. Under x86-TSO one
// outcome only needs it.
std::vector<Mutant> OnX86() {
  const mutants::Edit fence = {"lock or", kUnlocked};
  return {
      {kX86, "Sb", "FenceSeqCst", 0, {fence}, true},
      {kX86, "Mp", "FenceSeqCst", 0, {fence}, false},
      {kX86, "Mp", "FenceSeqCst", 1, {fence}, false},
      {kX86, "Lb", "FenceSeqCst", 0, {fence}, false},
      {kX86, "TwoWrites", "FenceSeqCst", 0, {fence}, false},
      {kX86, "Iriw", "FenceSeqCst", 2, {fence}, false},
      {kX86, "Publication", "AcqRel", 0, {{"lock add", kUnlocked}}, false},
  };
}

std::vector<Mutant> Barriers() {
  const mutants::Edit fence = {"dmb", kNothing};
  return {
      {kLlSc, "Sb", "FenceSeqCst", 0, {fence}, true},
      {kLlSc, "Sb", "FenceReleaseAcquire", 1, {fence}, true},
      {kLlSc, "Mp", "FenceReleaseAcquire", 0, {fence}, true},
      {kLlSc, "Mp", "FenceReleaseAcquire", 1, {fence}, true},
      {kLlSc, "Mp", "FenceSeqCst", 1, {fence}, true},
      {kLlSc, "Lb", "FenceReleaseAcquire", 0, {fence}, true},
      {kLlSc, "TwoWrites", "FenceReleaseAcquire", 1, {fence}, true},
      {kLlSc, "Iriw", "FenceReleaseAcquire", 2, {fence}, true},
      {kLlSc, "Iriw", "FenceSeqCst", 3, {fence}, true},
      {kLlSc, "Publication", "FenceReleaseAcquire", 0, {fence}, true},
      {kLse, "Publication", "FenceReleaseAcquire", 1, {fence}, true},
  };
}

std::vector<Mutant> AcquiresAndReleases() {
  const mutants::Edit acquire = {"ldar", kNotAcquire};
  const mutants::Edit release = {"stlr", kNotRelease};
  return {
      {kLlSc, "Sb", "SeqCst", 0, {release}, true},
      {kLlSc, "Sb", "SeqCst", 1, {acquire}, true},
      {kLlSc, "Mp", "ReleaseAcquire", 0, {release}, true},
      {kLlSc, "Mp", "ReleaseAcquire", 1, {acquire}, true},
      // Either of the two holds a read before a write.
      {kLlSc, "Lb", "ReleaseAcquire", 0, {release}, false},
      {kLlSc, "Lb", "ReleaseAcquire", 0, {acquire}, false},
      {kLlSc, "Lb", "ReleaseAcquire", 0, {acquire, release}, true},
      {kLlSc, "TwoWrites", "ReleaseRelaxed", 0, {release}, true},
      {kLlSc, "Iriw", "ReleaseAcquire", 2, {acquire}, true},
      {kLlSc, "Iriw", "ReleaseAcquire", 0, {release}, false},
      {kLlSc, "Publication", "ReleaseAcquire", 1, {acquire}, true},
      {kLlSc,
       "Publication",
       "ReleaseAcquire",
       0,
       {{"stlxr", kNotRelease}},
       true},
      // The counter is what publishes: that it also acquires is not needed.
      {kLlSc, "Publication", "AcqRel", 0, {{"ldaxr", kNotAcquire}}, false},
      {kLlSc, "Publication", "AcqRel", 0, {{"stlxr", kNotRelease}}, true},
      {kLse, "Publication", "AcqRel", 0, {{"ldaddal", kNotAcquire}}, false},
      {kLse, "Publication", "AcqRel", 0, {{"ldaddal", kNotRelease}}, true},
  };
}

std::string ProgramOf(std::string_view target) {
  return absl::StrCat("tests/litmus/threads_", target);
}

class EveryMutant : public TestWithParam<Mutant> {};

// All other outcomes are those of the unbroken code.
TEST_P(EveryMutant, HasTheForeseenOutcomes) {
  const Mutant& mutant = GetParam();
  const Shape& shape = ShapeNamed(mutant.shape);
  const explore::Model model =
      mutant.target == kX86 ? explore::Model::kTso : explore::Model::kArmv8;
  const std::string copy = absl::StrCat(std::getenv("TEST_TMPDIR"), "/mutant");
  const absl::Status written = mutants::WriteMutant(
      ProgramOf(mutant.target),
      FunctionName(mutant.shape, mutant.order, mutant.thread), mutant.edits,
      copy);
  ASSERT_TRUE(written.ok()) << written;
  const auto whole =
      ExploreShape(ProgramOf(mutant.target), shape, mutant.order, model);
  ASSERT_TRUE(whole.ok()) << whole.status();
  const auto broken = ExploreShape(copy, shape, mutant.order, model);
  ASSERT_TRUE(broken.ok()) << broken.status();

  EXPECT_EQ(FindAsked(*whole, shape), nullptr);
  const explore::Reached* const asked = FindAsked(*broken, shape);
  EXPECT_EQ(asked != nullptr, mutant.reached);
  auto others = OutcomesOf(*broken);
  if (asked != nullptr) others.erase(asked->outcome);
  EXPECT_EQ(others, OutcomesOf(*whole));
}

std::string NameOf(const ::testing::TestParamInfo<Mutant>& info) {
  return absl::StrReplaceAll(
      absl::StrCat(info.index, "_", info.param.target, "_", info.param.shape,
                   "_", info.param.order),
      {{"-", "_"}});
}

INSTANTIATE_TEST_SUITE_P(X86, EveryMutant, ::testing::ValuesIn(OnX86()),
                         NameOf);
INSTANTIATE_TEST_SUITE_P(Barriers, EveryMutant, ::testing::ValuesIn(Barriers()),
                         NameOf);
INSTANTIATE_TEST_SUITE_P(Orders, EveryMutant,
                         ::testing::ValuesIn(AcquiresAndReleases()), NameOf);

}  // namespace
}  // namespace atomics_lab::shapes
