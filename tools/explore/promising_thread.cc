#include "tools/explore/promising_thread.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "tools/isa/micro_op.h"

namespace atomics_lab::explore::promising {

using isa::Acquire;
using isa::Fence;
using isa::MicroOp;
using isa::Source;

Held Get(const Registers& registers, const Source& source) {
  if (source.kind == Source::Kind::kConstant) return {source.constant};
  if (source.kind == Source::Kind::kNone) return {};
  return registers[source.reg];
}

void Compute(Registers& registers, const MicroOp& op) {
  const Held a = Get(registers, op.a);
  const Held b = Get(registers, op.b);
  const Held c = Get(registers, op.c);
  registers[op.result] = {
      .value = isa::Evaluate(op.operation, op.bits, a.value, b.value, c.value),
      .data = std::max({a.data, b.data, c.data}),
      .pick = std::max({a.pick, b.pick, c.pick})};
}

void PassFence(Views& views, Fence fence) {
  switch (fence) {
    case Fence::kFull:
      Raise(views.reads, views.past_accesses);
      Raise(views.writes, views.past_accesses_picked);
      return;
    case Fence::kLoad:
      Raise(views.reads, views.past_reads);
      Raise(views.writes, views.past_reads_picked);
      return;
    case Fence::kStore:
      Raise(views.writes, views.past_writes);
      return;
    case Fence::kInstruction:
      Raise(views.reads, views.control);
      return;
  }
}

Time ReadFrom(const ThreadNow& thread, const MicroOp& load) {
  Time from = std::max(Get(thread.registers, load.a).data, thread.views.reads);
  if (load.acquire == Acquire::kAcquire) Raise(from, thread.views.releases);
  return from;
}

Time Read(ThreadNow& thread, const MicroOp& load, std::size_t place, Time time,
          std::uint64_t value) {
  const Held address = Get(thread.registers, load.a);
  const bool acquires = load.acquire != Acquire::kNone;
  PlaceViews& at = thread.places[place];
  const bool forwards = time != 0 && at.own.time == time;
  const Time own = acquires ? at.own.acquire : at.own.plain;
  const Time view = std::max(ReadFrom(thread, load), forwards ? own : time);
  const Time data = std::max(view, forwards ? at.own.data : 0);
  const Time pick = std::max({data, address.pick, forwards ? at.own.pick : 0});
  Raise(at.coherence, view);
  Views& views = thread.views;
  Raise(views.past_accesses, view);
  Raise(views.past_accesses_picked, pick);
  if (!load.discarded) {
    Raise(views.past_reads, view);
    Raise(views.past_reads_picked, pick);
  }
  Raise(views.control, address.pick);
  if (acquires) {
    Raise(views.reads, view);
    Raise(views.writes, pick);
  }
  thread.registers[load.result] = {.value = value, .data = data, .pick = pick};
  return view;
}

Time WriteBehind(const ThreadNow& thread, const MicroOp& store,
                 std::size_t place, const StoreViews& from) {
  const Views& views = thread.views;
  return std::max({from.address.pick, from.value.pick, from.condition.pick,
                   views.control, views.writes, thread.places[place].coherence,
                   store.release ? views.past_accesses_picked : 0});
}

void Write(ThreadNow& thread, const MicroOp& store, std::size_t place,
           const StoreViews& from, Time time) {
  Views& views = thread.views;
  Raise(views.control, from.address.pick);
  Raise(views.past_writes, time);
  Raise(views.past_accesses, time);
  Raise(views.past_accesses_picked, time);
  if (store.release) Raise(views.releases, time);
  if (from.fences) {
    Raise(views.reads, time);
    Raise(views.writes, time);
  }
  const Time plain = std::max(from.address.data, from.value.data);
  thread.places[place] = {
      .coherence = time,
      .own = {.time = time,
              .plain = plain,
              .acquire = std::max(plain, from.read),
              .data = std::max(plain, from.value_with_read.data),
              .pick = std::max({from.address.pick, from.value_with_read.pick,
                                from.condition_with_read.pick})}};
}

}  // namespace atomics_lab::explore::promising
