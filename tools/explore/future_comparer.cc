#include "tools/explore/future_comparer.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "tools/explore/compared_pair.h"
#include "tools/explore/dependencies.h"
#include "tools/explore/future_classes.h"
#include "tools/explore/liveness.h"
#include "tools/explore/program.h"
#include "tools/explore/symbolic_terms.h"
#include "tools/isa/micro_op.h"

namespace atomics_lab::explore {
namespace {

using isa::MicroOp;
using isa::Source;
using Kind = isa::MicroOp::Kind;

using Half = ComparedHalf;
using Pair = ComparedPair;

// What becomes of a constant that both hold where they access something. If
// they have the same future whatever it is, they have it with that one: then a
// loop that counts up to something unknown comes back to where it was.
enum class Constants { kKept, kForgotten };

std::size_t EndOf(const RegisterSet& set) {
  std::size_t end = 0;
  ForEachRegister(set, [&](std::size_t reg, std::size_t) { end = reg + 1; });
  return end;
}

class Comparison {
 public:
  Comparison(const FutureComparer::Asked& asked,
             const std::vector<std::uint64_t>& telling, FutureClasses& same,
             Constants constants)
      : program_(asked.program),
        live_(asked.live),
        at_return_(asked.at_return),
        telling_(telling),
        same_(same),
        constants_(constants),
        registers_(
            std::max(RegistersOf(asked.program), EndOf(asked.at_return))),
        terms_(asked.dependencies) {}

  bool Same(std::uint32_t operation, isa::RegisterNumber reg, std::uint64_t a,
            std::uint64_t b) {
    Half half{.operation = operation,
              .registers = std::vector<Term>(registers_)};
    for (Term& term : half.registers) term = Unknown();
    half.registers[reg] = {.number = a};
    Half other = half;
    other.registers[reg] = {.number = b};
    accessed_.emplace_back(std::move(half), std::move(other));
    while (!accessed_.empty()) {
      pairs_.push_back(std::move(accessed_.back()));
      accessed_.pop_back();
      if (!FollowAll()) return false;
      // Behind an access, all that was computed before it has a new name.
      terms_.Forget();
    }
    return true;
  }

  // Whether it matters what becomes of constants.
  bool forgot() const { return forgot_; }

 private:
  const MicroOp& Next(const Half& half) const {
    return program_.operations[half.operation];
  }
  Term Unknown() { return terms_.Unknown(); }
  static Term Get(const Half& half, const Source& source) {
    if (source.kind == Source::Kind::kRegister) {
      return half.registers[source.reg];
    }
    return {.number = source.constant};
  }
  Term Asked(const Half& half) const { return Get(half, Next(half).a); }

  // To the next accesses. False as soon as two are told apart.
  bool FollowAll() {
    while (!pairs_.empty()) {
      Pair pair = std::move(pairs_.back());
      pairs_.pop_back();
      if (!Follow(std::move(pair))) return false;
    }
    return true;
  }

  bool Follow(Pair pair) {
    if (Identical(pair)) return true;
    if (!Run(pair.first) || !Run(pair.second)) return false;
    const MicroOp& a = Next(pair.first);
    const MicroOp& b = Next(pair.second);
    if (a.kind != b.kind || ++followed_ > FutureComparer::kMostPairs) {
      return false;
    }
    if (a.kind == Kind::kBranch) return Part(std::move(pair));
    if (!IsNew(pair)) return true;
    if (!AccessAlike(pair)) return false;
    if (a.kind == Kind::kReturn || a.kind == Kind::kTrap) return true;
    Receive(pair);
    accessed_.push_back(std::move(pair));
    return true;
  }

  // What makes the two differ is no longer live.
  bool Identical(const Pair& pair) const {
    const auto& [first, second] = pair;
    if (first.operation != second.operation ||
        first.operation >= live_.size()) {
      return false;
    }
    bool same = true;
    ForEachRegister(live_[first.operation], [&](std::size_t reg, std::size_t) {
      same &= first.registers[reg] == second.registers[reg];
    });
    return same;
  }

  void Compute(Half& half, const MicroOp& op) {
    half.registers[op.result] =
        terms_.Compute(op, Get(half, op.a), Get(half, op.b), Get(half, op.c));
  }

  // Computes up to what cannot be computed. False if that never comes.
  bool Run(Half& half) {
    for (; steps_ < FutureComparer::kMostSteps; ++steps_) {
      if (half.operation >= program_.operations.size()) return false;
      half.operation = telling_[half.operation];
      const MicroOp& op = Next(half);
      switch (op.kind) {
        case Kind::kCompute:
          Compute(half, op);
          ++half.operation;
          continue;
        case Kind::kBranch: {
          const Term asked = Asked(half);
          if (!asked.constant) return true;
          half.operation = asked.number != 0 ? op.target : half.operation + 1;
          continue;
        }
        case Kind::kJump:
          half.operation = op.target;
          continue;
        case Kind::kCall:
          return false;
        default:
          return true;
      }
    }
    return false;
  }

  // Goes both ways, together.
  bool Part(Pair pair) {
    const Question a = terms_.QuestionOf(Asked(pair.first));
    const Question b = terms_.QuestionOf(Asked(pair.second));
    if (!a.SameTerm(b)) return false;
    Pair other = pair;
    GoBoth(other, true, a.negated == b.negated);
    pairs_.push_back(std::move(other));
    GoBoth(pair, false, a.negated != b.negated);
    pairs_.push_back(std::move(pair));
    return true;
  }

  void GoBoth(Pair& pair, bool first_jumps, bool second_jumps) const {
    Go(pair.first, first_jumps);
    Go(pair.second, second_jumps);
  }

  void Go(Half& half, bool jumps) const {
    half.operation = jumps ? Next(half).target : half.operation + 1;
  }

  bool AccessAlike(const Pair& pair) const {
    const MicroOp& a = Next(pair.first);
    const MicroOp& b = Next(pair.second);
    const auto same = [&](const Source& of_a, const Source& of_b) {
      return of_a.kind == Source::Kind::kNone ||
                     of_b.kind == Source::Kind::kNone
                 ? of_a.kind == of_b.kind
                 : Get(pair.first, of_a) == Get(pair.second, of_b);
    };
    if (a.kind == Kind::kReturn) return SameAtReturn(pair);
    if (a.kind == Kind::kTrap) return a.target == b.target;
    return a.size == b.size && a.fence == b.fence && a.acquire == b.acquire &&
           a.discarded == b.discarded && a.release == b.release &&
           a.atomicity == b.atomicity && same(a.a, b.a) && same(a.b, b.b) &&
           same(a.c, b.c) && same(a.condition, b.condition);
  }

  bool SameAtReturn(const Pair& pair) const {
    bool same = true;
    ForEachRegister(at_return_, [&](std::size_t reg, std::size_t) {
      same &= pair.first.registers[reg] == pair.second.registers[reg];
    });
    return same;
  }

  // Both receive the same, whatever it is.
  void Receive(Pair& pair) {
    const MicroOp& a = Next(pair.first);
    const MicroOp& b = Next(pair.second);
    if (Receives(a)) {
      const Term received = Unknown();
      pair.first.registers[a.result] = received;
      pair.second.registers[b.result] = received;
    }
    if (a.kind == Kind::kLoad && a.size == 16) {
      const Term received = Unknown();
      pair.first.registers[a.result_high] = received;
      pair.second.registers[b.result_high] = received;
    }
    ++pair.first.operation;
    ++pair.second.operation;
  }

  // Whether that pair does not follow from those that were compared. If it is
  // the same in the end, all on the way are.
  bool IsNew(Pair& pair) {
    if (constants_ == Constants::kForgotten) {
      forgot_ |= ForgetConstants(pair, live_, terms_);
    }
    auto [a, b] = Rename(pair, live_, terms_);
    return same_.Unite(std::move(a), std::move(b));
  }

  const Program& program_;
  const std::vector<RegisterSet>& live_;
  const RegisterSet& at_return_;
  const std::vector<std::uint64_t>& telling_;
  FutureClasses& same_;
  const Constants constants_;
  const std::size_t registers_;
  bool forgot_ = false;
  Terms terms_;
  std::size_t followed_ = 0;
  int steps_ = 0;
  std::vector<Pair> accessed_;  // all behind an access
  std::vector<Pair> pairs_;     // all from one of them, up to the next
};

}  // namespace

FutureComparer::FutureComparer(const Asked& asked)
    : asked_(asked), telling_(asked.program.operations.size()) {
  const std::vector<MicroOp>& operations = asked.program.operations;
  for (std::size_t i = operations.size(); i-- > 0;) {
    const bool last = i + 1 == operations.size();
    const bool idle = !last && operations[i].kind == Kind::kCompute &&
                      !asked.live[i + 1].test(operations[i].result);
    telling_[i] = idle ? telling_[i + 1] : i;
  }
}

bool FutureComparer::Same(std::uint32_t operation, isa::RegisterNumber reg,
                          std::uint64_t a, std::uint64_t b) {
  // Fewer constants are fewer pairs.
  for (const Constants constants : {Constants::kForgotten, Constants::kKept}) {
    Comparison comparison(asked_, telling_, same_, constants);
    const bool same = comparison.Same(operation, reg, a, b);
    if (same) {
      same_.Keep();
    } else {
      same_.Withdraw();
    }
    if (same_.size() > kMostKept) same_.Clear();
    if (same) return true;
    if (!comparison.forgot()) return false;
  }
  return false;
}

}  // namespace atomics_lab::explore
