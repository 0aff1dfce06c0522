#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tools/result/exploration.h"
#include "tools/result/reader.h"
#include "tools/result/stepper.h"
#include "tools/result/stepper_json.h"
#include "tools/result/value_json.h"

namespace atomics_lab::result {
namespace {

constexpr int kMostThreads = 32;

Index ReadIndex(const Reader& in) { return in.Unsigned(); }

// Refuses an index past the end of a table.
void CheckIndex(const Reader& in, Index index, std::size_t size) {
  if (index >= size) in.Refuse("is past the end of its table");
}

Index ReadIndexOf(const Reader& in, std::size_t size) {
  const Index index = in.Unsigned();
  CheckIndex(in, index, size);
  return index;
}

std::optional<Index> ReadOptional(const Reader& in, std::string_view key,
                                  std::size_t size) {
  if (!in.Has(key)) return std::nullopt;
  return ReadIndexOf(in.Member(key), size);
}

std::optional<Value> ReadOptionalValue(const Reader& in, std::string_view key) {
  if (!in.Has(key)) return std::nullopt;
  return ReadValue(in.Member(key));
}

StepperInstruction ReadInstruction(const Reader& in) {
  StepperInstruction instruction;
  in.Read("text", instruction.text);
  in.Read("address", instruction.address);
  in.ReadIfPresent("function", instruction.function);
  in.ReadIfPresent("source", instruction.source);
  return instruction;
}

StepperPlace ReadPlace(const Reader& in) {
  StepperPlace place;
  in.Read("name", place.name);
  in.Read("address", place.address);
  in.Read("size", place.size);
  return place;
}

StepperAccess ReadAccess(const Reader& in, const Stepper& stepper) {
  StepperAccess access;
  access.instruction =
      ReadIndexOf(in.Member("instruction"), stepper.instructions.size());
  in.Read("store", access.store);
  in.Read("performed", access.performed);
  in.ReadIfPresent("place", access.place);
  access.value = ReadOptionalValue(in, "value");
  return access;
}

StepperThread ReadThread(const Reader& in, const Stepper& stepper) {
  StepperThread thread;
  in.Read("call", thread.call);
  in.Read("finished", thread.finished);
  thread.next = ReadOptional(in, "next", stepper.instructions.size());
  in.ForEachMember("registers",
                   [&thread](const std::string& name, const Reader& value) {
                     thread.registers.emplace(name, ReadValue(value));
                   });
  if (in.Has("store_buffer")) {
    in.ReadArray("store_buffer", thread.store_buffer, ReadPendingStore);
  }
  if (in.Has("in_flight")) {
    in.ReadArray("in_flight", thread.in_flight, [&stepper](const Reader& one) {
      return ReadAccess(one, stepper);
    });
  }
  return thread;
}

StepperAction ReadAction(const Reader& in, const Stepper& stepper) {
  const std::size_t instructions = stepper.instructions.size();
  StepperAction action;
  in.Read("action", action.action);
  action.instruction = ReadOptional(in, "instruction", instructions);
  action.place = ReadOptional(in, "place", stepper.places.size());
  action.read = ReadOptionalValue(in, "read");
  action.wrote = ReadOptionalValue(in, "wrote");
  in.ReadIfPresent("note", action.note);
  if (in.Has("passes")) {
    in.ReadArray("passes", action.passes, [instructions](const Reader& one) {
      return ReadIndexOf(one, instructions);
    });
  }
  return action;
}

void ReadReachable(const Reader& in, Stepper& stepper) {
  const std::size_t outcomes = stepper.outcomes.size();
  in.ForEach("reachable", [&](const Reader& set) {
    std::vector<Index>& indices = stepper.reachable.emplace_back();
    set.ForEachElement([&](const Reader& one) {
      indices.push_back(ReadIndexOf(one, outcomes));
    });
  });
}

void ReadMemories(const Reader& in, Stepper& stepper) {
  const std::size_t places = stepper.places.size();
  std::vector<Value> flat;
  in.ReadArray("memories", flat, ReadValue);
  if (places == 0 ? !flat.empty() : flat.size() % places != 0) {
    in.Member("memories").Refuse("must have a value of each place");
    return;
  }
  // Without places there is one memory, which holds nothing.
  if (places == 0) stepper.memories.emplace_back();
  for (auto at = flat.begin(); at != flat.end();
       at += static_cast<std::ptrdiff_t>(places)) {
    stepper.memories.emplace_back(at, at + static_cast<std::ptrdiff_t>(places));
  }
}

// Takes one number after the other.
class Numbers {
 public:
  Numbers(const Reader& in, const std::vector<Index>& all)
      : in_(in), all_(all) {}

  bool Done() const { return failed_ || at_ == all_.size(); }
  bool failed() const { return failed_; }
  Index Next(std::size_t below) {
    if (failed_) return 0;
    if (at_ == all_.size()) {
      Fail("ends in the middle of a state");
      return 0;
    }
    const Index number = all_[at_++];
    if (number >= below) Fail("has a number past the end of its table");
    return failed_ ? 0 : number;
  }
  std::size_t Left() const { return all_.size() - at_; }

 private:
  void Fail(std::string_view why) {
    failed_ = true;
    in_.Refuse(why);
  }

  const Reader& in_;
  const std::vector<Index>& all_;
  std::size_t at_ = 0;
  bool failed_ = false;
};

StepperState ReadState(Numbers& numbers, const Stepper& stepper) {
  const auto threads = static_cast<std::size_t>(stepper.threads);
  StepperState state;
  state.threads.reserve(threads);
  for (std::size_t i = 0; i < threads; ++i) {
    state.threads.push_back(numbers.Next(stepper.thread_states.size()));
  }
  state.memory = numbers.Next(stepper.memories.size());
  state.reachable = numbers.Next(stepper.reachable.size());
  const Index moves = numbers.Next(numbers.Left() + 1);
  for (Index i = 0; i < moves && !numbers.failed(); ++i) {
    StepperMove move;
    move.thread = numbers.Next(threads);
    move.action = numbers.Next(stepper.actions.size());
    move.state = numbers.Next(~std::size_t{0});
    state.moves.push_back(move);
  }
  return state;
}

void ReadStates(const Reader& in, Stepper& stepper) {
  std::vector<Index> flat;
  in.ReadArray("states", flat, ReadIndex);
  const Reader place = in.Member("states");
  Numbers numbers(place, flat);
  while (!numbers.Done()) {
    stepper.states.push_back(ReadState(numbers, stepper));
  }
  if (stepper.states.empty()) place.Refuse("must have a state to start from");
  for (const StepperState& state : stepper.states) {
    for (const StepperMove& move : state.moves) {
      CheckIndex(place, move.state, stepper.states.size());
    }
  }
}

}  // namespace

Stepper ReadStepper(const Reader& in) {
  Stepper stepper;
  in.Read("counter", stepper.counter);
  in.Read("target", stepper.target);
  in.Read("model", stepper.model);
  in.Read("threads", stepper.threads);
  in.Read("increments", stepper.increments);
  if (stepper.threads < 1 || stepper.threads > kMostThreads) {
    in.Member("threads").Refuse("must be 1 to 32");
    return stepper;
  }
  in.ReadIfPresent("bound", stepper.bound);
  stepper.nothing_lost = ReadOptionalValue(in, "nothing_lost");
  in.ReadArray("instructions", stepper.instructions, ReadInstruction);
  in.ReadArray("places", stepper.places, ReadPlace);
  in.ReadArray("outcomes", stepper.outcomes, ReadValue);
  ReadReachable(in, stepper);
  ReadMemories(in, stepper);
  in.ReadArray(
      "thread_states", stepper.thread_states,
      [&stepper](const Reader& one) { return ReadThread(one, stepper); });
  in.ReadArray("actions", stepper.actions, [&stepper](const Reader& one) {
    return ReadAction(one, stepper);
  });
  ReadStates(in, stepper);
  return stepper;
}

}  // namespace atomics_lab::result
