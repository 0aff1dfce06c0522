// Witnesses: that they can be taken, and that none has fewer switches.
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/explore/in_order_machines.h"
#include "tools/explore/machine.h"
#include "tools/explore/program.h"
#include "tools/explore/program_fixture.h"
#include "tools/explore/search.h"
#include "tools/explore/search_fixture.h"

namespace atomics_lab::explore {
namespace {

using ::testing::ElementsAre;

// What holds of a witness: taking its moves again, one by one, through a
// machine that knows nothing of the search, ends in its outcome after as many
// switches as it says.
class Replay {
 public:
  Replay(const Job& job, Machine& machine) : machine_(machine) {
    for (const Thread& thread : job.threads) {
      threads_.push_back(machine.Start(thread).value());
    }
    for (const MemoryRegion& region : job.memory) {
      for (std::size_t i = 0; i < region.bytes.size(); ++i) {
        memory_[region.address + i] = region.bytes[i];
      }
    }
  }

  // False if the thread has no such move, or another value is there to read.
  bool Take(const WitnessStep& step);
  bool Finished() const {
    for (const LocalState thread : threads_) {
      if (!machine_.Finished(thread)) return false;
    }
    return true;
  }
  int switches() const { return switches_; }
  Outcome Observed(const Observe& observe) const;

 private:
  friend class ReplayedState;
  Value Read(std::uint64_t address, int size) const {
    Value value;
    for (int i = size; i-- > 0;) {
      value.low =
          value.low << 8 | memory_.at(address + static_cast<std::uint64_t>(i));
    }
    return value;
  }
  void Write(std::size_t writer, const Move& move, const Value& value) {
    for (int i = 0; i < move.size; ++i) {
      memory_[move.address + static_cast<std::uint64_t>(i)] =
          static_cast<std::uint8_t>(value.low >> (8 * i));
    }
    for (std::size_t i = 0; i < threads_.size(); ++i) {
      if (i == writer) continue;
      threads_[i] =
          machine_.AfterForeignWrite(threads_[i], move.address, move.size)
              .value();
    }
  }

  Machine& machine_;
  std::vector<LocalState> threads_;
  std::map<std::uint64_t, std::uint8_t> memory_;
  std::size_t last_ = ~std::size_t{0};
  int switches_ = 0;
};

bool SameMove(const Move& a, const Move& b) {
  return a.kind == b.kind && a.size == b.size && a.address == b.address &&
         a.value == b.value && a.operation == b.operation &&
         std::string_view(a.note) == b.note;
}

bool Replay::Take(const WitnessStep& step) {
  if (last_ != ~std::size_t{0} && last_ != step.thread) ++switches_;
  last_ = step.thread;
  const auto moves = machine_.Moves(threads_[step.thread]).value();
  for (std::size_t i = 0; i < moves.size(); ++i) {
    if (!SameMove(moves[i], step.move)) continue;
    const Move move = moves[i];
    const bool reads = move.kind == Move::Kind::kRead ||
                       move.kind == Move::Kind::kReadModifyWrite;
    const Value read = reads ? Read(move.address, move.size) : Value();
    if (read != step.read) return false;
    const Step next = machine_.Next(threads_[step.thread], i, read).value();
    threads_[step.thread] = next.next;
    if (move.kind == Move::Kind::kWrite) Write(step.thread, move, move.value);
    if (move.kind == Move::Kind::kReadModifyWrite && next.writes) {
      Write(step.thread, move, next.value);
    }
    return true;
  }
  return false;
}

class ReplayedState : public FinalState {
 public:
  explicit ReplayedState(const Replay& replay) : replay_(replay) {}
  absl::StatusOr<Value> Read(std::uint64_t address, int size) const override {
    return replay_.Read(address, size);
  }
  std::uint64_t Register(std::size_t thread,
                         isa::RegisterNumber reg) const override {
    const LocalView view = replay_.machine_.View(replay_.threads_[thread]);
    for (const RegisterValue& held : view.registers) {
      if (held.reg == reg) return held.value;
    }
    return 0;
  }

 private:
  const Replay& replay_;
};

Outcome Replay::Observed(const Observe& observe) const {
  return observe(ReplayedState(*this)).value();
}

// "" if all is well.
std::string WhyNoWitness(const Job& job, MakeMachine make,
                         const Reached& reached, const Observe& observe) {
  const std::unique_ptr<Machine> machine = make(job);
  Replay replay(job, *machine);
  for (const WitnessStep& step : reached.witness) {
    if (!replay.Take(step)) return "a move that cannot be made";
  }
  if (!replay.Finished()) return "it does not end";
  if (replay.Observed(observe) != reached.outcome) return "another outcome";
  return replay.switches() == reached.context_switches ? "" : "other switches";
}

void ExpectWitnesses(const Job& job, MakeMachine make,
                     const Observe& observe = FinalX) {
  for (const Reached& reached : MustExplore(job, make, observe).outcomes) {
    EXPECT_EQ(WhyNoWitness(job, make, reached, observe), "")
        << ::testing::PrintToString(reached.outcome);
  }
}

class Witnesses : public ::testing::TestWithParam<MakeMachine> {};

INSTANTIATE_TEST_SUITE_P(All, Witnesses,
                         ::testing::Values(&MakeScMachine, &MakeTsoMachine),
                         [](const auto& info) {
                           return info.param == &MakeScMachine ? "Sc" : "Tso";
                         });

TEST_P(Witnesses, CanBeReplayed) {
  for (const Job& job :
       {RacyJob(2, 2), RacyJob(3, 1), FetchAddJob(2, 2), CasLoopJob(),
        LoadLinkedJob(), SpinlockJob(true), TwoLocksJob()}) {
    ExpectWitnesses(job, GetParam());
  }
  ExpectWitnesses(StoreBufferingJob(false), GetParam(), BothRegisters);
}

TEST(WitnessTest, AFalseWitnessIsFoundOut) {
  const Job job = RacyJob(2, 1);
  Reached reached = MustExplore(job, MakeScMachine).outcomes.front();
  ASSERT_EQ(WhyNoWitness(job, MakeScMachine, reached, FinalX), "");
  Reached longer = reached;
  ++longer.context_switches;
  EXPECT_NE(WhyNoWitness(job, MakeScMachine, longer, FinalX), "");
  Reached other = reached;
  other.outcome = {2};
  EXPECT_NE(WhyNoWitness(job, MakeScMachine, other, FinalX), "");
  Reached swapped = reached;
  for (WitnessStep& step : swapped.witness) step.thread = 0;
  EXPECT_NE(WhyNoWitness(job, MakeScMachine, swapped, FinalX), "");
  reached.witness.pop_back();
  EXPECT_NE(WhyNoWitness(job, MakeScMachine, reached, FinalX), "");
}

// All schedules, tried one by one: the fewest switches for each final value.
class EverySchedule {
 public:
  explicit EverySchedule(const Job& job)
      : job_(job), machine_(MakeScMachine(job)) {}

  std::map<Outcome, int> Fewest() {
    std::vector<LocalState> threads;
    threads.reserve(job_.threads.size());
    for (const Thread& thread : job_.threads) {
      threads.push_back(machine_->Start(thread).value());
    }
    Try(threads, 0, threads.size(), 0);
    return fewest_;
  }

 private:
  // Only x is shared, and nothing but reads and writes touches it.
  void Try(const std::vector<LocalState>& threads, std::uint64_t x,
           std::size_t last, int switches) {
    bool ended = true;
    for (std::size_t i = 0; i < threads.size(); ++i) {
      const auto moves = machine_->Moves(threads[i]).value();
      if (moves.empty()) continue;
      ended = false;
      const Move move = moves[0];
      std::vector<LocalState> after = threads;
      after[i] = machine_->Next(threads[i], 0, {x, 0}).value().next;
      const bool switched = last != threads.size() && last != i;
      Try(after, move.kind == Move::Kind::kWrite ? move.value.low : x, i,
          switches + (switched ? 1 : 0));
    }
    if (!ended) return;
    const auto [found, added] = fewest_.try_emplace(Outcome{x}, switches);
    if (!added && switches < found->second) found->second = switches;
  }

  const Job& job_;
  std::unique_ptr<Machine> machine_;
  std::map<Outcome, int> fewest_;
};

TEST(WitnessTest, NoScheduleHasFewerSwitches) {
  for (const Job& job : {RacyJob(2, 1), RacyJob(2, 2), RacyJob(3, 1)}) {
    std::map<Outcome, int> fewest;
    for (const Reached& reached : MustExplore(job, MakeScMachine).outcomes) {
      fewest[reached.outcome] = reached.context_switches;
    }
    EXPECT_EQ(fewest, EverySchedule(job).Fewest());
  }
}

TEST(WitnessTest, InterchangeableThreadsAreToldApartByTheirRegisters) {
  ProgramBuilder builder;
  builder.FetchAdd(1, C(kX), 1);
  builder.Return();
  Job job = JobOf(std::move(builder), {0, 0});
  for (Thread& thread : job.threads) thread.observed = {1};
  EXPECT_THAT(OutcomesOf(job, MakeScMachine, BothRegisters),
              ElementsAre(Outcome{0, 1}, Outcome{1, 0}));
  ExpectWitnesses(job, MakeScMachine, BothRegisters);
}

TEST(WitnessTest, AMachinesChoiceIsMadeEveryWay) {
  ProgramBuilder builder;
  builder.Add({.kind = isa::MicroOp::Kind::kChoose, .result = 2, .b = C(3)},
              "choose");
  builder.Store(C(kX), R(2));
  builder.Return();
  const Job job = JobOf(std::move(builder), {0});
  EXPECT_THAT(OutcomesOf(job, MakeScMachine),
              ElementsAre(Outcome{0}, Outcome{1}, Outcome{2}));
  ExpectWitnesses(job, MakeTsoMachine);
}

}  // namespace
}  // namespace atomics_lab::explore
