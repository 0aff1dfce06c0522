#include "tools/program/model_author.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "tools/isa/micro_op.h"
#include "tools/program/modelled_calls.h"

namespace atomics_lab::program {

using isa::Acquire;
using isa::MicroOp;
using isa::Operation;
using isa::RegisterNumber;
using isa::Source;

void ModelAuthor::Compute(RegisterNumber to, Operation operation, Source a,
                          Source b) {
  call_.operations.push_back(
      {.operation = operation, .result = to, .a = a, .b = b});
}

void ModelAuthor::Return(Source value) {
  Compute(result(), Operation::kCopy, value);
  Jump(kEnd);
}

void ModelAuthor::Load(RegisterNumber to, Source address, int size,
                       std::string step, Acquire acquire) {
  call_.operations.push_back({.kind = MicroOp::Kind::kLoad,
                              .size = static_cast<std::uint8_t>(size),
                              .acquire = acquire,
                              .result = to,
                              .a = address,
                              .site = Step(std::move(step))});
}

void ModelAuthor::Store(Source address, Source value, int size,
                        std::string step, bool release) {
  call_.operations.push_back({.kind = MicroOp::Kind::kStore,
                              .size = static_cast<std::uint8_t>(size),
                              .release = release,
                              .a = address,
                              .b = value,
                              .site = Step(std::move(step))});
}

void ModelAuthor::TestAndSet(RegisterNumber to, Source address,
                             std::string step) {
  Load(to, address, 1, std::move(step), Acquire::kAcquire);
  call_.operations.back().atomicity = isa::Atomicity::kReadModifyWrite;
  MicroOp store = call_.operations.back();
  store.kind = MicroOp::Kind::kStore;
  store.acquire = Acquire::kNone;
  store.b = Constant(1);
  store.result = 0;
  call_.operations.push_back(store);
}

std::size_t ModelAuthor::Branch(Source condition, std::size_t target) {
  call_.operations.push_back(
      {.kind = MicroOp::Kind::kBranch, .a = condition, .target = target});
  return here() - 1;
}

std::size_t ModelAuthor::Jump(std::size_t target) {
  call_.operations.push_back({.kind = MicroOp::Kind::kJump, .target = target});
  return here() - 1;
}

void ModelAuthor::Trap(std::string reason) {
  call_.operations.push_back(
      {.kind = MicroOp::Kind::kTrap, .target = call_.traps.size()});
  call_.traps.push_back(std::move(reason));
}

void ModelAuthor::HeapWord(RegisterNumber to, std::int64_t offset) {
  Compute(to, Operation::kAdd, Source::Of(set_.calls.thread_pointer),
          Constant(static_cast<std::uint64_t>(heap_ + offset)));
}

ModelledCall ModelAuthor::Finish(std::string_view name) && {
  for (MicroOp& op : call_.operations) {
    const bool goes =
        op.kind == MicroOp::Kind::kBranch || op.kind == MicroOp::Kind::kJump;
    if (goes && op.target == kEnd) op.target = call_.operations.size();
  }
  call_.name = name;
  return std::move(call_);
}

std::uint32_t ModelAuthor::Step(std::string step) {
  call_.steps.push_back(std::move(step));
  return static_cast<std::uint32_t>(call_.steps.size() - 1);
}

}  // namespace atomics_lab::program
