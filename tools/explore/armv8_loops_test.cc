// Random loops under Armv8, with repeated iterations merged and followed one by
// one: no outcome may be lost. Followed one by one, a window holds all that
// there is to a loop's few first iterations; merged, the same ends must come.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <random>
#include <utility>
#include <vector>

#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/explore/armv8_litmus.h"
#include "tools/explore/armv8_machine.h"
#include "tools/explore/search.h"
#include "tools/isa/micro_op.h"

namespace atomics_lab::explore::litmus {
namespace {

using ::testing::Contains;
using ::testing::IsSupersetOf;

constexpr unsigned kSeeds = 1500;
constexpr std::size_t kWindow = 7;
constexpr std::uint64_t kMostStates = 60'000;

// A thread: an access, a loop, an access.
class RandomThread {
 public:
  explicit RandomThread(std::mt19937& random) : random_(random) {}

  Code Make() {
    if (Below(2) == 0) Append(Access(5));
    const Code body = Body();
    const auto head = static_cast<std::uint64_t>(code_.size());
    Append(body);
    for (MicroOp& op : code_) {
      if (op.kind == Kind::kBranch) op.target = head;
    }
    Append(Access(6));
    return Then({std::move(code_)});
  }

 private:
  std::uint64_t Below(std::uint64_t end) { return random_() % end; }
  Source Word() { return C(Below(2) == 0 ? kX : kY); }
  Acquire Order() { return Below(2) == 0 ? Acquire::kNone : Acquire::kAcquire; }
  void Append(const Code& code) {
    code_.insert(code_.end(), code.begin(), code.end());
  }

  Code Access(int to) {
    const Source word = Word();
    const bool ordered = Below(2) == 0;
    switch (Below(4)) {
      case 0:
        return {Ldr(to, word, ordered ? Acquire::kAcquire : Acquire::kNone)};
      case 1:
        return {Dmb(ordered ? Fence::kFull : Fence::kLoad), Ldr(to, word)};
      case 2:
        return {Ldr(to, word), Str(word, C(2))};
      default:
        return {Str(word, C(1), ordered)};
    }
  }

  // Ends with the branch back to its own head.
  Code Body() {
    const Source word = Word();
    const bool acquire = Below(2) == 0;
    const bool release = Below(2) == 0;
    const Branching back = Below(2) == 0 ? Branching::kIfZero : Branching::kIf;
    switch (Below(9)) {
      case 0:  // until it changes
        return Back({Ldr(1, word, Order())}, back, 1);
      case 1: {  // and something else on the way
        Code body = Access(2);
        body.push_back(Ldr(1, word, Order()));
        return Back(std::move(body), back, 1);
      }
      case 2:  // test and set
        return Back(Swp(1, word, C(1), acquire, release), Branching::kIf, 1);
      case 3: {  // compare and swap with what was read last
        Code body = Cas(2, word, R(1), C(1 + Below(2)));
        body.push_back(Do(Operation::kXor, 3, R(1), R(2)));
        body.push_back(Do(Operation::kCopy, 1, R(2), C(0)));
        return Back(std::move(body), Branching::kIf, 3);
      }
      case 4:  // load-linked, store-conditional
        return Back({Ldxr(1, word, Order()), Do(Operation::kAdd, 2, R(1), C(1)),
                     Stxr(3, word, R(2), release)},
                    Branching::kIf, 3);
      case 5:  // with what was read in the iteration before
        return Back({Ldr(2, word, Order()), Do(Operation::kXor, 3, R(1), R(2)),
                     Do(Operation::kCopy, 1, R(2), C(0))},
                    Branching::kIf, 3);
      case 6:  // until two words agree
        return Back({Ldr(1, C(kX), Order()), Ldr(2, C(kY), Order()),
                     Do(Operation::kXor, 3, R(1), R(2))},
                    back, 3);
      case 7:  // a count, and no access
        return Back({Do(Operation::kAdd, 4, R(4), C(1)),
                     Do(Operation::kLessUnsigned, 3, R(4), C(3))},
                    Branching::kIf, 3);
      default:  // a poll that counts
        return Back({Do(Operation::kAdd, 4, R(4), C(1)), Ldr(1, word, Order()),
                     Do(Operation::kLessUnsigned, 2, R(4), C(3)),
                     Do(Operation::kEqual, 3, R(1), C(0)),
                     Do(Operation::kAnd, 3, R(3), R(2))},
                    Branching::kIf, 3);
    }
  }

  enum class Branching { kIf, kIfZero };
  static Code Back(Code body, Branching when, int reg) {
    if (when == Branching::kIfZero) {
      body.push_back(Do(Operation::kEqual, 22, R(reg), C(0)));
      reg = 22;
    }
    body.push_back(Branch(R(reg), 0));
    return body;
  }

  std::mt19937& random_;
  Code code_;
};

Litmus RandomLoops(unsigned seed) {
  std::mt19937 random(seed);
  Litmus litmus;
  litmus.threads.push_back(RandomThread(random).Make());
  // Half of them beside a thread that only writes.
  litmus.threads.push_back(
      random() % 2 == 0
          ? RandomThread(random).Make()
          : Code{Str(C(kX), C(1), random() % 2 == 0), Str(C(kY), C(1))});
  litmus.registers = {{0, 1}, {0, 5}, {0, 6}, {1, 1}, {1, 6}};
  litmus.memory = {kX, kY};
  return litmus;
}

std::vector<Outcome> OutcomesOf(const Exploration& found) {
  std::vector<Outcome> outcomes;
  outcomes.reserve(found.outcomes.size());
  for (const Reached& reached : found.outcomes) {
    outcomes.push_back(reached.outcome);
  }
  return outcomes;
}

struct Pair {
  Exploration merged;
  Exploration one_by_one;
};

absl::StatusOr<Pair> Both(unsigned seed, Armv8Options options) {
  const Litmus litmus = RandomLoops(seed);
  ABSL_ASSIGN_OR_RETURN(Exploration merged, Everything(litmus, options));
  ABSL_ASSIGN_OR_RETURN(Exploration one_by_one,
                        Everything(litmus,
                                   {.window = kWindow,
                                    .merge_iterations = false,
                                    .stop_at_waiting = false},
                                   kMostStates));
  return Pair{std::move(merged), std::move(one_by_one)};
}

TEST(Loops, LoseNothingWhereIterationsAreMerged) {
  unsigned merged = 0;
  unsigned fewer = 0;
  unsigned many = 0;
  for (unsigned seed = 0; seed < kSeeds; ++seed) {
    SCOPED_TRACE(seed);
    const auto both = Both(seed, {.window = kWindow});
    ASSERT_TRUE(both.ok()) << both.status();
    EXPECT_THAT(OutcomesOf(both->merged),
                IsSupersetOf(OutcomesOf(both->one_by_one)));
    const auto& reductions = both->merged.reductions;
    merged += std::ranges::count(reductions, "repeated iterations merged") > 0
                  ? 1U
                  : 0U;
    fewer +=
        both->merged.spent.states < both->one_by_one.spent.states ? 1U : 0U;
    many += both->one_by_one.outcomes.size() >= 4 ? 1U : 0U;
  }
  EXPECT_GT(merged, kSeeds / 4);
  EXPECT_GT(fewer, kSeeds / 4);
  EXPECT_GT(many, kSeeds / 5);
}

// The comparison notices a reduction that is not sound.
TEST(Loops, LoseOutcomesWhereBackEdgesWait) {
  int lost = 0;
  for (unsigned seed = 0; seed < kSeeds; ++seed) {
    const auto both = Both(seed, {.window = kWindow, .back_edges_wait = true});
    ASSERT_TRUE(both.ok()) << both.status();
    const std::vector<Outcome> left = OutcomesOf(both->merged);
    for (const Outcome& outcome : OutcomesOf(both->one_by_one)) {
      if (!testing::Value(left, Contains(outcome))) ++lost;
    }
  }
  EXPECT_GT(lost, 0);
}

}  // namespace
}  // namespace atomics_lab::explore::litmus
