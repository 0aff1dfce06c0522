#include "tools/explore/state_graph.h"

#include <cstddef>
#include <vector>

#include "tools/explore/move.h"
#include "tools/explore/transitions.h"

namespace atomics_lab::explore {

StateGraph::StateGraph(Transitions& transitions,
                       const std::vector<LocalState>& starts, bool symmetry)
    : transitions_(transitions), threads_(starts.size()) {
  for (std::size_t i = 0; i < starts.size(); ++i) {
    std::size_t found = classes_.size();
    for (std::size_t c = 0; symmetry && c < classes_.size(); ++c) {
      if (starts[classes_[c].front()] == starts[i]) found = c;
    }
    if (found == classes_.size()) classes_.emplace_back();
    Class& alike = classes_[found];
    before_.push_back(alike.empty() ? i : alike.back());
    after_.push_back(i);
    after_[before_[i]] = i;
    alike.push_back(i);
    class_of_.push_back(found);
  }
}

}  // namespace atomics_lab::explore
