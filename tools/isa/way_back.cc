#include "tools/isa/way_back.h"

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

}  // namespace

bool GoesOnElsewhere(const Scanner& scanner, Code code, Extent function,
                     Extent loop,
                     absl::FunctionRef<bool(std::size_t)> also_synchronizes) {
  if (function.end - function.begin > kLongestFunction) return false;
  Walk without(scanner, code, function, loop);
  without.From(function.begin, [&](std::size_t at, const FlowStep&) {
    return !without.InLoop(at);
  });
  Walk inside(scanner, code, function, loop);
  std::vector<std::size_t> exits;
  inside.From(loop.begin, [&](std::size_t at, const FlowStep&) {
    if (!inside.InLoop(at)) exits.push_back(at);
    return inside.InLoop(at);
  });
  const auto is_part = [&](std::size_t at, const FlowStep& step) {
    return !without.Reached(at) && !step.synchronizes && !also_synchronizes(at);
  };
  Walk outside(scanner, code, function, loop);
  std::vector<std::size_t> work;
  for (const std::size_t exit : exits) {
    outside.From(exit, [&](std::size_t at, const FlowStep& step) {
      if (outside.InLoop(at) || !is_part(at, step)) return false;
      if (step.works) work.push_back(at);
      return true;
    });
  }
  Walk onwards(scanner, code, function, loop);
  bool back = false;
  for (const std::size_t at : work) {
    onwards.From(at, [&](std::size_t then, const FlowStep& step) {
      back |= onwards.InLoop(then);
      return !onwards.InLoop(then) && is_part(then, step);
    });
  }
  return back;
}

}  // namespace atomics_lab::isa
