#include "tools/explore/story.h"

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "tools/explore/machine.h"
#include "tools/explore/memory_image.h"
#include "tools/explore/performed.h"
#include "tools/explore/search.h"
#include "tools/explore/state_graph.h"
#include "tools/explore/state_table.h"
#include "tools/explore/switch_search.h"

namespace atomics_lab::explore {
namespace {

class Teller {
 public:
  Teller(Machine& machine, MemoryImage& memory, const StateGraph& graph,
         std::vector<LocalState> threads, std::uint32_t content)
      : machine_(machine),
        memory_(memory),
        graph_(graph),
        threads_(std::move(threads)),
        content_(content) {}

  // Gives the turn to the first thread that is in that state.
  void Switch(std::size_t position, LocalState state) {
    for (const std::size_t i : graph_.classes()[graph_.class_of(position)]) {
      if (threads_[i] != state) continue;
      running_ = i;
      return;
    }
  }

  absl::Status Go(std::size_t move);

  // Renames interchangeable threads so that they end as `ends` says.
  void Rename(const std::vector<LocalState>& ends);

  std::vector<WitnessStep> TakeStory() { return std::move(story_); }

 private:
  absl::Status Write(const Move& move, const Value& value);

  Machine& machine_;
  MemoryImage& memory_;
  const StateGraph& graph_;
  std::vector<LocalState> threads_;
  std::uint32_t content_;
  std::size_t running_ = 0;
  std::vector<WitnessStep> story_;
};

absl::Status Teller::Write(const Move& move, const Value& value) {
  ABSL_ASSIGN_OR_RETURN(const std::uint32_t place,
                        memory_.PlaceOf(move.address, move.size, true));
  content_ = memory_.Write(content_, place, value);
  for (std::size_t i = 0; i < threads_.size(); ++i) {
    if (i == running_) continue;
    ABSL_ASSIGN_OR_RETURN(
        const LocalState after,
        machine_.AfterForeignWrite(threads_[i], move.address, move.size));
    threads_[i] = after;
  }
  return absl::OkStatus();
}

absl::Status Teller::Go(std::size_t number) {
  LocalState& state = threads_[running_];
  ABSL_ASSIGN_OR_RETURN(const Performed made,
                        Perform(machine_, memory_, content_, state, number));
  state = made.next;
  story_.push_back({.thread = running_,
                    .move = made.move,
                    .read = made.read,
                    .written = made.written,
                    .value = made.value,
                    .after = machine_.View(state)});
  if (made.move.kind == Move::Kind::kWrite) {
    return Write(made.move, made.move.value);
  }
  return made.written ? Write(made.move, made.value) : absl::OkStatus();
}

void Teller::Rename(const std::vector<LocalState>& ends) {
  std::vector<std::size_t> name(threads_.size());
  std::vector<bool> taken(threads_.size());
  for (std::size_t i = 0; i < threads_.size(); ++i) {
    for (const std::size_t as : graph_.classes()[graph_.class_of(i)]) {
      if (taken[as] || ends[as] != threads_[i]) continue;
      taken[as] = true;
      name[i] = as;
      break;
    }
  }
  for (WitnessStep& step : story_) step.thread = name[step.thread];
}

}  // namespace

absl::StatusOr<std::vector<WitnessStep>> Tell(
    Machine& machine, MemoryImage& memory, const StateGraph& graph,
    const StateTable& states, const std::vector<SwitchSearch::Turn>& way,
    const std::vector<LocalState>& starts,
    const std::vector<LocalState>& ends) {
  Teller teller(machine, memory, graph, starts,
                states[way.front().state][graph.threads()]);
  for (const SwitchSearch::Turn& turn : way) {
    if (turn.switches) {
      teller.Switch(turn.position, states[turn.state][turn.position]);
    } else if (absl::Status status = teller.Go(turn.move); !status.ok()) {
      return status;
    }
  }
  if (!ends.empty()) teller.Rename(ends);
  return teller.TakeStory();
}

}  // namespace atomics_lab::explore
