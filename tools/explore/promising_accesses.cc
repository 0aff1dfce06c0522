// The accesses of a run, each in every way in which it can be done.
#include <cstddef>
#include <cstdint>
#include <utility>

#include "absl/log/check.h"
#include "tools/explore/promising_run.h"
#include "tools/explore/promising_thread.h"
#include "tools/isa/micro_op.h"

namespace atomics_lab::explore::promising {
namespace {

using isa::Acquire;
using isa::Atomicity;
using isa::MicroOp;
using isa::Source;
using Kind = MicroOp::Kind;

// The bits that an access of so many bytes has.
std::uint64_t BitsOf(int size) {
  return size >= 8 ? ~std::uint64_t{0} : (std::uint64_t{1} << (8 * size)) - 1;
}

}  // namespace

void Runs::Load(const ThreadNow& now) {
  const MicroOp& op = Next(now);
  const std::size_t place = PlaceOf(now, op);
  for (const Time time : Readable(now, place, ReadFrom(now, op))) {
    ThreadNow next = now;
    const Time view =
        Read(next, op, place, time, WordAt(place, time) & BitsOf(op.size));
    if (op.atomicity == Atomicity::kExclusive) {
      next.monitor = {.set = true,
                      .place = place,
                      .size = op.size,
                      .time = time,
                      .view = view};
    }
    ++next.operation;
    Run(std::move(next));
  }
}

void Runs::Store(const ThreadNow& now) {
  const MicroOp& op = Next(now);
  const std::size_t place = PlaceOf(now, op);
  const Held value = Get(now.registers, op.b);
  const bool exclusive = op.atomicity == Atomicity::kExclusive;
  WriteEach(now, place,
            {.address = Get(now.registers, op.a),
             .value = value,
             .value_with_read = value,
             .read = exclusive ? now.monitor.view : 0},
            0);
}

// No message of another thread came to the place since it was read.
bool Runs::IsAlone(const Monitor& monitor, Time time) const {
  for (Time i = monitor.time + 1; i < time; ++i) {
    const Message& message = messages_[i - 1];
    if (message.place == monitor.place && message.thread != number_) {
      return false;
    }
  }
  return true;
}

// It can always fail; whether it does carries no dependency.
void Runs::ExclusiveStore(const ThreadNow& now) {
  const MicroOp& op = Next(now);
  ThreadNow failed = now;
  failed.registers[op.result] = {.value = 1};
  failed.monitor = {};
  ++failed.operation;
  Run(std::move(failed));
  const std::size_t place = PlaceOf(now, op);
  const bool may_store = now.monitor.set && now.monitor.place == place &&
                         now.monitor.size == op.size;
  if (may_store) Store(now);
}

void Runs::ReadModifyWrite(const ThreadNow& now) {
  const MicroOp& load = Next(now);
  for (const Time time :
       Readable(now, PlaceOf(now, load), ReadFrom(now, load))) {
    ReadModifyWriteFrom(now, time);
  }
}

void Runs::ReadModifyWriteFrom(ThreadNow now, Time read) {
  const MicroOp& load = Next(now);
  const std::size_t place = PlaceOf(now, load);
  StoreViews from = {.address = Get(now.registers, load.a)};
  from.read =
      Read(now, load, place, read, WordAt(place, read) & BitsOf(load.size));
  // As if the load's result came from nowhere.
  Registers without_read = now.registers;
  without_read[load.result].data = without_read[load.result].pick = 0;
  while (Next(now).kind == Kind::kLoad || Next(now).kind == Kind::kCompute) {
    if (Next(now).kind == Kind::kCompute) {
      Compute(now.registers, Next(now));
      Compute(without_read, Next(now));
    }
    ++now.operation;
  }
  const MicroOp& store = Next(now);
  CHECK(store.kind == Kind::kStore &&
        store.atomicity == Atomicity::kReadModifyWrite);
  from.value = Get(without_read, store.b);
  from.value_with_read = Get(now.registers, store.b);
  from.condition = Get(without_read, store.condition);
  from.condition_with_read = Get(now.registers, store.condition);
  from.fences = load.acquire == Acquire::kAcquire && store.release;
  const Held& condition = from.condition_with_read;
  const bool always = store.condition.kind == Source::Kind::kNone;
  const bool known = IsKnown(condition);
  if (always || !known || condition.value != 0) {
    WriteEach(now, place, from, read);
  }
  if (always || (known && condition.value != 0)) return;
  ++now.operation;
  Run(std::move(now));
}

// The store is each of the promised messages that it can be, or a new one.
// `read`: of a read-modify-write, what it read.
void Runs::WriteEach(const ThreadNow& now, std::size_t place,
                     const StoreViews& from, Time read) {
  const MicroOp& op = Next(now);
  const Time behind = WriteBehind(now, op, place, from);
  const std::uint64_t bits = BitsOf(op.size);
  const Message message = {.thread = number_,
                           .place = place,
                           .value = (start_words_[place] & ~bits) |
                                    (Get(now.registers, op.b).value & bits)};
  const auto fits = [&](Time time) {
    return (op.atomicity != Atomicity::kReadModifyWrite || read == kFuture ||
            LastBefore(place, time) == read) &&
           (op.atomicity != Atomicity::kExclusive ||
            IsAlone(now.monitor, time));
  };
  for (Time time = behind + 1; time <= given_; ++time) {
    if (IsPromised(now, time) && messages_[time - 1] == message && fits(time)) {
      WriteAt(now, place, from, time);
    }
  }
  if (!promising_ || !fits(Now() + 1)) return;
  messages_.push_back(message);
  const bool promisable = behind <= given_;
  if (promisable) promisable_.push_back(message);
  WriteAt(now, place, from, Now());
  if (promisable) promisable_.pop_back();
  messages_.pop_back();
}

void Runs::WriteAt(ThreadNow now, std::size_t place, const StoreViews& from,
                   Time time) {
  const MicroOp& op = Next(now);
  Write(now, op, place, from, time);
  if (op.atomicity == Atomicity::kExclusive) {
    now.registers[op.result] = {};
    now.monitor = {};
  }
  if (time <= given_) now.promises &= ~(std::uint64_t{1} << (time - 1));
  ++now.operation;
  Run(std::move(now));
}

}  // namespace atomics_lab::explore::promising
