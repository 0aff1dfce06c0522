#include "tools/collect/replayed.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tools/collect/described.h"
#include "tools/collect/exploration.h"
#include "tools/explore/move.h"
#include "tools/explore/program.h"
#include "tools/isa/micro_op.h"
#include "tools/replay/forecast.h"
#include "tools/replay/replay.h"
#include "tools/result/exploration.h"
#include "tools/result/replay.h"

namespace atomics_lab::collect {
namespace {

using explore::Move;
using replay::SharedAccess;

void TellPlace(const explore::Program& program, std::uint32_t site,
               result::WitnessStep& told) {
  const explore::Site& from = program.sites[site];
  told.instruction = from.text;
  told.function = from.function;
  told.address = from.address;
  told.source = SourceOf(from);
}

// The first access of a kind, and with it the other half if it has 16 bytes.
std::optional<result::Value> ValueOfKind(const replay::Unit& unit,
                                         SharedAccess::Kind kind) {
  std::optional<result::Value> value;
  std::uint64_t first = 0;
  for (const SharedAccess& access : unit.accesses) {
    if (access.kind != kind) continue;
    if (!value.has_value()) {
      value = result::Value{.low = access.value};
      first = access.address;
    } else if (access.size == 8 && access.address == first + 8) {
      value->high = access.value;
    }
  }
  return value;
}

Move::Kind ActionOf(const result::WitnessStep& told) {
  if (!told.wrote.has_value()) return Move::Kind::kRead;
  return told.read.has_value() ? Move::Kind::kReadModifyWrite
                               : Move::Kind::kWrite;
}

}  // namespace

ReplayTeller::ReplayTeller(const explore::Job& job)
    : job_(job),
      places_(job, names_),
      registers_(job.threads.size(),
                 Registers(job.program.register_names.size())) {}

void ReplayTeller::AddAccesses(const replay::Done& done,
                               result::WitnessStep& told) const {
  const replay::Unit& unit = *done.unit;
  const SharedAccess& first = unit.accesses.front();
  told.location = places_.Of(done.thread, first.address);
  told.size = first.size;
  told.read = ValueOfKind(unit, SharedAccess::Kind::kRead);
  told.wrote = ValueOfKind(unit, SharedAccess::Kind::kWrite);
  const bool halves =
      unit.accesses.size() > 1 && unit.accesses[1].address == first.address + 8;
  if (halves && first.size == 8) told.size = 16;
  told.action = std::string(ActionName(ActionOf(told)));
  if (unit.modelled) told.note = "called as a whole";
}

void ReplayTeller::AddRegisters(const replay::Done& done,
                                result::WitnessStep& told) {
  const auto& now = done.forecast->State(done.thread).registers;
  Registers& before = registers_[done.thread];
  for (std::size_t reg = 0; reg < before.size(); ++reg) {
    if (now[reg] == before[reg]) continue;
    before[reg] = now[reg];
    told.registers[job_.program.register_names[reg]] = {.low = now[reg]};
  }
}

result::WitnessStep ReplayTeller::Told(const replay::Done& done) const {
  result::WitnessStep told{
      .thread = static_cast<int>(done.thread) + 1,
      .action = std::string(ActionName(Move::Kind::kInternal))};
  TellPlace(job_.program, done.unit->site, told);
  if (!done.unit->accesses.empty()) AddAccesses(done, told);
  return told;
}

void ReplayTeller::Add(const replay::Done& done) {
  if (done.unit->accesses.empty()) return;
  result::WitnessStep told = Told(done);
  AddRegisters(done, told);
  steps_.push_back(std::move(told));
}

result::ReplayDifference DescribeDifference(
    const explore::Program& program, const replay::Difference& difference,
    std::uint64_t run) {
  result::WitnessStep place;
  TellPlace(program, difference.site, place);
  return {.run = run,
          .step = difference.step,
          .thread = static_cast<int>(difference.thread) + 1,
          .instruction = place.instruction,
          .function = place.function,
          .address = place.address,
          .source = place.source,
          .what = difference.what,
          .expected = {.low = difference.expected},
          .real = {.low = difference.real}};
}

}  // namespace atomics_lab::collect
