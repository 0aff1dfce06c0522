#include "tools/collect/exploration.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "tools/collect/described.h"
#include "tools/collect/place_names.h"
#include "tools/elf/by_architecture.h"
#include "tools/explore/machine.h"
#include "tools/explore/program.h"
#include "tools/explore/search.h"
#include "tools/listing/listing.h"
#include "tools/result/exploration.h"

namespace atomics_lab::collect {
namespace {

using explore::Model;
using explore::Move;
using Registers = std::map<std::string, result::Value>;

constexpr Model kModels[] = {Model::kSc, Model::kTso, Model::kArmv8};

// Turns one story's steps, in order, into the report's.
class Teller {
 public:
  Teller(const explore::Job& job, Model model, const Names& names)
      : job_(job),
        model_(model),
        places_(job, names),
        registers_(job.threads.size()) {
    for (const explore::Thread& thread : job.threads) {
      settled_.push_back({.operation = thread.entry});
    }
  }

  result::WitnessStep Step(const explore::WitnessStep& step) {
    result::WitnessStep told{.thread = static_cast<int>(step.thread) + 1,
                             .action = std::string(ActionName(step.move.kind)),
                             .note = step.move.note};
    Instruction(step.move.operation, told);
    if (step.move.kind != Move::Kind::kInternal) Access(step, told);
    if (IsAhead(step)) told.note = "ahead of what stands before it";
    told.registers = Changed(step);
    told.store_buffer = StoresOf(places_, step.thread, step.after);
    return told;
  }

 private:
  void Instruction(std::uint32_t operation, result::WitnessStep& told) const {
    const explore::Program& program = job_.program;
    if (operation >= program.operations.size()) return;
    const explore::Site& site =
        program.sites[program.operations[operation].site];
    told.instruction = site.text;
    told.function = site.function;
    told.address = site.address;
    told.source = SourceOf(site);
  }

  void Access(const explore::WitnessStep& step,
              result::WitnessStep& told) const {
    told.location = places_.Of(step.thread, step.move.address);
    told.size = step.move.size;
    const Move::Kind kind = step.move.kind;
    if (kind != Move::Kind::kWrite) told.read = ValueOf(step.read);
    if (kind == Move::Kind::kWrite) told.wrote = ValueOf(step.move.value);
    if (step.written) told.wrote = ValueOf(step.value);
  }

  // Where a thread of Armv8 performs what stands at the front of its window,
  // the front goes on; what it performs elsewhere overtakes the front.
  bool IsAhead(const explore::WitnessStep& step) {
    const Front now = {.operation = step.after.operation,
                       .call = step.after.call};
    const Front before = std::exchange(settled_[step.thread], now);
    if (model_ != Model::kArmv8 || step.move.kind == Move::Kind::kInternal) {
      return false;
    }
    const auto& operations = job_.program.operations;
    if (now != before || now.operation >= operations.size() ||
        step.move.operation >= operations.size()) {
      return false;
    }
    return operations[now.operation].site !=
           operations[step.move.operation].site;
  }

  Registers Changed(const explore::WitnessStep& step) {
    Registers now;
    for (const explore::RegisterValue& held : step.after.registers) {
      const auto& names = job_.program.register_names;
      if (held.reg < names.size()) now[names[held.reg]] = {.low = held.value};
    }
    Registers& before = registers_[step.thread];
    Registers changed;
    for (const auto& [name, value] : now) {
      const auto found = before.find(name);
      const result::Value old =
          found == before.end() ? result::Value() : found->second;
      if (value != old) changed[name] = value;
    }
    before = std::move(now);
    return changed;
  }

  // The oldest operation that is not performed.
  struct Front {
    std::uint32_t operation = 0;
    int call = 0;

    friend bool operator==(const Front&, const Front&) = default;
  };

  const explore::Job& job_;
  Model model_;
  PlaceNames places_;
  std::vector<Front> settled_;        // by thread: after its previous step
  std::vector<Registers> registers_;  // by thread: after its previous step
};

// What a story is told with.
struct Setting {
  const explore::Job& job;
  Model model;
  const Names& names;
};

std::vector<result::WitnessStep> Tell(
    const Setting& setting, const std::vector<explore::WitnessStep>& witness) {
  Teller teller(setting.job, setting.model, setting.names);
  std::vector<result::WitnessStep> told;
  told.reserve(witness.size());
  for (const explore::WitnessStep& step : witness) {
    told.push_back(teller.Step(step));
  }
  return told;
}

result::ExploredOutcome Describe(const Setting& setting,
                                 const explore::Reached& reached) {
  result::ExploredOutcome outcome{.context_switches = reached.context_switches,
                                  .witness = Tell(setting, reached.witness)};
  for (std::uint64_t number : reached.outcome) {
    outcome.values.push_back({.low = number});
  }
  return outcome;
}

result::StuckState Describe(const Setting& setting,
                            const explore::Stuck& stuck) {
  const bool dead = stuck.kind == explore::Stuck::Kind::kDeadlock;
  return {.kind = dead ? "deadlock" : "livelock",
          .witness = Tell(setting, stuck.witness)};
}

result::Exploration Start(const ExplorationQuestion& question) {
  return {.counter = question.counter,
          .target = question.target,
          .model = std::string(ModelName(question.model)),
          .threads = question.threads,
          .increments = question.increments,
          .observed = question.observed};
}

}  // namespace

std::string_view ActionName(Move::Kind kind) {
  switch (kind) {
    case Move::Kind::kInternal:
      return "internal";
    case Move::Kind::kRead:
      return "read";
    case Move::Kind::kWrite:
      return "write";
    case Move::Kind::kReadModifyWrite:
      return "read-modify-write";
  }
  return "";
}

std::string_view ModelName(Model model) {
  switch (model) {
    case Model::kSc:
      return "sc";
    case Model::kTso:
      return "tso";
    case Model::kArmv8:
      return "armv8";
  }
  return "";
}

absl::StatusOr<Model> ParseModel(std::string_view name) {
  const auto* found = std::ranges::find(kModels, name, ModelName);
  if (found != std::end(kModels)) return *found;
  return absl::InvalidArgumentError(
      absl::StrCat("no model '", name, "'; the models are: sc, tso, armv8"));
}

Model OwnModel(listing::Architecture architecture) {
  return elf::ByArchitecture(Model::kTso, Model::kArmv8)[architecture];
}

result::Exploration DescribeExploration(const ExplorationQuestion& question,
                                        const explore::Job& job,
                                        const explore::Exploration& found,
                                        const Names& names) {
  const Setting setting{job, question.model, names};
  result::Exploration told = Start(question);
  told.complete = found.complete;
  told.bound = found.bound;
  told.cut = found.cut;
  told.states = found.spent.states;
  told.steps = found.spent.steps;
  told.seconds = found.spent.seconds;
  told.memory_bytes = found.spent.memory;
  told.reductions = found.reductions;
  told.modelled_calls = job.program.modelled_calls;
  told.mixed_sizes = found.mixed_sizes;
  for (const explore::Reached& reached : found.outcomes) {
    told.outcomes.push_back(Describe(setting, reached));
  }
  for (const explore::Stuck& stuck : found.stuck) {
    told.stuck.push_back(Describe(setting, stuck));
  }
  return told;
}

result::Exploration NotExplorable(const ExplorationQuestion& question,
                                  std::string why) {
  result::Exploration told = Start(question);
  told.reason = std::move(why);
  return told;
}

}  // namespace atomics_lab::collect
