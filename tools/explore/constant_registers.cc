#include "tools/explore/constant_registers.h"

#include <cstddef>
#include <vector>

#include "tools/explore/dependencies.h"
#include "tools/explore/liveness.h"
#include "tools/explore/program.h"
#include "tools/isa/micro_op.h"

namespace atomics_lab::explore {
namespace {

using isa::MicroOp;
using Kind = isa::MicroOp::Kind;

bool Holds(const RegisterSet& set, const isa::Source& source) {
  return source.kind == isa::Source::Kind::kRegister && set.test(source.reg);
}

RegisterSet After(const MicroOp& op, RegisterSet set,
                  Dependencies dependencies) {
  if (op.kind == Kind::kCompute) {
    const bool cleared =
        dependencies == Dependencies::kIgnored && ClearsItself(op);
    set.set(op.result, !cleared && (Holds(set, op.a) || Holds(set, op.b) ||
                                    Holds(set, op.c)));
  }
  if (Receives(op)) set.set(op.result);
  if (op.kind == Kind::kLoad && op.size == 16) set.set(op.result_high);
  return set;
}

class Solver {
 public:
  Solver(const Program& program, Dependencies dependencies)
      : program_(program),
        dependencies_(dependencies),
        before_(program.operations.size()) {}

  std::vector<RegisterSet> Solve() {
    bool changed = true;
    while (changed) {
      changed = false;
      for (std::size_t i = 0; i < before_.size(); ++i) changed |= Pass(i);
    }
    return before_;
  }

 private:
  bool Pass(std::size_t i) {
    const MicroOp& op = program_.operations[i];
    const RegisterSet after = After(op, before_[i], dependencies_);
    const bool goes = op.kind == Kind::kJump || op.kind == Kind::kBranch;
    const bool stays = op.kind != Kind::kJump && op.kind != Kind::kReturn &&
                       op.kind != Kind::kTrap;
    const bool there = goes && Add(op.target, after);
    const bool next = stays && Add(i + 1, after);
    return there || next;
  }

  bool Add(std::size_t to, const RegisterSet& set) {
    if (to >= before_.size() || (set & ~before_[to]).none()) return false;
    before_[to] |= set;
    return true;
  }

  const Program& program_;
  const Dependencies dependencies_;
  std::vector<RegisterSet> before_;
};

}  // namespace

std::vector<RegisterSet> LoadedBefore(const Program& program,
                                      Dependencies dependencies) {
  return Solver(program, dependencies).Solve();
}

}  // namespace atomics_lab::explore
