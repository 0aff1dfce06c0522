#include "tools/isa/retry_turn.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "tools/isa/code_reader.h"
#include "tools/isa/isa.h"
#include "tools/isa/operands.h"
#include "tools/listing/flow.h"
#include "tools/listing/listing.h"
#include "tools/listing/whole_register.h"

namespace atomics_lab::isa {
namespace {

using listing::Flow;
using listing::Operand;

// What a register has after a part of a turn.
struct Value {
  std::set<std::string> from;  // registers as they were when the turn began
  bool computed = false;       // rather than one of those as it was
  bool fresh = false;          // something that was read meanwhile is in it
};

class Turn {
 public:
  explicit Turn(const Step& access) {
    for (const std::string& written : access.writes) {
      values_[written] = {.fresh = true};
    }
  }

  void Execute(const Step& step);
  bool IsUnchanged(const std::string& whole_register) const;
  bool Accumulates(const std::string& whole_register) const;

 private:
  Value ValueOf(const std::string& whole_register) const;

  std::map<std::string, Value> values_;
};

Value Turn::ValueOf(const std::string& whole_register) const {
  const auto found = values_.find(whole_register);
  return found == values_.end() ? Value{.from = {whole_register}}
                                : found->second;
}

bool ReadsMemory(const Step& step) {
  return std::any_of(step.instruction.operands.begin(),
                     step.instruction.operands.end(),
                     [](const Operand& operand) {
                       return operand.kind == Operand::Kind::kMemory &&
                              operand.reads && operand.bits != 0;
                     });
}

void Turn::Execute(const Step& step) {
  Value made = {.computed = true, .fresh = ReadsMemory(step)};
  if (!IsZeroing(step)) {
    for (const std::string& read : step.reads) {
      const Value value = ValueOf(read);
      made.from.insert(value.from.begin(), value.from.end());
      made.fresh |= value.fresh;
    }
  }
  if (IsCopy(step)) made = ValueOf(step.reads.front());
  for (const std::string& written : step.writes) values_[written] = made;
}

bool Turn::IsUnchanged(const std::string& whole_register) const {
  const Value value = ValueOf(whole_register);
  return !value.computed && !value.fresh &&
         value.from == std::set<std::string>{whole_register};
}

bool Turn::Accumulates(const std::string& whole_register) const {
  const Value value = ValueOf(whole_register);
  if (value.fresh) return false;
  return std::any_of(
      value.from.begin(), value.from.end(), [&](const std::string& source) {
        const Value now = ValueOf(source);
        return now.computed && !now.fresh && now.from.contains(source);
      });
}

class Search {
 public:
  Search(CodeReader& code, const Retry& retry) : code_(code), retry_(retry) {}

  // Whether a way on from `at` shows it; `way_` led there.
  bool From(std::size_t at);

 private:
  bool ShowsIt() const;
  // Where it goes on from the last step of the way.
  std::vector<std::size_t> Next(bool first_branch);

  static constexpr int kMostTries = 512;

  CodeReader& code_;
  const Retry& retry_;
  std::vector<const Step*> way_;
  bool failed_ = false;  // the branch that asks was passed
  int tries_ = 0;
};

bool Search::ShowsIt() const {
  const Step& access = *code_.At(retry_.access);
  Turn turn(access);
  for (const Step* step : way_) turn.Execute(*step);
  const Operand* memory = MemoryOperand(access.instruction);
  for (const std::string& name : {memory->base, memory->index}) {
    const std::string whole = listing::WholeRegister(name);
    if (!whole.empty() && !turn.IsUnchanged(whole)) return false;
  }
  return turn.Accumulates(retry_.stored);
}

std::vector<std::size_t> Search::Next(bool first_branch) {
  const Step& step = *way_.back();
  if (!first_branch) return step.next;
  const std::optional<bool> jumps = retry_.jumps_on_failure(way_);
  if (!jumps.has_value()) return {};
  std::vector<std::size_t> next = step.next;
  std::erase_if(next,
                [&](std::size_t to) { return (to == step.end) == *jumps; });
  return next;
}

bool Search::From(std::size_t at) {
  if (at == retry_.access && !way_.empty()) return failed_ && ShowsIt();
  const Step* step = code_.At(at);
  if (step == nullptr || step->flow == Flow::kCall ||
      way_.size() >= kLongestTurn || ++tries_ > kMostTries) {
    return false;
  }
  way_.push_back(step);
  const bool first_branch = step->flow == Flow::kBranch && !failed_;
  const std::vector<std::size_t> next = Next(first_branch);
  failed_ |= first_branch;
  const bool found = std::any_of(next.begin(), next.end(),
                                 [&](std::size_t to) { return From(to); });
  if (first_branch) failed_ = false;
  way_.pop_back();
  return found;
}

}  // namespace

bool Accumulates(CodeReader& code, const Retry& retry) {
  const Step* access = code.At(retry.access);
  if (access == nullptr || MemoryOperand(access->instruction) == nullptr) {
    return false;
  }
  Search search(code, retry);
  return std::any_of(access->next.begin(), access->next.end(),
                     [&](std::size_t to) { return search.From(to); });
}

}  // namespace atomics_lab::isa
