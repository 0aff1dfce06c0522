#include "tools/program/build.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "tools/elf/names.h"
#include "tools/isa/micro_op.h"
#include "tools/isa/place.h"
#include "tools/listing/binary.h"
#include "tools/listing/listing.h"
#include "tools/program/draft.h"
#include "tools/program/image.h"
#include "tools/program/instruction_set.h"
#include "tools/program/links.h"
#include "tools/program/modelled_calls.h"

namespace atomics_lab::program {
namespace {

using isa::MicroOp;
using listing::Instruction;

using Place = CodePlace;

// One call of a function, with all that it jumps to: parts of it that lie
// elsewhere, and functions that take its place.
struct Frame {
  const Frame* caller = nullptr;
  int depth = 0;
  std::string function;
  // Where its returns go; absent for the outermost.
  std::optional<std::uint32_t> continuation;
  std::map<Place, std::uint32_t> placed;
};

// A target that is known once all code of the frame is placed.
struct Pending {
  std::uint32_t operation = 0;
  Place place;
  std::uint32_t site = 0;  // of the jump
};

class Builder {
 public:
  Builder(const listing::Binary& binary, const Image& image,
          const InstructionSet& set)
      : set_(set), links_(binary, image, set) {}

  absl::StatusOr<std::uint32_t> Outermost(const std::string& name);
  Built Finish() &&;

 private:
  using Code = const listing::Function*;

  // The index of the frame's first operation.
  absl::StatusOr<std::uint32_t> Follow(Frame& frame, const Place& first);
  absl::Status Reach(Frame& frame, const Pending& pending);
  absl::Status PlaceRun(Frame& frame, const listing::Function& function,
                        std::size_t index);
  void PlaceInstruction(Frame& frame, const listing::Function& function,
                        std::size_t index);
  void PlaceOperation(Frame& frame, const listing::Function& function,
                      std::size_t index, MicroOp op);
  void PlaceCall(Frame& frame, const Instruction& instruction, MicroOp op);
  bool CallsModel(const Instruction& instruction) const;
  void PlaceReturn(const Frame& frame, const std::string& model);

  struct Call {
    Frame* caller = nullptr;
    std::uint32_t operation = 0;
    std::uint32_t continuation = 0;
    Place place;
    std::uint32_t site = 0;
  };

  const InstructionSet& set_;
  Links links_;
  Draft draft_;
  std::set<std::string, std::less<>> references_;
  std::deque<std::unique_ptr<Frame>> frames_;
  std::vector<Pending> pending_;
  std::deque<Call> calls_;
};

absl::StatusOr<std::uint32_t> Builder::Outermost(const std::string& name) {
  ABSL_ASSIGN_OR_RETURN(const Code code, links_.Fetch(name));
  // The same function under its mangled name.
  const std::string mangled = code->mangled;
  frames_.push_back(std::make_unique<Frame>(Frame{.function = mangled}));
  if (code->instructions.empty()) {
    return absl::InvalidArgumentError(
        absl::StrCat("`", name, "`: has no instructions"));
  }
  draft_.ComeFrom(*code, code->instructions.front());
  auto entry = Follow(*frames_.back(), {mangled, code->address});
  if (!entry.ok()) return entry.status();
  while (!calls_.empty()) {
    const Call call = std::move(calls_.front());
    calls_.pop_front();
    frames_.push_back(
        std::make_unique<Frame>(Frame{.caller = call.caller,
                                      .depth = call.caller->depth + 1,
                                      .function = call.place.first,
                                      .continuation = call.continuation}));
    if (frames_.back()->depth > kDeepestCall) {
      return absl::InvalidArgumentError(
          absl::StrCat("`", name, "`: calls nest deeper than ", kDeepestCall));
    }
    draft_.ComeFrom(call.site);
    ABSL_ASSIGN_OR_RETURN(const auto target,
                          Follow(*frames_.back(), call.place));
    draft_.Lead(call.operation, target);
  }
  return entry;
}

absl::StatusOr<std::uint32_t> Builder::Follow(Frame& frame,
                                              const Place& first) {
  const std::uint32_t entry = draft_.Append({.kind = MicroOp::Kind::kJump});
  pending_.push_back({entry, first, draft_.site()});
  while (!pending_.empty()) {
    const Pending next = std::move(pending_.back());
    pending_.pop_back();
    ABSL_RETURN_IF_ERROR(Reach(frame, next));
    if (draft_.size() > kMostOperations) {
      return absl::InvalidArgumentError(
          absl::StrCat("`", frame.function, "`: with all that it calls it is ",
                       "more than ", kMostOperations, " operations"));
    }
  }
  return entry;
}

absl::Status Builder::Reach(Frame& frame, const Pending& pending) {
  const auto known = frame.placed.find(pending.place);
  if (known != frame.placed.end()) {
    draft_.Lead(pending.operation, known->second);
    return absl::OkStatus();
  }
  draft_.Lead(pending.operation, draft_.Next());
  draft_.ComeFrom(pending.site);
  const auto& [symbol, address] = pending.place;
  if (const auto model = links_.Model(symbol)) {
    draft_.AppendModel(*model);
    PlaceReturn(frame, symbol);
    return absl::OkStatus();
  }
  const absl::StatusOr<Code> code = links_.Fetch(symbol);
  if (!code.ok()) {
    draft_.Trap(absl::StrCat("calls `", elf::Demangle(symbol),
                             "`, which is neither in the file nor modelled"));
    return absl::OkStatus();
  }
  const auto& instructions = (*code)->instructions;
  for (std::size_t i = 0; i < instructions.size(); ++i) {
    if (instructions[i].address == address) return PlaceRun(frame, **code, i);
  }
  draft_.Trap(absl::StrCat("jumps into the middle of an instruction of `",
                           (*code)->demangled, "`"));
  return absl::OkStatus();
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

// Straight on until control cannot go on, or has been there.
absl::Status Builder::PlaceRun(Frame& frame, const listing::Function& function,
                               std::size_t index) {
  for (; index < function.instructions.size(); ++index) {
    const Place place = {function.mangled,
                         function.instructions[index].address};
    const auto [known, fresh] = frame.placed.insert({place, draft_.Next()});
    if (!fresh) {
      draft_.Append({.kind = MicroOp::Kind::kJump, .target = known->second});
      return absl::OkStatus();
    }
    PlaceInstruction(frame, function, index);
    // An instruction without effect still has a place.
    if (draft_.Next() == known->second) {
      draft_.Append(
          {.kind = MicroOp::Kind::kJump, .target = draft_.Next() + 1});
    }
    const MicroOp& last = draft_.last();
    const bool ends =
        last.kind == MicroOp::Kind::kTrap ||
        last.kind == MicroOp::Kind::kReturn ||
        (last.kind == MicroOp::Kind::kJump && last.target != draft_.Next());
    if (ends) return absl::OkStatus();
    if (draft_.size() > kMostOperations) return absl::OkStatus();
  }
  draft_.Trap(absl::StrCat("runs past the end of `", function.demangled, "`"));
  return absl::OkStatus();
}

// Restartable sequences are undone by the kernel, which is not here.
bool IsRestartable(const Instruction& instruction) {
  return instruction.target.has_value() &&
         absl::StartsWith(instruction.target->mangled, "__rseq_");
}

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

Built Builder::Finish() && {
  return {.program = std::move(draft_).Finish(set_),
          .references = std::move(references_)};
}

}  // namespace

absl::StatusOr<Built> Build(const listing::Binary& binary, const Image& image,
                            const InstructionSet& instruction_set,
                            absl::Span<const std::string> functions) {
  Builder builder(binary, image, instruction_set);
  std::vector<std::uint32_t> entries;
  for (const std::string& function : functions) {
    ABSL_ASSIGN_OR_RETURN(const auto entry, builder.Outermost(function));
    entries.push_back(entry);
  }
  Built built = std::move(builder).Finish();
  built.entries = std::move(entries);
  return built;
}

}  // namespace atomics_lab::program
