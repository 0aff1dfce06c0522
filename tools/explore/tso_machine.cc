// Owens, Sarkar & Sewell, "A better x86 memory model: x86-TSO", TPHOLs 2009:
// a first-in first-out store buffer for each thread, which it reads from first,
// and a lock that `lock` instructions hold with an empty buffer.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "tools/explore/bytes.h"
#include "tools/explore/in_order_machines.h"
#include "tools/explore/interpreter.h"
#include "tools/explore/machine.h"
#include "tools/explore/program.h"
#include "tools/explore/thread_machine.h"
#include "tools/explore/thread_state.h"
#include "tools/isa/micro_op.h"

namespace atomics_lab::explore {
namespace {

using isa::MicroOp;
using Kind = isa::MicroOp::Kind;

// The model's buffers are unbounded. A loop that stores without reading would
// fill them for ever.
constexpr std::size_t kMostBuffered = 32;

constexpr const char* kForwards = "reads its own store in the store buffer";
constexpr const char* kDrains = "leaves the store buffer";

// The youngest store that a load overlaps; nullptr if none.
const BufferedStore* Youngest(const ThreadState& state, std::uint64_t address,
                              int size) {
  const auto found = std::find_if(
      state.buffer.rbegin(), state.buffer.rend(), [&](const BufferedStore& s) {
        return Overlap(s.address, s.size, address, size);
      });
  return found == state.buffer.rend() ? nullptr : &*found;
}

Move DrainOf(const BufferedStore& store) {
  return {.kind = Move::Kind::kWrite,
          .size = store.size,
          .address = store.address,
          .value = store.value,
          .operation = store.operation,
          .note = kDrains};
}

class TsoMachine : public ThreadMachine {
 public:
  explicit TsoMachine(const Job& job) : ThreadMachine(job, kMostBuffered) {}

  std::string Bound() const override {
    return full_ ? absl::StrCat("store buffers of ", kMostBuffered, " stores")
                 : "";
  }

 protected:
  std::vector<Move> MovesOf(const ThreadState& state) const override {
    std::vector<Move> moves;
    if (state.operation != ThreadState::kEnd) moves = OperationMoves(state);
    if (!state.buffer.empty()) moves.push_back(DrainOf(state.buffer.front()));
    return moves;
  }

  absl::Status Take(ThreadState& state, const Move& move, const Value& read,
                    Step& step) const override;

 private:
  std::vector<Move> OperationMoves(const ThreadState& state) const;

  // Whether a buffer was ever as long as it may be.
  mutable bool full_ = false;
};

std::vector<Move> TsoMachine::OperationMoves(const ThreadState& state) const {
  if (state.buffer.empty()) return ThreadMachine::MovesOf(state);
  const MicroOp& op = interpreter().Next(state);
  if (op.kind == Kind::kChoose) return ThreadMachine::MovesOf(state);
  if (op.kind == Kind::kStore && op.atomicity == isa::Atomicity::kNone) {
    full_ = true;
  }
  // Everything else that stops in front of a buffer waits until it is empty.
  if (op.kind != Kind::kLoad || op.atomicity != isa::Atomicity::kNone) {
    return {};
  }
  std::vector<Move> moves = ThreadMachine::MovesOf(state);
  Move& load = moves.front();
  const BufferedStore* store = Youngest(state, load.address, load.size);
  if (store == nullptr) return moves;
  // Processors wait here until the stores are in memory: Intel SDM vol. 3,
  // 11.10 forwards only what one store holds whole.
  if (!Covers(store->address, store->size, load.address, load.size)) return {};
  load = {.kind = Move::Kind::kInternal,
          .operation = state.operation,
          .note = kForwards};
  return moves;
}

absl::Status TsoMachine::Take(ThreadState& state, const Move& move,
                              const Value& read, Step& step) const {
  const std::string_view note = move.note;
  if (note == kDrains) {
    step.writes = true;
    step.value = move.value;
    state.buffer.erase(state.buffer.begin());
    return absl::OkStatus();
  }
  if (note != kForwards) return ThreadMachine::Take(state, move, read, step);
  const MicroOp& op = interpreter().Next(state);
  const std::uint64_t address = interpreter().Get(state, op.a);
  const BufferedStore* store = Youngest(state, address, op.size);
  interpreter().Load(
      state, op,
      {PartOf(store->value, address - store->address, op.size), false});
  ++state.operation;
  return absl::OkStatus();
}

}  // namespace

std::unique_ptr<Machine> MakeTsoMachine(const Job& job) {
  return std::make_unique<TsoMachine>(job);
}

}  // namespace atomics_lab::explore
