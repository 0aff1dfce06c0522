#include "tools/isa/way_back.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <vector>

#include "absl/functional/function_ref.h"
#include "tools/isa/scan.h"

namespace atomics_lab::isa {
namespace {

// The instructions of a function that can be reached from some of them.
class Walk {
 public:
  Walk(const Scanner& scanner, Code code, Extent function, Extent loop)
      : scanner_(scanner),
        code_(code),
        function_(function),
        loop_(loop),
        reached_(function.end - function.begin) {}

  bool Goes(std::size_t to) const {
    return to >= function_.begin && to < function_.end;
  }
  bool InLoop(std::size_t at) const {
    return at >= loop_.begin && at < loop_.end;
  }
  bool Reached(std::size_t at) const { return reached_[at - function_.begin]; }

  // Goes wherever `may` allows, and what it allows for.
  template <typename May>
  void From(std::size_t begin, May may);

 private:
  const Scanner& scanner_;
  Code code_;
  Extent function_;
  Extent loop_;
  std::vector<bool> reached_;
};

template <typename May>
void Walk::From(std::size_t begin, May may) {
  std::vector<std::size_t> open = {begin};
  while (!open.empty()) {
    const std::size_t at = open.back();
    open.pop_back();
    if (!Goes(at) || Reached(at)) continue;
    const std::optional<FlowStep> step = scanner_.FlowAt(code_, at);
    if (!step.has_value() || !may(at, *step)) continue;
    reached_[at - function_.begin] = true;
    if (step->falls_through) open.push_back(step->end);
    if (step->target.has_value()) open.push_back(*step->target);
  }
}

// What the loop leads to, and nothing else does.
class WayBack {
 public:
  WayBack(const Scanner& scanner, Code code, Extent function, Extent loop,
          absl::FunctionRef<bool(std::size_t)> also_synchronizes)
      : scanner_(scanner),
        code_(code),
        function_(function),
        loop_(loop),
        also_synchronizes_(also_synchronizes),
        without_(NewWalk()) {}

  // True if something works there, and the way from there leads back.
  bool Works();

 private:
  Walk NewWalk() const { return {scanner_, code_, function_, loop_}; }
  bool IsPart(std::size_t at, const FlowStep& step) const {
    return !without_.Reached(at) && !step.synchronizes &&
           !also_synchronizes_(at);
  }
  std::vector<std::size_t> Exits() const;
  void FollowExits();
  bool EndsInSwitch(std::size_t exit) const;
  void AddAllParts();

  const Scanner& scanner_;
  Code code_;
  Extent function_;
  Extent loop_;
  absl::FunctionRef<bool(std::size_t)> also_synchronizes_;
  Walk without_;  // from the function's beginning, around the loop
  std::vector<std::size_t> work_;
  bool jumps_anywhere_ = false;
};

std::vector<std::size_t> WayBack::Exits() const {
  Walk inside = NewWalk();
  std::vector<std::size_t> exits;
  inside.From(loop_.begin, [&](std::size_t at, const FlowStep&) {
    if (!inside.InLoop(at)) exits.push_back(at);
    return inside.InLoop(at);
  });
  return exits;
}

void WayBack::FollowExits() {
  Walk outside = NewWalk();
  for (const std::size_t exit : Exits()) {
    outside.From(exit, [&](std::size_t at, const FlowStep& step) {
      if (outside.InLoop(at) || !IsPart(at, step)) return false;
      if (step.works) work_.push_back(at);
      jumps_anywhere_ |= step.jumps_anywhere;
      return true;
    });
  }
}

// True if all that stands between the loop and a jump to anywhere is
// straight-line code that reads and computes: the loop is a switch's default.
bool WayBack::EndsInSwitch(std::size_t exit) const {
  constexpr int kMostSteps = 6;
  for (int i = 0; i < kMostSteps; ++i) {
    const std::optional<FlowStep> step = scanner_.FlowAt(code_, exit);
    if (!step.has_value()) return false;
    if (step->jumps_anywhere) return true;
    const bool straight = step->falls_through && !step->target.has_value();
    if (!straight || step->works || step->synchronizes) return false;
    exit = step->end;
  }
  return false;
}

// The cases of a switch: wherever nothing else leads.
void WayBack::AddAllParts() {
  for (std::size_t at = function_.begin; at < function_.end;) {
    const std::optional<FlowStep> step = scanner_.FlowAt(code_, at);
    if (!step.has_value() || step->end > function_.end) return;
    if (step->works && !without_.InLoop(at) && IsPart(at, *step)) {
      work_.push_back(at);
    }
    at = step->end;
  }
}

bool WayBack::Works() {
  bool other_switch = false;
  without_.From(function_.begin, [&](std::size_t at, const FlowStep& step) {
    if (without_.InLoop(at)) return false;
    other_switch |= step.jumps_anywhere;
    return true;
  });
  FollowExits();
  const bool is_default = std::ranges::any_of(
      Exits(), [&](std::size_t exit) { return EndsInSwitch(exit); });
  if (is_default || (jumps_anywhere_ && !other_switch)) AddAllParts();
  Walk onwards = NewWalk();
  bool back = false;
  for (const std::size_t at : work_) {
    onwards.From(at, [&](std::size_t then, const FlowStep& step) {
      back |= onwards.InLoop(then);
      // A switch stands in a loop, and its cases lead to that one's head.
      const bool may_lead =
          is_default ? !step.synchronizes : IsPart(then, step);
      return !onwards.InLoop(then) && may_lead;
    });
  }
  return back;
}

}  // namespace

bool GoesOnElsewhere(const Scanner& scanner, Code code, Extent function,
                     Extent loop,
                     absl::FunctionRef<bool(std::size_t)> also_synchronizes) {
  if (function.end - function.begin > kLongestFunction) return false;
  return WayBack(scanner, code, function, loop, also_synchronizes).Works();
}

}  // namespace atomics_lab::isa
