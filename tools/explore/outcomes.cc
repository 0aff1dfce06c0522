#include "tools/explore/outcomes.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "tools/explore/machine.h"
#include "tools/explore/memory_image.h"
#include "tools/explore/program.h"
#include "tools/explore/search.h"
#include "tools/explore/state_graph.h"

namespace atomics_lab::explore {
namespace {

using Arrangement = std::vector<LocalState>;

class Ended : public FinalState {
 public:
  Ended(const Job& job, const Machine& machine, const MemoryImage& memory,
        std::uint32_t content, const Arrangement& threads)
      : job_(job),
        machine_(machine),
        memory_(memory),
        content_(content),
        threads_(threads) {}

  absl::StatusOr<Value> Read(std::uint64_t address, int size) const override {
    return memory_.Peek(content_, address, size);
  }

  std::uint64_t Register(std::size_t thread,
                         isa::RegisterNumber reg) const override {
    asked_ = true;
    if (thread >= threads_.size()) {
      Refuse(absl::StrCat("there is no thread ", thread));
      return 0;
    }
    for (const RegisterValue& held :
         machine_.View(threads_[thread]).registers) {
      if (held.reg == reg) return held.value;
    }
    const auto& observed = job_.threads[thread].observed;
    if (std::find(observed.begin(), observed.end(), reg) == observed.end()) {
      Refuse(absl::StrCat("register ", NameOf(reg), " of thread ", thread,
                          " is not among those that it is observed by"));
    }
    return 0;
  }

  bool asked() const { return asked_; }
  const absl::Status& refused() const { return refused_; }

 private:
  void Refuse(const std::string& why) const {
    if (refused_.ok()) refused_ = absl::InvalidArgumentError(why);
  }

  std::string NameOf(isa::RegisterNumber reg) const {
    const auto& names = job_.program.register_names;
    return reg < names.size() ? names[reg] : absl::StrCat(reg);
  }

  const Job& job_;
  const Machine& machine_;
  const MemoryImage& memory_;
  const std::uint32_t content_;
  const Arrangement& threads_;
  mutable bool asked_ = false;
  mutable absl::Status refused_;
};

// False when all arrangements have been: then it is the first again.
bool NextArrangement(const std::vector<Class>& classes, Arrangement& threads) {
  for (const Class& alike : classes) {
    Arrangement states;
    for (const std::size_t i : alike) states.push_back(threads[i]);
    const bool more = std::next_permutation(states.begin(), states.end());
    for (std::size_t i = 0; i < alike.size(); ++i) {
      threads[alike[i]] = states[i];
    }
    if (more) return true;
  }
  return false;
}

}  // namespace

absl::StatusOr<std::vector<Observed>> ObserveAll(const Job& job,
                                                 const Machine& machine,
                                                 const MemoryImage& memory,
                                                 const StateGraph& graph,
                                                 const std::uint32_t* state,
                                                 const Observe& observe) {
  std::vector<Observed> all;
  Arrangement threads(state, state + graph.threads());
  do {
    const Ended ended(job, machine, memory, state[graph.threads()], threads);
    ABSL_ASSIGN_OR_RETURN(Outcome outcome, observe(ended));
    if (!ended.refused().ok()) return ended.refused();
    all.push_back({.outcome = std::move(outcome)});
    if (!ended.asked()) return all;
    all.back().threads = threads;
  } while (NextArrangement(graph.classes(), threads));
  return all;
}

}  // namespace atomics_lab::explore
