#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "tools/isa/micro_op.h"
#include "tools/isa/place.h"
#include "tools/listing/listing.h"
#include "tools/program/builder.h"
#include "tools/program/draft.h"
#include "tools/program/instruction_set.h"
#include "tools/program/links.h"
#include "tools/program/modelled_calls.h"

namespace atomics_lab::program {
namespace {

using isa::MicroOp;
using listing::Instruction;

// Restartable sequences are undone by the kernel, which is not modelled here.
bool IsRestartable(const Instruction& instruction) {
  return instruction.target.has_value() &&
         absl::StartsWith(instruction.target->mangled, "__rseq_");
}

}  // namespace

void Builder::PlaceInstruction(Frame& frame, const listing::Function& function,
                               std::size_t index) {
  const Instruction& instruction = function.instructions[index];
  draft_.ComeFrom(function, instruction);
  if (instruction.target.has_value()) {
    references_.insert(instruction.target->mangled);
  }
  if (IsRestartable(instruction)) {
    return draft_.Trap(
        "is a restartable sequence, which only the kernel makes whole");
  }
  const isa::Place place = links_.ReferenceOf(instruction);
  const auto lowered = set_.lower(instruction, place);
  if (!lowered.ok()) {
    return draft_.Trap(std::string(lowered.status().message()));
  }
  const bool flows =
      !lowered->empty() && (lowered->back().kind == MicroOp::Kind::kJump ||
                            lowered->back().kind == MicroOp::Kind::kBranch ||
                            lowered->back().kind == MicroOp::Kind::kCall);
  if (instruction.relocated && !place.reference.has_value() && !flows) {
    return draft_.Trap(absl::StrCat("refers to `",
                                    instruction.target->demangled,
                                    "`, which has no address in the file"));
  }
  const bool pushes_nothing = !lowered->empty() &&
                              lowered->back().kind == MicroOp::Kind::kCall &&
                              CallsModel(instruction);
  for (const MicroOp& op : *lowered) {
    if (pushes_nothing && op.kind != MicroOp::Kind::kCall) continue;
    PlaceOperation(frame, function, index, op);
  }
}

// Such a call pushes no return address: the model would only pop it again, and
// what then lies below the stack pointer is the callee's to overwrite, so that
// no code may read it. Left there, it would tell apart threads that have made
// the call from those that have not, as in a loop that yields now and then.
bool Builder::CallsModel(const Instruction& instruction) const {
  return instruction.target.has_value() &&
         links_.Model(instruction.target->mangled).has_value();
}

void Builder::PlaceOperation(Frame& frame, const listing::Function& function,
                             std::size_t index, MicroOp op) {
  const Instruction& instruction = function.instructions[index];
  switch (op.kind) {
    case MicroOp::Kind::kCall:
      return PlaceCall(frame, instruction, op);
    case MicroOp::Kind::kTrap:
      return draft_.Trap(absl::StrCat("reaches `", instruction.mnemonic, "`"));
    case MicroOp::Kind::kReturn:
      if (frame.continuation.has_value()) {
        op.kind = MicroOp::Kind::kJump;
        op.target = *frame.continuation;
      }
      draft_.Append(op);
      return;
    case MicroOp::Kind::kBranch:
    case MicroOp::Kind::kJump: {
      const auto place = links_.TargetOf(function, instruction, op);
      if (!place.has_value()) {
        return draft_.Trap("jumps to where nothing is known");
      }
      op.target = kMostOperations * 2;
      const std::uint32_t at = draft_.Append(op);
      const auto known = frame.placed.find(*place);
      if (known != frame.placed.end()) {
        draft_.Lead(at, known->second);
      } else {
        pending_.push_back({at, *place, draft_.site()});
      }
      return;
    }
    default:
      draft_.Append(op);
  }
}

void Builder::PlaceCall(Frame& frame, const Instruction& instruction,
                        MicroOp op) {
  if (!instruction.target.has_value()) {
    return draft_.Trap("calls through a register or through memory");
  }
  const std::string& callee = instruction.target->mangled;
  for (const Frame* f = &frame; f != nullptr; f = f->caller) {
    if (f->function == callee) {
      return draft_.Trap(absl::StrCat("calls `", instruction.target->demangled,
                                      "` recursively"));
    }
  }
  std::uint64_t address = 0;
  if (!links_.Model(callee).has_value()) {
    const absl::StatusOr<Code> code = links_.Fetch(callee);
    if (code.ok()) {
      address = (*code)->address +
                static_cast<std::uint64_t>(instruction.target->offset);
    }
  }
  op.kind = MicroOp::Kind::kJump;
  op.target = draft_.Next() + 1;
  const std::uint32_t at = draft_.Append(op);
  calls_.push_back({.caller = &frame,
                    .operation = at,
                    .continuation = draft_.Next(),
                    .place = {callee, address},
                    .site = draft_.site()});
}

// What a callee's return instruction would do. It finds a return address only
// if `model` took the place of a function that was called (see CallsModel).
void Builder::PlaceReturn(const Frame& frame, const std::string& model) {
  if (set_.calls.return_address_on_stack && frame.function != model) {
    draft_.Append({.operation = isa::Operation::kAdd,
                   .result = set_.calls.stack_pointer,
                   .a = isa::Source::Of(set_.calls.stack_pointer),
                   .b = isa::Source::Of(std::uint64_t{8})});
  }
  draft_.Append({.kind = frame.continuation.has_value()
                             ? MicroOp::Kind::kJump
                             : MicroOp::Kind::kReturn,
                 .target = frame.continuation.value_or(0)});
}

}  // namespace atomics_lab::program
