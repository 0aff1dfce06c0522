#include "tools/explore/liveness.h"

#include <cstddef>
#include <vector>

#include "tools/explore/program.h"
#include "tools/isa/micro_op.h"

namespace atomics_lab::explore {
namespace {

using isa::Atomicity;
using isa::MicroOp;
using Kind = isa::MicroOp::Kind;

bool IsExclusive(const MicroOp& op) {
  return op.atomicity == Atomicity::kExclusive;
}

RegisterSet Reads(const MicroOp& op) {
  RegisterSet reads;
  for (const isa::Source& source : {op.a, op.b, op.c, op.condition}) {
    if (source.kind == isa::Source::Kind::kRegister) reads.set(source.reg);
  }
  if (op.kind == Kind::kStore && IsExclusive(op)) reads.set(kMonitor);
  return reads;
}

RegisterSet Writes(const MicroOp& op) {
  RegisterSet writes;
  if (op.kind == Kind::kCompute || op.kind == Kind::kLoad ||
      op.kind == Kind::kChoose) {
    writes.set(op.result);
  }
  if (op.kind == Kind::kLoad && op.size == 16) writes.set(op.result_high);
  if (op.kind == Kind::kClearExclusive) writes.set(kMonitor);
  if (IsExclusive(op)) {
    writes.set(kMonitor);
    writes.set(op.result);
  }
  return writes;
}

class Solver {
 public:
  Solver(const Program& program, const RegisterSet& at_return)
      : program_(program), at_return_(at_return) {}

  std::vector<RegisterSet> Solve() {
    before_.assign(program_.operations.size(), {});
    bool changed = true;
    while (changed) {
      changed = false;
      for (std::size_t i = before_.size(); i-- > 0;) changed |= Update(i);
    }
    return before_;
  }

 private:
  bool Update(std::size_t i) {
    const MicroOp& op = program_.operations[i];
    const RegisterSet live = (After(i) & ~Writes(op)) | Reads(op);
    if (live == before_[i]) return false;
    before_[i] = live;
    return true;
  }

  RegisterSet After(std::size_t i) const {
    const MicroOp& op = program_.operations[i];
    switch (op.kind) {
      case Kind::kReturn:
        return at_return_;
      case Kind::kTrap:
        return {};
      case Kind::kJump:
        return At(op.target);
      case Kind::kBranch:
        return At(op.target) | At(i + 1);
      default:
        return At(i + 1);
    }
  }

  RegisterSet At(std::size_t i) const {
    return i < before_.size() ? before_[i] : RegisterSet();
  }

  const Program& program_;
  const RegisterSet at_return_;
  std::vector<RegisterSet> before_;
};

}  // namespace

RegisterSet ObservedOfAny(const Job& job) {
  RegisterSet observed;
  for (const Thread& thread : job.threads) {
    for (const isa::RegisterNumber reg : thread.observed) observed.set(reg);
  }
  return observed;
}

std::vector<RegisterSet> LiveBefore(const Program& program,
                                    const RegisterSet& at_return) {
  return Solver(program, at_return).Solve();
}

}  // namespace atomics_lab::explore
