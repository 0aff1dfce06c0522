// The search against a plain one, on random programs. What the search leaves
// out (steps merged, threads sorted, dead registers forgotten) must change no
// outcome, and no stuck state may come or go.
#include <cstddef>
#include <cstdint>
#include <random>
#include <set>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/explore/in_order_machines.h"
#include "tools/explore/machine.h"
#include "tools/explore/plain_search.h"
#include "tools/explore/program.h"
#include "tools/explore/program_fixture.h"
#include "tools/explore/search.h"
#include "tools/explore/search_fixture.h"
#include "tools/isa/micro_op.h"

namespace atomics_lab::explore {
namespace {

using isa::Operation;
using ::testing::ElementsAre;

constexpr unsigned kPrograms = 120;

// Two threads of three to five instructions, or three of two or three, over two
// words.
class RandomProgram {
 public:
  explicit RandomProgram(unsigned seed) : random_(seed) {}

  Job Make() {
    const std::size_t threads = 2 + Below(2);
    std::vector<std::uint32_t> entries = {AddThread(threads)};
    while (entries.size() < threads) {
      // Often the same code, so that there is something to exchange.
      entries.push_back(Below(2) == 0 ? entries.front() : AddThread(threads));
    }
    const bool by_registers = Below(4) != 0;
    Job job = JobOf(std::move(builder_), entries);
    for (const auto& [branch, target] : forward_) {
      job.program.operations[branch].target = target;
    }
    job.memory = {Zeros(kX, 16, "x and y")};
    for (Thread& thread : job.threads) {
      if (by_registers) thread.observed = {0, 1, 2};
    }
    return job;
  }

 private:
  std::uint64_t Below(std::uint64_t end) { return random_() % end; }
  isa::RegisterNumber Register() {
    return static_cast<isa::RegisterNumber>(Below(3));
  }
  isa::Source Word() { return C(Below(2) == 0 ? kX : kY); }
  isa::Source Operand() {
    return Below(2) == 0 ? R(Register()) : C(1 + Below(2));
  }

  std::uint32_t AddThread(std::size_t threads) {
    const std::uint32_t entry = builder_.Here();
    const std::size_t length = threads == 2 ? 3 + Below(3) : 2 + Below(2);
    for (std::size_t i = 0; i < length; ++i) AddInstruction();
    builder_.Return();
    return entry;
  }

  void AddInstruction() {
    // Drawn one by one: compilers differ in the order of arguments.
    const isa::RegisterNumber reg = Register();
    const isa::Source word = Word();
    const isa::Source operand = Operand();
    const std::uint64_t number = Below(2);
    switch (Below(18)) {
      case 0:
        return number == 0 ? builder_.Lock(word) : Spin(reg, word);
      case 1:
        return builder_.FetchAdd(reg, word, 1 + number);
      case 2:
        return builder_.Exchange(reg, word, operand);
      case 3:
        return builder_.CompareExchange(reg, word, C(number), operand);
      case 4:
        return builder_.Fence();
      case 5:
        builder_.Compute(reg, Operation::kAdd, R(Register()), operand);
        return;
      case 6:
        return SkipOne(reg);
      case 7:
      case 8:
      case 9:
      case 10:
        return AddStoreAndLoad(reg, operand);
      default:
        return AddAccess(reg, operand);
    }
  }

  // Of a word or half of one.
  void AddAccess(isa::RegisterNumber reg, const isa::Source& operand) {
    const bool half = Below(4) == 0;
    const std::uint64_t word = Below(2) == 0 ? kX : kY;
    const isa::Source address = C(half ? word + 4 * Below(2) : word);
    const std::uint8_t size = half ? 4 : 8;
    if (Below(2) == 0) {
      builder_.Load(reg, address, size);
    } else {
      builder_.Store(address, operand, size);
    }
  }

  // To one word and of the other, as where store buffers show.
  void AddStoreAndLoad(isa::RegisterNumber reg, const isa::Source& operand) {
    const bool x_first = Below(2) == 0;
    builder_.Store(C(x_first ? kX : kY), operand);
    builder_.Load(reg, C(x_first ? kY : kX));
  }

  void SkipOne(isa::RegisterNumber reg) {
    const std::uint32_t branch = builder_.Here();
    builder_.Branch(R(reg));
    AddAccess(reg, C(1));
    forward_.emplace_back(branch, builder_.Here());
  }

  // Until a word is not 0.
  void Spin(isa::RegisterNumber reg, const isa::Source& word) {
    if (Below(2) == 0) return SpinPatiently(reg, word);
    const std::uint32_t again = builder_.Here();
    builder_.Load(reg, word);
    builder_.Compute(3, Operation::kEqual, R(reg), C(0));
    builder_.Branch(R(3), again);
  }

  // Counts its polls, and every third time begins anew with one that is asked
  // the other way round.
  void SpinPatiently(isa::RegisterNumber reg, const isa::Source& word) {
    builder_.Compute(4, Operation::kXor, R(reg), R(reg));
    const std::uint32_t again = builder_.Here();
    builder_.Load(reg, word);
    builder_.Compute(3, Operation::kEqual, R(reg), C(0));
    builder_.Compute(3, Operation::kNot, R(3)).bits = 1;
    const std::uint32_t leave = builder_.Here();
    builder_.Branch(R(3));
    builder_.Compute(4, Operation::kAdd, R(4), C(1));
    builder_.Compute(3, Operation::kLessUnsigned, R(4), C(3));
    builder_.Branch(R(3), again);
    builder_.Compute(4, Operation::kSub, R(reg), R(reg));
    builder_.Load(reg, word);
    builder_.Compute(3, Operation::kEqual, R(reg), C(0));
    builder_.Branch(R(3), again);
    forward_.emplace_back(leave, builder_.Here());
  }

  std::mt19937 random_;
  ProgramBuilder builder_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> forward_;
};

Observe Everything(const Job& job) {
  return [&job](const FinalState& state) -> absl::StatusOr<Outcome> {
    Outcome outcome = {state.Read(kX, 8)->low, state.Read(kY, 8)->low};
    for (std::size_t i = 0; i < job.threads.size(); ++i) {
      for (const isa::RegisterNumber reg : job.threads[i].observed) {
        outcome.push_back(state.Register(i, reg));
      }
    }
    return outcome;
  };
}

Exploration Explored(const Job& job, MakeMachine make, bool symmetry) {
  Limits limits;
  limits.symmetry = symmetry;
  return MustExplore(job, make, Everything(job), limits);
}

std::vector<int> SwitchesOf(const Exploration& found) {
  std::vector<int> switches;
  switches.reserve(found.outcomes.size());
  for (const Reached& reached : found.outcomes) {
    switches.push_back(reached.context_switches);
  }
  return switches;
}

std::vector<Outcome> Sorted(const std::set<Outcome>& outcomes) {
  return {outcomes.begin(), outcomes.end()};
}

class RandomPrograms : public ::testing::TestWithParam<MakeMachine> {
 protected:
  static bool Buffers() { return GetParam() == &MakeTsoMachine; }
};

INSTANTIATE_TEST_SUITE_P(All, RandomPrograms,
                         ::testing::Values(&MakeScMachine, &MakeTsoMachine),
                         [](const auto& info) {
                           return info.param == &MakeScMachine ? "Sc" : "Tso";
                         });

TEST_P(RandomPrograms, HaveTheOutcomesOfAPlainSearch) {
  for (unsigned seed = 0; seed < kPrograms; ++seed) {
    const Job job = RandomProgram(seed).Make();
    const PlainResult plain = PlainSearch(job, Buffers());
    const Exploration sorted = Explored(job, GetParam(), true);
    const Exploration unsorted = Explored(job, GetParam(), false);
    ASSERT_TRUE(sorted.complete && unsorted.complete) << seed;
    ASSERT_EQ(OutcomesOf(sorted), Sorted(plain.outcomes)) << seed;
    ASSERT_EQ(OutcomesOf(unsorted), Sorted(plain.outcomes)) << seed;
    ASSERT_EQ(!sorted.stuck.empty(), plain.stuck) << seed;
    ASSERT_EQ(!unsorted.stuck.empty(), plain.stuck) << seed;
    ASSERT_EQ(SwitchesOf(sorted), SwitchesOf(unsorted)) << seed;
    ASSERT_LE(sorted.spent.states, unsorted.spent.states) << seed;
    ASSERT_LE(unsorted.spent.states, plain.states) << seed;
  }
}

// Else the comparison would prove little.
TEST(RandomProgramsTest, AreOfManyKinds) {
  int told_apart = 0;
  int stuck = 0;
  int sorted = 0;
  int many_outcomes = 0;
  for (unsigned seed = 0; seed < kPrograms; ++seed) {
    const Job job = RandomProgram(seed).Make();
    const Exploration sc = Explored(job, MakeScMachine, true);
    const Exploration tso = Explored(job, MakeTsoMachine, true);
    told_apart += OutcomesOf(sc) != OutcomesOf(tso) ? 1 : 0;
    stuck += sc.stuck.empty() ? 0 : 1;
    sorted += sc.reductions.size() > 1 ? 1 : 0;
    many_outcomes += sc.outcomes.size() > 3 ? 1 : 0;
  }
  EXPECT_GE(told_apart, 4);
  EXPECT_GE(stuck, 8);
  EXPECT_GE(sorted, 20);
  EXPECT_GE(many_outcomes, 20);
}

Job StoreBufferingInOneRegion() {
  Job job = StoreBufferingJob(false);
  job.memory = {Zeros(kX, 16, "x and y")};
  return job;
}

TEST(PlainSearchTest, KnowsWhatAStoreBufferAdds) {
  const Job job = StoreBufferingInOneRegion();
  EXPECT_THAT(PlainSearch(job, false).outcomes,
              ElementsAre(Outcome{1, 1, 0, 1}, Outcome{1, 1, 1, 0},
                          Outcome{1, 1, 1, 1}));
  EXPECT_EQ(PlainSearch(job, true).outcomes.size(), 4U);
}

TEST(PlainSearchTest, FindsThatAnotherModelDisagrees) {
  const Job job = StoreBufferingInOneRegion();
  EXPECT_NE(OutcomesOf(Explored(job, MakeScMachine, true)),
            Sorted(PlainSearch(job, true).outcomes));
}

TEST(PlainSearchTest, FindsALockThatIsNeverReleased) {
  Job job = SpinlockJob(false);
  job.memory = {Zeros(kX, 16, "x and y")};
  EXPECT_TRUE(PlainSearch(job, true).stuck);
  EXPECT_THAT(PlainSearch(job, false).outcomes, ::testing::IsEmpty());
  Job unlocked = SpinlockJob(true);
  unlocked.memory = job.memory;
  EXPECT_FALSE(PlainSearch(unlocked, true).stuck);
}

}  // namespace
}  // namespace atomics_lab::explore
