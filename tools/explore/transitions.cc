#include "tools/explore/transitions.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "tools/explore/bytes.h"
#include "tools/explore/machine.h"
#include "tools/explore/memory_image.h"
#include "tools/explore/where.h"

namespace atomics_lab::explore {

bool Transitions::LearnMove(const Move& move) {
  Known& known = moves_.emplace_back(Known{.move = move});
  if (move.kind == Move::Kind::kInternal) return true;
  const bool writes = move.kind != Move::Kind::kRead;
  const absl::StatusOr<std::uint32_t> place =
      memory_.PlaceOf(move.address, move.size, writes);
  if (!place.ok()) {
    status_ = absl::Status(place.status().code(),
                           absl::StrCat(Where(job_.program, move.operation),
                                        ": ", place.status().message()));
    return false;
  }
  known.place = *place;
  if (*place >= places_.size()) places_.resize(*place + std::size_t{1});
  Place& accessed = places_[*place];
  if (accessed.size != 0 && accessed.stored >= writes) return true;
  accessed = {.address = move.address,
              .size = move.size,
              .stored = writes,
              .operation = move.operation};
  return CheckSizes(accessed);
}

bool Transitions::CheckSizes(const Place& place) {
  if (machine_.OrdersMixedSizes() || !mixed_sizes_.empty()) return true;
  const auto other = std::ranges::find_if(places_, [&](const Place& known) {
    const bool same =
        known.address == place.address && known.size == place.size;
    return !same && (known.stored || place.stored) &&
           Overlap(known.address, known.size, place.address, place.size);
  });
  if (other == places_.end()) return true;
  mixed_sizes_ = absl::StrCat(Describe(*other), " and ", Describe(place));
  if (job_.takes_mixed_sizes) return true;
  status_ = absl::InvalidArgumentError(absl::StrCat(
      mixed_sizes_,
      " access the same bytes, and for different sizes the model has no order; "
      "sc has one"));
  return false;
}

std::string Transitions::Describe(const Place& place) const {
  return absl::StrCat(Where(job_.program, place.operation), " of ", place.size,
                      place.size == 1 ? " byte" : " bytes");
}

const Transitions::Local* Transitions::Learn(LocalState state) {
  const absl::StatusOr<absl::Span<const Move>> moves = machine_.Moves(state);
  if (!moves.ok()) {
    status_ = moves.status();
    return nullptr;
  }
  if (state >= locals_.size()) locals_.resize(state + std::size_t{1});
  Local& local = locals_[state];
  local = {.first_move = static_cast<std::uint32_t>(moves_.size()),
           .moves = static_cast<std::uint16_t>(moves->size()),
           .known = true,
           .finished = machine_.Finished(state),
           .settled = machine_.Settled(state)};
  for (const Move& move : *moves) {
    if (!LearnMove(move)) return nullptr;
  }
  return &local;
}

const Step* Transitions::AskMachine(LocalState state, std::uint32_t move,
                                    const Value& read) {
  const auto [found, added] = steps_.try_emplace({move, read});
  if (!added) return &found->second;
  const absl::StatusOr<Step> step =
      machine_.Next(state, move - locals_[state].first_move, read);
  if (!step.ok()) {
    status_ = step.status();
    return nullptr;
  }
  found->second = *step;
  return &found->second;
}

const Transition* Transitions::Ask(LocalState state, std::uint32_t move,
                                   std::uint32_t memory) {
  const auto& [known, place] = moves_[move];
  const bool reads = known.kind == Move::Kind::kRead ||
                     known.kind == Move::Kind::kReadModifyWrite;
  const Step* step =
      AskMachine(state, move, reads ? memory_.Read(memory, place) : Value());
  if (step == nullptr) return nullptr;
  Transition to = {.next = step->next, .memory = memory};
  const bool writes =
      known.kind == Move::Kind::kWrite ||
      (known.kind == Move::Kind::kReadModifyWrite && step->writes);
  if (writes && step->next != kNoState) {
    to.memory = memory_.Write(
        memory, place,
        known.kind == Move::Kind::kWrite ? known.value : step->value);
    to.written = place;
  }
  return followed_.Keep(move, memory, to);
}

LocalState Transitions::AskForeign(LocalState state, std::uint32_t place) {
  if (!machine_.Hears(state)) {
    if (state >= deaf_.size()) deaf_.resize(state + std::size_t{1});
    deaf_[state] = 1;
    return state;
  }
  const absl::StatusOr<LocalState> after = machine_.AfterForeignWrite(
      state, places_[place].address, places_[place].size);
  if (!after.ok()) {
    status_ = after.status();
    return kNoState;
  }
  return *foreign_.Keep(state, place, *after);
}

std::size_t Transitions::Memory() const {
  return followed_.Memory() + foreign_.Memory() + deaf_.capacity() +
         locals_.capacity() * sizeof(Local) +
         moves_.capacity() * sizeof(Known) +
         steps_.capacity() * (sizeof(*steps_.begin()) + 1);
}

std::size_t Transitions::GrowthFor(std::size_t more) const {
  const auto of = [more](const auto& things, std::size_t bytes_each) {
    return things.size() + more > things.capacity()
               ? 2 * things.capacity() * bytes_each
               : 0;
  };
  return followed_.GrowthForOne() + foreign_.GrowthForOne() + of(deaf_, 1) +
         of(locals_, sizeof(Local)) + of(moves_, sizeof(Known)) +
         of(steps_, sizeof(*steps_.begin()) + 1);
}

}  // namespace atomics_lab::explore
