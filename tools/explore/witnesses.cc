#include "tools/explore/witnesses.h"

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "tools/explore/machine.h"
#include "tools/explore/outcomes.h"
#include "tools/explore/search.h"
#include "tools/explore/state_space.h"
#include "tools/explore/story.h"
#include "tools/explore/switch_search.h"

namespace atomics_lab::explore {
namespace {

std::size_t BytesOf(const std::vector<WitnessStep>& story) {
  std::size_t bytes = story.capacity() * sizeof(WitnessStep);
  for (const WitnessStep& step : story) {
    bytes += step.after.registers.capacity() * sizeof(RegisterValue) +
             step.after.store_buffer.capacity() * sizeof(LocalView::Pending) +
             step.after.in_flight.capacity() * sizeof(LocalView::InFlight);
  }
  return bytes;
}

}  // namespace

absl::Status Witnesses::Find(const MayGoOn& may_go_on) {
  if (untold_ == 0) return absl::OkStatus();
  constexpr std::uint64_t kBetweenChecks = 4096;
  SwitchSearch search(space_.graph, space_.states, space_.start_states);
  std::uint64_t followed = 0;
  absl::Status status;
  const bool answered =
      search.Run([&](std::uint32_t state, std::uint32_t node, int switches) {
        const std::size_t before = untold_;
        status = Reach(search, state, node, switches);
        if (!status.ok() || untold_ == 0) return false;
        return (++followed % kBetweenChecks != 0 && untold_ == before) ||
               may_go_on(search.Memory() + told_bytes_);
      });
  return answered ? status : space_.transitions.status();
}

absl::Status Witnesses::Reach(SwitchSearch& search, std::uint32_t state,
                              std::uint32_t node, int switches) {
  for (WantedStuck& wanted : stuck_) {
    if (wanted.states.empty() || !wanted.states[state]) continue;
    ABSL_ASSIGN_OR_RETURN(auto story, StoryOf(search, node, {}));
    wanted.stuck->witness = std::move(story);
    wanted.states.clear();
    --untold_;
  }
  for (std::size_t i = FirstFinalOf(state);
       i < space_.finals.size() && space_.finals[i].state == state; ++i) {
    ABSL_RETURN_IF_ERROR(ReachFinal(search, space_.finals[i], node, switches));
  }
  return absl::OkStatus();
}

std::size_t Witnesses::FirstFinalOf(std::uint32_t state) const {
  std::size_t first = 0;
  for (std::size_t end = space_.finals.size(); first < end;) {
    const std::size_t middle = first + (end - first) / 2;
    if (space_.finals[middle].state < state) {
      first = middle + 1;
    } else {
      end = middle;
    }
  }
  return first;
}

absl::Status Witnesses::ReachFinal(SwitchSearch& search, const FinalAt& final,
                                   std::uint32_t node, int switches) {
  if (told_[final.outcome]) return absl::OkStatus();
  ABSL_ASSIGN_OR_RETURN(const auto ends, EndsOf(final));
  ABSL_ASSIGN_OR_RETURN(auto story, StoryOf(search, node, ends));
  Reached& reached = reached_[final.outcome];
  reached.witness = std::move(story);
  reached.context_switches = switches;
  told_[final.outcome] = true;
  --untold_;
  return absl::OkStatus();
}

absl::StatusOr<std::vector<LocalState>> Witnesses::EndsOf(
    const FinalAt& final) const {
  ABSL_ASSIGN_OR_RETURN(std::vector<Observed> all,
                        space_.ObserveAll(final.state));
  for (Observed& observed : all) {
    if (observed.outcome == reached_[final.outcome].outcome) {
      return std::move(observed.threads);
    }
  }
  return std::vector<LocalState>();
}

absl::StatusOr<std::vector<WitnessStep>> Witnesses::StoryOf(
    SwitchSearch& search, std::uint32_t node,
    const std::vector<LocalState>& ends) {
  auto story = Tell(space_.machine, space_.memory, space_.graph, space_.states,
                    search.WayTo(node), space_.starts, ends);
  if (story.ok()) told_bytes_ += BytesOf(*story);
  return story;
}

}  // namespace atomics_lab::explore
