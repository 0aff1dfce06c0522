// The catalogue's counters, out of a suite that was tested: herd7 sees the
// final counts that the explorer does. Which counters it is asked for is fixed,
// and those that it cannot be asked for are named with the reason.
#include "tests/herd/catalog.h"

#include <cstddef>
#include <cstdlib>
#include <iostream>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "counters/catalog.h"
#include "gtest/gtest.h"
#include "tests/herd/asked_counters.h"
#include "tests/herd/compare.h"
#include "tools/collect/exploration.h"

namespace atomics_lab::herd {
namespace {

using Speed = AskedCounters::Speed;

std::string Variable(const char* name) { return std::getenv(name); }

int WidthOfCount(std::string_view counter) {
  for (const Specimen& specimen : Specimens()) {
    if (specimen.name == counter) return specimen.claims.width_bits;
  }
  return 0;
}

std::vector<CounterQuestion> Questions() {
  const Speed speed = Variable("SPEED") == "slow" ? Speed::kSlow : Speed::kFast;
  std::vector<CounterQuestion> questions;
  for (const AskedCounters& asked : AllAskedCounters()) {
    if (asked.target != Variable("TARGET") || asked.speed != speed) continue;
    for (std::string_view counter : asked.counters) {
      questions.push_back(
          {std::string(counter), asked.increments, asked.rounds});
    }
  }
  return questions;
}

class EveryAskedCounter : public ::testing::TestWithParam<CounterQuestion> {};

TEST_P(EveryAskedCounter, EndsAsHerdSays) {
  const int width_bits = WidthOfCount(GetParam().counter);
  auto prepared = Prepare(Variable("SUITE"), GetParam(), width_bits);
  ASSERT_TRUE(prepared.ok()) << prepared.status();
  const auto herd = HerdFinals(*prepared, Variable("TEST_TMPDIR"));
  ASSERT_TRUE(herd.ok()) << herd.status();
  const auto explored =
      ExploredFinals(Variable("SUITE"), GetParam(), width_bits,
                     collect::OwnModel(prepared->architecture));
  ASSERT_TRUE(explored.ok()) << explored.status();
  EXPECT_EQ(*explored, *herd);
}

INSTANTIATE_TEST_SUITE_P(Catalog, EveryAskedCounter,
                         ::testing::ValuesIn(Questions()),
                         [](const auto& question) {
                           return absl::StrCat(question.param.counter, "_2x",
                                               question.param.increments);
                         });

std::set<std::string_view> Listed() {
  std::set<std::string_view> listed;
  for (const AskedCounters& asked : AllAskedCounters()) {
    if (asked.target != Variable("TARGET")) continue;
    listed.insert(asked.counters.begin(), asked.counters.end());
  }
  return listed;
}

TEST(Catalog, HasNoOtherCounterThatHerdCouldBeAskedFor) {
  const std::set<std::string_view> listed = Listed();
  EXPECT_FALSE(listed.empty());
  std::size_t unsupported = 0;
  for (const Specimen& specimen : Specimens()) {
    if (listed.contains(specimen.name)) continue;
    const auto prepared =
        Prepare(Variable("SUITE"), {.counter = std::string(specimen.name)},
                specimen.claims.width_bits);
    EXPECT_TRUE(absl::IsUnimplemented(prepared.status()))
        << specimen.name
        << " belongs into asked_counters.cc: " << prepared.status();
    std::cout << "unsupported: " << specimen.name << ": "
              << prepared.status().message() << "\n";
    ++unsupported;
  }
  std::cout << listed.size() << " counters listed, " << unsupported
            << " unsupported\n";
  EXPECT_EQ(listed.size() + unsupported, Specimens().size());
}

}  // namespace
}  // namespace atomics_lab::herd
