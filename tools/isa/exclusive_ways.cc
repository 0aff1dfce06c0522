#include "tools/isa/exclusive_ways.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <set>
#include <vector>

#include "tools/isa/code_reader.h"
#include "tools/isa/isa.h"
#include "tools/isa/suspect.h"

namespace atomics_lab::isa {
namespace {

bool EndsWatching(const Step& step) {
  return step.effect.role == Role::kStoreConditional ||
         step.effect.role == Role::kLoadLinked ||
         step.instruction.mnemonic == "clrex";
}

// What can be executed before what.
using Before = std::map<std::size_t, std::vector<std::size_t>>;

class Walk {
 public:
  Walk(CodeReader& code, std::size_t load) : code_(code), load_(load) {}

  void Forward();
  // What leads from the load to `stores`.
  std::set<std::size_t> Back() const;
  const std::vector<std::size_t>& stores() const { return stores_; }

 private:
  void Leave(std::size_t at, const Step& step);

  CodeReader& code_;
  std::size_t load_;
  Before before_;
  std::vector<std::size_t> open_;
  std::vector<std::size_t> stores_;
};

void Walk::Leave(std::size_t at, const Step& step) {
  for (const std::size_t next : step.next) {
    auto& from = before_[next];
    if (from.empty() && next != load_) open_.push_back(next);
    from.push_back(at);
  }
}

void Walk::Forward() {
  const Step* first = code_.At(load_);
  if (first == nullptr) return;
  Leave(load_, *first);
  while (!open_.empty() && before_.size() < kMostSteps) {
    const std::size_t at = open_.back();
    open_.pop_back();
    const Step* step = code_.At(at);
    if (step == nullptr) continue;
    if (step->effect.role == Role::kStoreConditional) stores_.push_back(at);
    if (!EndsWatching(*step)) Leave(at, *step);
  }
  std::sort(stores_.begin(), stores_.end());
}

std::set<std::size_t> Walk::Back() const {
  std::set<std::size_t> between;
  std::vector<std::size_t> open = stores_;
  while (!open.empty()) {
    const std::size_t at = open.back();
    open.pop_back();
    for (const std::size_t from : before_.at(at)) {
      if (from != load_ && between.insert(from).second) open.push_back(from);
    }
  }
  return between;
}

}  // namespace

ExclusiveWays WaysFrom(CodeReader& code, std::size_t load) {
  Walk walk(code, load);
  walk.Forward();
  return {walk.stores(), walk.Back()};
}

}  // namespace atomics_lab::isa
