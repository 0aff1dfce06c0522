#include "tools/explore/promising_search.h"

#include <cstddef>
#include <cstdint>
#include <set>
#include <utility>
#include <vector>

#include "absl/log/check.h"
#include "tools/explore/program.h"
#include "tools/explore/promising_run.h"
#include "tools/explore/promising_thread.h"
#include "tools/explore/search.h"

namespace atomics_lab::explore {
namespace {

using promising::Message;
using promising::Messages;
using promising::Runs;
using Values = std::set<std::vector<std::uint64_t>>;

class Promising {
 public:
  explicit Promising(const Job& job) : start_(promising::StartWords(job)) {
    runs_.reserve(job.threads.size());
    for (std::size_t i = 0; i < job.threads.size(); ++i) {
      runs_.emplace_back(job, i);
    }
  }

  PromisingResult Run() {
    Add({});
    while (!to_do_.empty()) {
      const Messages messages = *to_do_.back();
      to_do_.pop_back();
      Follow(messages);
    }
    return {.outcomes = std::move(outcomes_), .memories = memories_.size()};
  }

 private:
  void Add(Messages messages) {
    const auto [found, added] = memories_.insert(std::move(messages));
    if (added) to_do_.push_back(&*found);
  }

  void Follow(const Messages& messages) {
    AddOutcomes(messages);
    for (Runs& runs : runs_) {
      for (const Message& message : runs.Promises(messages)) {
        Messages more = messages;
        more.push_back(message);
        Add(std::move(more));
      }
    }
  }

  // Threads end independently of each other.
  void AddOutcomes(const Messages& messages) {
    std::vector<Outcome> outcomes = {start_};
    for (const Message& message : messages) {
      outcomes[0][message.place] = message.value;
    }
    for (Runs& runs : runs_) {
      const Values ends = runs.Ends(messages);
      std::vector<Outcome> longer;
      longer.reserve(outcomes.size() * ends.size());
      for (const Outcome& outcome : outcomes) {
        for (const std::vector<std::uint64_t>& end : ends) {
          longer.push_back(outcome);
          longer.back().insert(longer.back().end(), end.begin(), end.end());
        }
      }
      outcomes = std::move(longer);
    }
    outcomes_.insert(outcomes.begin(), outcomes.end());
  }

  const Outcome start_;
  std::vector<Runs> runs_;
  std::set<Messages> memories_;
  std::vector<const Messages*> to_do_;
  std::set<Outcome> outcomes_;
};

}  // namespace

PromisingResult PromisingSearch(const Job& job) {
  CHECK_EQ(job.memory.size(), 1U);
  CHECK(job.starts.empty());
  return Promising(job).Run();
}

}  // namespace atomics_lab::explore
