#include "tools/explore/reachable_accesses.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "absl/container/node_hash_map.h"
#include "tools/explore/dependencies.h"
#include "tools/explore/liveness.h"
#include "tools/explore/program.h"
#include "tools/isa/micro_op.h"

namespace atomics_lab::explore {
namespace {

using isa::MicroOp;
using isa::Source;
using Kind = isa::MicroOp::Kind;

using MaybeValue = std::optional<std::uint64_t>;

MaybeValue Get(const KnownRegisters& registers, const Source& source) {
  if (source.kind != Source::Kind::kRegister) return source.constant;
  if (!registers.known.test(source.reg)) return std::nullopt;
  return registers.values[source.reg];
}

MaybeValue Compute(const KnownRegisters& registers, const MicroOp& op) {
  const MaybeValue a = Get(registers, op.a);
  const MaybeValue b = Get(registers, op.b);
  const MaybeValue c = Get(registers, op.c);
  if (!a.has_value() || !b.has_value() || !c.has_value()) return std::nullopt;
  return isa::Evaluate(op.operation, op.bits, *a, *b, *c);
}

KnownRegisters AtEntry(const Thread& thread) {
  KnownRegisters registers;
  registers.known.set();
  for (const RegisterValue& value : thread.registers) {
    registers.values[value.reg] = value.value;
  }
  return registers;
}

// Leaves what both know. False if `known` knew no more than that.
bool Join(KnownRegisters& known, const KnownRegisters& other) {
  bool lost = false;
  for (std::size_t reg = 0; reg < isa::kMostRegisters; ++reg) {
    if (!known.known.test(reg)) continue;
    if (other.known.test(reg) && other.values[reg] == known.values[reg]) {
      continue;
    }
    known.known.reset(reg);
    lost = true;
  }
  return lost;
}

class Paths {
 public:
  // `heads`: operations that some other than the one before them leads to.
  // `again`: null, or what a next call starts from.
  Paths(const Program& program, const std::vector<bool>& heads,
        const Thread* again)
      : program_(program), is_head_(heads), again_(again) {}

  ReachableAccesses::Places Follow(std::uint32_t operation,
                                   const KnownRegisters& registers) {
    Reach(operation, registers);
    while (!pending_.empty()) {
      const std::uint32_t next = pending_.back();
      pending_.pop_back();
      if (!Pass(next, before_[next])) return std::nullopt;
    }
    return std::vector<AccessedPlace>(places_.begin(), places_.end());
  }

 private:
  void Reach(std::uint64_t operation, const KnownRegisters& registers) {
    const auto at = static_cast<std::uint32_t>(operation);
    const auto [found, added] = before_.try_emplace(at, registers);
    if (added || Join(found->second, registers)) pending_.push_back(at);
  }

  // From `at` to where ways meet or part. False if an address cannot be told.
  bool Pass(std::uint32_t at, KnownRegisters registers) {
    for (const std::uint32_t first = at;; ++at) {
      if (at >= program_.operations.size()) return false;
      if (at != first && is_head_[at]) {
        Reach(at, registers);
        return true;
      }
      const MicroOp& op = program_.operations[at];
      switch (op.kind) {
        case Kind::kCompute:
          registers.Set(op.result, Compute(registers, op));
          break;
        case Kind::kLoad:
        case Kind::kStore:
          if (!Access(op, registers)) return false;
          break;
        case Kind::kChoose:
          registers.Set(op.result, std::nullopt);
          break;
        case Kind::kBranch:
          Branch(at, op, registers);
          return true;
        case Kind::kJump:
          Reach(op.target, registers);
          return true;
        case Kind::kReturn:
          if (again_ != nullptr) Reach(again_->entry, AtEntry(*again_));
          return true;
        case Kind::kTrap:
          return true;
        case Kind::kCall:
          return false;
        case Kind::kFence:
        case Kind::kClearExclusive:
          break;
      }
    }
  }

  bool Access(const MicroOp& op, KnownRegisters& registers) {
    const MaybeValue address = Get(registers, op.a);
    if (!address.has_value()) return false;
    const bool stores = op.kind == Kind::kStore;
    places_.insert({*address, op.size, stores});
    if (Receives(op)) registers.Set(op.result, std::nullopt);
    if (!stores && op.size == 16) registers.Set(op.result_high, std::nullopt);
    return true;
  }

  void Branch(std::uint32_t at, const MicroOp& op,
              const KnownRegisters& registers) {
    const MaybeValue condition = Get(registers, op.a);
    if (condition.value_or(1) != 0) Reach(op.target, registers);
    if (condition.value_or(0) == 0) Reach(at + std::uint64_t{1}, registers);
  }

  const Program& program_;
  const std::vector<bool>& is_head_;
  const Thread* again_;
  absl::node_hash_map<std::uint32_t, KnownRegisters> before_;
  std::vector<std::uint32_t> pending_;
  std::set<AccessedPlace> places_;
};

}  // namespace

void KnownRegisters::Set(isa::RegisterNumber reg,
                         std::optional<std::uint64_t> value) {
  known.set(reg, value.has_value());
  values[reg] = value.value_or(0);
}

ReachableAccesses::ReachableAccesses(const Program& program,
                                     const Thread& thread)
    : program_(program),
      thread_(thread),
      live_(LiveBefore(program, {})),
      heads_(HeadsOf(program)) {
  if (thread.entry < heads_.size()) heads_[thread.entry] = true;
}

const ReachableAccesses::Places& ReachableAccesses::From(
    std::uint32_t operation, const KnownRegisters& registers, bool again) {
  std::vector<std::uint64_t> key = {operation, again ? 1U : 0U};
  KnownRegisters kept;
  kept.known = registers.known & live_[operation];
  for (std::size_t reg = 0; reg < isa::kMostRegisters; ++reg) {
    if (!kept.known.test(reg)) continue;
    kept.values[reg] = registers.values[reg];
    key.insert(key.end(), {reg, registers.values[reg]});
  }
  const auto [found, added] = known_.try_emplace(std::move(key));
  if (added) {
    found->second = Paths(program_, heads_, again ? &thread_ : nullptr)
                        .Follow(operation, kept);
  }
  return found->second;
}

const ReachableAccesses::Places& ReachableAccesses::FromStart() {
  return From(thread_.entry, AtEntry(thread_), true);
}

}  // namespace atomics_lab::explore
