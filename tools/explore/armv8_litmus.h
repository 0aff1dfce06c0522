// Litmus tests built by hand, for tests of the Armv8 machine.
#ifndef ATOMICS_LAB_TOOLS_EXPLORE_ARMV8_LITMUS_H_
#define ATOMICS_LAB_TOOLS_EXPLORE_ARMV8_LITMUS_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "gtest/gtest.h"
#include "tools/explore/armv8_machine.h"
#include "tools/explore/machine.h"
#include "tools/explore/program.h"
#include "tools/explore/search.h"
#include "tools/isa/micro_op.h"

namespace atomics_lab::explore::litmus {

using isa::Acquire;
using isa::Atomicity;
using isa::Fence;
using isa::MicroOp;
using isa::Operation;
using isa::Source;
using Kind = MicroOp::Kind;

inline constexpr std::uint64_t kX = 0x1000;
inline constexpr std::uint64_t kY = 0x1010;
inline constexpr std::uint64_t kZ = 0x1020;
inline constexpr std::uint64_t kStack = 0x8000;
inline constexpr std::size_t kWords = 6;

inline Source R(int reg) {
  return Source::Of(static_cast<isa::RegisterNumber>(reg));
}
inline Source C(std::uint64_t constant) { return Source::Of(constant); }

inline MicroOp Ldr(int to, Source address, Acquire acquire = Acquire::kNone) {
  MicroOp op;
  op.kind = Kind::kLoad;
  op.size = 8;
  op.result = static_cast<isa::RegisterNumber>(to);
  op.a = address;
  op.acquire = acquire;
  return op;
}
inline MicroOp Ldar(int to, Source address) {
  return Ldr(to, address, Acquire::kAcquire);
}
inline MicroOp Str(Source address, Source value, bool release = false) {
  MicroOp op;
  op.kind = Kind::kStore;
  op.size = 8;
  op.a = address;
  op.b = value;
  op.release = release;
  return op;
}
inline MicroOp Stlr(Source address, Source value) {
  return Str(address, value, true);
}
inline MicroOp Ldxr(int to, Source address, Acquire acquire = Acquire::kNone) {
  MicroOp op = Ldr(to, address, acquire);
  op.atomicity = Atomicity::kExclusive;
  return op;
}
inline MicroOp Stxr(int status, Source address, Source value,
                    bool release = false) {
  MicroOp op = Str(address, value, release);
  op.atomicity = Atomicity::kExclusive;
  op.result = static_cast<isa::RegisterNumber>(status);
  return op;
}
inline MicroOp Dmb(Fence fence) {
  MicroOp op;
  op.kind = Kind::kFence;
  op.fence = fence;
  return op;
}
inline MicroOp Do(Operation operation, int to, Source a, Source b) {
  MicroOp op;
  op.operation = operation;
  op.result = static_cast<isa::RegisterNumber>(to);
  op.a = a;
  op.b = b;
  return op;
}
inline MicroOp Branch(Source condition, std::uint64_t target) {
  MicroOp op;
  op.kind = Kind::kBranch;
  op.a = condition;
  op.target = target;
  return op;
}
inline MicroOp Return() {
  MicroOp op;
  op.kind = Kind::kReturn;
  return op;
}

using Code = std::vector<MicroOp>;

// An atomic swap: the old value to `to`.
inline Code Swp(int to, Source address, Source value, bool acquire,
                bool release) {
  MicroOp load = Ldr(to, address, acquire ? Acquire::kAcquire : Acquire::kNone);
  MicroOp store = Str(address, value, release);
  load.atomicity = store.atomicity = Atomicity::kReadModifyWrite;
  return {load, store};
}
inline Code Cas(int to, Source address, Source expected, Source value) {
  Code code = Swp(20, address, value, false, false);
  code.insert(code.begin() + 1, Do(Operation::kEqual, 21, R(20), expected));
  code[2].condition = R(21);
  code.push_back(Do(Operation::kCopy, to, R(20), C(0)));
  return code;
}
inline Code Ldadd(int to, Source address, Source value, bool acquire,
                  bool release) {
  Code code = Swp(20, address, R(21), acquire, release);
  code.insert(code.begin() + 1, Do(Operation::kAdd, 21, R(20), value));
  code.push_back(Do(Operation::kCopy, to, R(20), C(0)));
  return code;
}

inline Code Then(const std::vector<Code>& parts) {
  Code all;
  for (const Code& part : parts) {
    for (MicroOp op : part) {
      op.site = static_cast<std::uint32_t>(all.size());
      if (op.atomicity == Atomicity::kReadModifyWrite) op.site = 9999;
      all.push_back(op);
    }
  }
  // Every operation of a pair's instruction has its site.
  for (std::size_t i = 1; i < all.size(); ++i) {
    const bool between =
        all[i].kind == Kind::kCompute && all[i - 1].site == 9999;
    if (between) all[i].site = 9999;
  }
  return all;
}

// Threads' codes in one program; branch targets count from each code's start.
struct Litmus {
  std::vector<Code> threads;
  int calls = 1;
  // Registers that are observed: {thread, register}; then memory.
  std::vector<std::pair<std::size_t, int>> registers;
  std::vector<std::uint64_t> memory;
  std::map<int, std::uint64_t> start;  // of all threads
};

inline Job JobOf(const Litmus& litmus) {
  Job job;
  for (const Code& code : litmus.threads) {
    Thread thread;
    const auto base = static_cast<std::uint32_t>(job.program.operations.size());
    thread.entry = base;
    thread.calls = litmus.calls;
    for (const auto& [reg, value] : litmus.start) {
      thread.registers.push_back(
          {static_cast<isa::RegisterNumber>(reg), value});
    }
    thread.own = {{.address = kStack,
                   .bytes = std::vector<std::uint8_t>(64),
                   .name = "stack",
                   .writable = true}};
    for (const auto& [number, reg] : litmus.registers) {
      if (number != job.threads.size()) continue;
      thread.observed.push_back(static_cast<isa::RegisterNumber>(reg));
    }
    for (MicroOp op : code) {
      op.target += base;
      job.program.operations.push_back(op);
    }
    job.program.operations.push_back(Return());
    job.threads.push_back(thread);
  }
  job.memory = {{.address = kX,
                 .bytes = std::vector<std::uint8_t>(kWords * 8),
                 .name = "x",
                 .writable = true}};
  return job;
}

inline absl::StatusOr<Exploration> Everything(
    const Litmus& litmus, const Armv8Options& options = {},
    std::uint64_t states = ~std::uint64_t{0}) {
  const Job job = JobOf(litmus);
  Armv8Machine machine(job, options);
  const auto observe = [&](const FinalState& state) -> absl::StatusOr<Outcome> {
    Outcome outcome;
    for (const auto& [thread, reg] : litmus.registers) {
      outcome.push_back(
          state.Register(thread, static_cast<isa::RegisterNumber>(reg)));
    }
    for (const std::uint64_t address : litmus.memory) {
      ABSL_ASSIGN_OR_RETURN(const Value value, state.Read(address, 8));
      outcome.push_back(value.low);
    }
    return outcome;
  };
  return Search(job, machine, observe,
                {.states = states,
                 .witnesses = false,
                 .symmetry = litmus.registers.empty()});
}

using Outcomes = std::set<std::vector<std::uint64_t>>;
using Row = std::vector<std::uint64_t>;

// Requires: `bound` is what the exploration says of itself.
inline Outcomes Explored(const Litmus& litmus, const std::string& bound = "") {
  const absl::StatusOr<Exploration> found = Everything(litmus);
  EXPECT_TRUE(found.ok()) << found.status();
  if (!found.ok()) return {};
  EXPECT_EQ(found->bound, bound);
  EXPECT_EQ(found->complete, bound.empty());
  Outcomes outcomes;
  for (const Reached& reached : found->outcomes) {
    outcomes.insert(reached.outcome);
  }
  return outcomes;
}

}  // namespace atomics_lab::explore::litmus

#endif  // ATOMICS_LAB_TOOLS_EXPLORE_ARMV8_LITMUS_H_
