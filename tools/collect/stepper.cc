#include "tools/collect/stepper.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/strip.h"
#include "tools/collect/described.h"
#include "tools/collect/exploration.h"
#include "tools/collect/place_names.h"
#include "tools/explore/exported_graph.h"
#include "tools/explore/move.h"
#include "tools/explore/program.h"
#include "tools/explore/program_text.h"
#include "tools/result/exploration.h"
#include "tools/result/stepper.h"

namespace atomics_lab::collect {
namespace {

using explore::Move;
using result::Index;

// The entry's index in `table`, where it is put if it is not there.
template <typename T>
Index Intern(const T& entry, std::vector<T>& table) {
  const auto found = std::ranges::find(table, entry);
  if (found != table.end()) return static_cast<Index>(found - table.begin());
  table.push_back(entry);
  return table.size() - 1;
}

// False of stack slots that are kept in registers, and of temporaries within an
// instruction ("t0"): no reader of the instructions knows them.
bool IsArchitectural(std::string_view name) {
  if (absl::StrContains(name, '+')) return false;
  return !absl::ConsumePrefix(&name, "t") ||
         !std::ranges::all_of(name, absl::ascii_isdigit);
}

class Describer {
 public:
  Describer(const explore::Job& job, const explore::ExportedGraph& graph,
            const Names& names, result::Stepper& told)
      : job_(job), graph_(graph), places_(job, names), told_(told) {}

  void Describe() {
    AddInstructions();
    AddPlaces();
    AddOutcomes();
    for (const explore::ExportedState& state : graph_.states) AddState(state);
    AddMemories();
  }

 private:
  void AddInstructions();
  void AddInstruction(std::uint32_t site);
  void AddPlaces();
  void AddOutcomes();
  void AddMemories();
  void AddState(const explore::ExportedState& state);
  std::optional<Index> InstructionOf(std::uint32_t operation) const;
  result::StepperThread ThreadOf(std::size_t thread,
                                 const explore::ExportedView& view) const;
  result::StepperAccess AccessOf(std::size_t thread,
                                 const explore::LocalView::InFlight& one) const;
  result::StepperAction ActionOf(const explore::ExportedMove& move) const;
  Index PlaceOf(const Move& move) const;

  const explore::Job& job_;
  const explore::ExportedGraph& graph_;
  PlaceNames places_;
  result::Stepper& told_;
  std::map<std::uint32_t, Index> instruction_of_site_;
  // Views by thread: private places are named by their owner.
  std::map<std::pair<std::size_t, std::uint32_t>, Index> threads_;
};

void Describer::AddInstruction(std::uint32_t number) {
  if (!instruction_of_site_.emplace(number, told_.instructions.size()).second) {
    return;
  }
  const explore::Site& site = job_.program.sites[number];
  told_.instructions.push_back({.function = site.function,
                                .address = site.address,
                                .text = site.text,
                                .source = SourceOf(site)});
}

void Describer::AddInstructions() {
  const explore::Program& program = job_.program;
  for (const explore::Thread& thread : job_.threads) {
    for (const auto& lowered : LoweredSites(program, thread.entry)) {
      if (lowered.first < program.operations.size()) {
        AddInstruction(program.operations[lowered.first].site);
      }
    }
  }
}

void Describer::AddPlaces() {
  for (const explore::ExportedPlace& place : graph_.places) {
    told_.places.push_back({.name = places_.Of(0, place.address),
                            .address = place.address,
                            .size = place.size});
  }
}

void Describer::AddOutcomes() {
  for (const explore::Outcome& outcome : graph_.outcomes) {
    told_.outcomes.push_back({.low = outcome.front()});
  }
}

void Describer::AddMemories() {
  for (const std::vector<explore::Value>& content : graph_.contents) {
    std::vector<result::Value>& memory = told_.memories.emplace_back();
    memory.reserve(content.size());
    for (const explore::Value& value : content) {
      memory.push_back(ValueOf(value));
    }
  }
}

std::optional<Index> Describer::InstructionOf(std::uint32_t operation) const {
  if (operation >= job_.program.operations.size()) return std::nullopt;
  const auto found =
      instruction_of_site_.find(job_.program.operations[operation].site);
  if (found == instruction_of_site_.end()) return std::nullopt;
  return found->second;
}

result::StepperAccess Describer::AccessOf(
    std::size_t thread, const explore::LocalView::InFlight& one) const {
  result::StepperAccess access = {
      .instruction = InstructionOf(one.operation).value_or(0),
      .store = one.is_store,
      .performed = one.performed};
  if (one.placed) access.place = places_.Of(thread, one.address);
  if (one.valued) access.value = ValueOf(one.value);
  return access;
}

result::StepperThread Describer::ThreadOf(
    std::size_t thread, const explore::ExportedView& view) const {
  result::StepperThread told = {.call = view.view.call,
                                .finished = view.finished};
  if (!view.finished) told.next = InstructionOf(view.view.operation);
  for (const explore::RegisterValue& held : view.view.registers) {
    const auto& names = job_.program.register_names;
    if (held.reg < names.size() && IsArchitectural(names[held.reg])) {
      told.registers[names[held.reg]] = {.low = held.value};
    }
  }
  told.store_buffer = StoresOf(places_, thread, view.view);
  told.in_flight.reserve(view.view.in_flight.size());
  for (const auto& one : view.view.in_flight) {
    told.in_flight.push_back(AccessOf(thread, one));
  }
  return told;
}

Index Describer::PlaceOf(const Move& move) const {
  const auto found = std::ranges::find_if(
      graph_.places, [&move](const explore::ExportedPlace& place) {
        return place.address == move.address && place.size == move.size;
      });
  return static_cast<Index>(found - graph_.places.begin());
}

result::StepperAction Describer::ActionOf(
    const explore::ExportedMove& move) const {
  const Move::Kind kind = move.move.kind;
  result::StepperAction told = {
      .instruction = InstructionOf(move.move.operation),
      .action = std::string(ActionName(kind)),
      .note = move.move.note};
  if (kind != Move::Kind::kInternal) told.place = PlaceOf(move.move);
  if (kind == Move::Kind::kRead || kind == Move::Kind::kReadModifyWrite) {
    told.read = ValueOf(move.read);
  }
  if (kind == Move::Kind::kWrite) told.wrote = ValueOf(move.move.value);
  if (move.written) told.wrote = ValueOf(move.value);
  for (const std::uint32_t operation : move.passes) {
    const auto instruction = InstructionOf(operation);
    if (instruction.has_value()) told.passes.push_back(*instruction);
  }
  return told;
}

void Describer::AddState(const explore::ExportedState& state) {
  result::StepperState& told = told_.states.emplace_back();
  told.memory = state.content;
  const std::vector<Index> reachable(state.reachable.begin(),
                                     state.reachable.end());
  told.reachable = Intern(reachable, told_.reachable);
  told.threads.reserve(state.threads.size());
  for (std::size_t i = 0; i < state.threads.size(); ++i) {
    const auto [known, added] =
        threads_.try_emplace({i, state.threads[i]}, Index{0});
    if (added) {
      known->second = Intern(ThreadOf(i, graph_.views[state.threads[i]]),
                             told_.thread_states);
    }
    told.threads.push_back(known->second);
  }
  told.moves.reserve(state.moves.size());
  for (const explore::ExportedMove& move : state.moves) {
    told.moves.push_back({.thread = move.thread,
                          .action = Intern(ActionOf(move), told_.actions),
                          .state = move.state});
  }
}

}  // namespace

result::Stepper DescribeStepper(const ExplorationQuestion& question,
                                const explore::Job& job,
                                const explore::ExportedGraph& graph,
                                const Names& names) {
  result::Stepper told = {.counter = question.counter,
                          .target = question.target,
                          .model = std::string(ModelName(question.model)),
                          .threads = static_cast<int>(job.threads.size()),
                          .increments = question.increments,
                          .bound = graph.bound};
  Describer(job, graph, names, told).Describe();
  return told;
}

}  // namespace atomics_lab::collect
