// Programs built by hand, for tests.
#ifndef ATOMICS_LAB_TOOLS_EXPLORE_PROGRAM_FIXTURE_H_
#define ATOMICS_LAB_TOOLS_EXPLORE_PROGRAM_FIXTURE_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tools/explore/program.h"
#include "tools/isa/micro_op.h"

namespace atomics_lab::explore {

inline constexpr std::uint64_t kX = 0x1000;
inline constexpr std::uint64_t kY = 0x1008;
inline constexpr std::uint64_t kStack = 0x8000;

inline isa::Source R(isa::RegisterNumber reg) { return isa::Source::Of(reg); }
inline isa::Source C(std::uint64_t number) { return isa::Source::Of(number); }

// One operation after another; each is an instruction of its own.
class ProgramBuilder {
 public:
  using Kind = isa::MicroOp::Kind;

  std::uint32_t Here() const {
    return static_cast<std::uint32_t>(program_.operations.size());
  }

  isa::MicroOp& Add(isa::MicroOp op, const std::string& text) {
    op.site = static_cast<std::uint32_t>(program_.sites.size());
    program_.sites.push_back(
        {.function = "F", .address = std::uint64_t{op.site} * 4, .text = text});
    program_.operations.push_back(op);
    return program_.operations.back();
  }

  isa::MicroOp& Compute(isa::RegisterNumber to, isa::Operation operation,
                        isa::Source a, isa::Source b = {}) {
    return Add({.kind = Kind::kCompute,
                .operation = operation,
                .result = to,
                .a = a,
                .b = b},
               "compute");
  }
  isa::MicroOp& Load(isa::RegisterNumber to, isa::Source address,
                     std::uint8_t size = 8) {
    return Add({.kind = Kind::kLoad, .size = size, .result = to, .a = address},
               "load");
  }
  isa::MicroOp& Store(isa::Source address, isa::Source value,
                      std::uint8_t size = 8) {
    return Add({.kind = Kind::kStore, .size = size, .a = address, .b = value},
               "store");
  }
  void Fence() { Add({.kind = Kind::kFence}, "fence"); }
  isa::MicroOp& Branch(isa::Source condition, std::uint64_t target = 0) {
    return Add({.kind = Kind::kBranch, .a = condition, .target = target},
               "branch");
  }
  void Jump(std::uint64_t target) {
    Add({.kind = Kind::kJump, .target = target}, "jump");
  }
  void Return() { Add({.kind = Kind::kReturn}, "return"); }

  // old = [address]; [address] = old + by, at once.
  void FetchAdd(isa::RegisterNumber old, isa::Source address,
                std::uint64_t by) {
    Load(old, address).atomicity = isa::Atomicity::kReadModifyWrite;
    Compute(kTemporary, isa::Operation::kAdd, R(old), C(by));
    Store(address, R(kTemporary)).atomicity = isa::Atomicity::kReadModifyWrite;
  }
  void Exchange(isa::RegisterNumber old, isa::Source address,
                isa::Source value) {
    Load(old, address).atomicity = isa::Atomicity::kReadModifyWrite;
    Store(address, value).atomicity = isa::Atomicity::kReadModifyWrite;
  }
  // success = [address] == expected, and then it is `desired`.
  void CompareExchange(isa::RegisterNumber success, isa::Source address,
                       isa::Source expected, isa::Source desired) {
    Load(kTemporary, address).atomicity = isa::Atomicity::kReadModifyWrite;
    Compute(success, isa::Operation::kEqual, R(kTemporary), expected);
    isa::MicroOp& store = Store(address, desired);
    store.atomicity = isa::Atomicity::kReadModifyWrite;
    store.condition = R(success);
  }
  // Spins until it has exchanged 0 for 1.
  void Lock(isa::Source address) {
    const std::uint32_t again = Here();
    Exchange(kOther, address, C(1));
    Branch(R(kOther), again);
  }
  void RacyAdd(isa::Source address) {
    Load(0, address);
    Compute(0, isa::Operation::kAdd, R(0), C(1));
    Store(address, R(0));
  }

  Program Take() {
    for (int i = 0; i < 16; ++i) {
      program_.register_names.push_back(absl::StrCat("r", i));
    }
    return std::move(program_);
  }

 private:
  static constexpr isa::RegisterNumber kTemporary = 100;
  static constexpr isa::RegisterNumber kOther = 101;

  Program program_;
};

inline MemoryRegion Zeros(std::uint64_t address, std::size_t size,
                          const std::string& name) {
  return {.address = address,
          .bytes = std::vector<std::uint8_t>(size),
          .name = name};
}

// Two words of shared memory, and a thread for each entry.
inline Job JobOf(ProgramBuilder builder,
                 const std::vector<std::uint32_t>& entries, int calls = 1) {
  Job job;
  job.program = builder.Take();
  job.memory = {Zeros(kX, 8, "x"), Zeros(kY, 8, "y")};
  for (const std::uint32_t entry : entries) {
    job.threads.push_back({.entry = entry, .calls = calls});
  }
  return job;
}

inline Job RacyJob(std::size_t threads, int calls) {
  ProgramBuilder builder;
  builder.RacyAdd(C(kX));
  builder.Return();
  return JobOf(std::move(builder), std::vector<std::uint32_t>(threads), calls);
}

// Store buffering: each stores 1 to its own variable and reads the other's.
inline Job StoreBufferingJob(bool fenced) {
  ProgramBuilder builder;
  std::vector<std::uint32_t> entries;
  for (const auto& [mine, other] : {std::pair{kX, kY}, std::pair{kY, kX}}) {
    entries.push_back(builder.Here());
    builder.Store(C(mine), C(1));
    if (fenced) builder.Fence();
    builder.Load(1, C(other));
    builder.Return();
  }
  Job job = JobOf(std::move(builder), entries);
  for (Thread& thread : job.threads) thread.observed = {1};
  return job;
}

inline Job FetchAddJob(std::size_t threads, int calls) {
  ProgramBuilder builder;
  builder.FetchAdd(0, C(kX), 1);
  builder.Return();
  return JobOf(std::move(builder), std::vector<std::uint32_t>(threads), calls);
}

inline Job CasLoopJob() {
  ProgramBuilder builder;
  builder.Load(0, C(kX));
  builder.Compute(1, isa::Operation::kAdd, R(0), C(1));
  builder.CompareExchange(2, C(kX), R(0), R(1));
  builder.Compute(2, isa::Operation::kXor, R(2), C(1));
  builder.Branch(R(2), 0);
  builder.Return();
  return JobOf(std::move(builder), {0, 0}, 2);
}

inline Job LoadLinkedJob() {
  ProgramBuilder builder;
  builder.Load(0, C(kX)).atomicity = isa::Atomicity::kExclusive;
  builder.Compute(0, isa::Operation::kAdd, R(0), C(1));
  isa::MicroOp& store = builder.Store(C(kX), R(0));
  store.atomicity = isa::Atomicity::kExclusive;
  store.result = 3;
  builder.Branch(R(3), 0);
  builder.Return();
  return JobOf(std::move(builder), {0, 0}, 2);
}

inline Job SpinlockJob(bool unlocks) {
  ProgramBuilder builder;
  builder.Lock(C(kY));
  builder.RacyAdd(C(kX));
  if (unlocks) builder.Store(C(kY), C(0));
  builder.Return();
  return JobOf(std::move(builder), {0, 0}, 1);
}

// Each takes two locks, in opposite orders.
inline Job TwoLocksJob() {
  ProgramBuilder builder;
  builder.Lock(C(kX));
  builder.Lock(C(kY));
  builder.Store(C(kY), C(0));
  builder.Store(C(kX), C(0));
  builder.Return();
  const std::uint32_t second = builder.Here();
  builder.Lock(C(kY));
  builder.Lock(C(kX));
  builder.Store(C(kX), C(0));
  builder.Store(C(kY), C(0));
  builder.Return();
  return JobOf(std::move(builder), {0, second});
}

}  // namespace atomics_lab::explore

#endif  // ATOMICS_LAB_TOOLS_EXPLORE_PROGRAM_FIXTURE_H_
