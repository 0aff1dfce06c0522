#include "tools/program/build.h"

#include <algorithm>
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
#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "tools/explore/program.h"
#include "tools/isa/lower.h"
#include "tools/isa/micro_op.h"
#include "tools/listing/binary.h"
#include "tools/listing/listing.h"
#include "tools/listing/names.h"
#include "tools/program/image.h"
#include "tools/program/instruction_set.h"
#include "tools/program/modelled_calls.h"

namespace atomics_lab::program {
namespace {

using explore::Program;
using explore::Site;
using isa::MicroOp;
using listing::Instruction;

// A place of code: symbol and address, for in an object many functions begin
// at 0.
using Place = std::pair<std::string, std::uint64_t>;

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
      : binary_(binary),
        image_(image),
        set_(set),
        heap_(HeapFromThreadPointer(image)) {}

  absl::StatusOr<std::uint32_t> Outermost(const std::string& name);
  Built Finish() &&;

 private:
  using Code = const listing::Function*;

  absl::StatusOr<Code> Fetch(const std::string& name);
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
  void PlaceReturn(const Frame& frame);
  void PlaceModel(const ModelledCall& model);
  std::optional<Place> TargetOf(const listing::Function& function,
                                const Instruction& instruction,
                                const MicroOp& op) const;
  isa::Place ReferenceOf(const Instruction& instruction) const;
  std::uint32_t AddSite(const listing::Function& function,
                        const Instruction& instruction);
  void Trap(std::string reason);
  std::uint32_t Next() const {
    return static_cast<std::uint32_t>(program_.operations.size());
  }
  std::uint32_t Append(const MicroOp& op) {
    program_.operations.push_back(op);
    return Next() - 1;
  }

  struct Call {
    Frame* caller = nullptr;
    std::uint32_t operation = 0;
    std::uint32_t continuation = 0;
    Place place;
    std::uint32_t site = 0;
  };

  const listing::Binary& binary_;
  const Image& image_;
  const InstructionSet& set_;
  std::int64_t heap_;
  Program program_;
  std::set<std::string, std::less<>> references_;
  std::map<std::string, absl::StatusOr<listing::Function>, std::less<>> code_;
  std::map<Place, std::uint32_t> sites_;
  std::deque<std::unique_ptr<Frame>> frames_;
  std::vector<Pending> pending_;
  std::deque<Call> calls_;
  std::uint32_t site_ = 0;
};

absl::StatusOr<Builder::Code> Builder::Fetch(const std::string& name) {
  const auto found = code_.find(name);
  auto& function =
      found != code_.end()
          ? found->second
          : code_.insert({name, binary_.Disassemble(name)}).first->second;
  if (!function.ok()) return function.status();
  return &*function;
}

absl::StatusOr<std::uint32_t> Builder::Outermost(const std::string& name) {
  const absl::StatusOr<Code> code = Fetch(name);
  if (!code.ok()) return code.status();
  // The same function under its mangled name.
  const std::string mangled = (*code)->mangled;
  frames_.push_back(std::make_unique<Frame>(Frame{.function = mangled}));
  if ((*code)->instructions.empty()) {
    return absl::InvalidArgumentError(
        absl::StrCat("`", name, "`: has no instructions"));
  }
  site_ = AddSite(**code, (*code)->instructions.front());
  auto entry = Follow(*frames_.back(), {mangled, (*code)->address});
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
    site_ = call.site;
    const auto target = Follow(*frames_.back(), call.place);
    if (!target.ok()) return target.status();
    program_.operations[call.operation].target = *target;
  }
  return entry;
}

absl::StatusOr<std::uint32_t> Builder::Follow(Frame& frame,
                                              const Place& first) {
  const std::uint32_t entry = Append({.kind = MicroOp::Kind::kJump});
  program_.operations[entry].site = site_;
  pending_.push_back({entry, first, site_});
  while (!pending_.empty()) {
    const Pending next = std::move(pending_.back());
    pending_.pop_back();
    absl::Status reached = Reach(frame, next);
    if (!reached.ok()) return reached;
    if (program_.operations.size() > kMostOperations) {
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
    program_.operations[pending.operation].target = known->second;
    return absl::OkStatus();
  }
  program_.operations[pending.operation].target = Next();
  site_ = pending.site;
  const auto& [symbol, address] = pending.place;
  if (const auto model = ModelCall(symbol, set_, heap_)) {
    PlaceModel(*model);
    PlaceReturn(frame);
    return absl::OkStatus();
  }
  const absl::StatusOr<Code> code = Fetch(symbol);
  if (!code.ok()) {
    Trap(absl::StrCat("calls `", listing::Demangle(symbol),
                      "`, which is neither in the file nor modelled"));
    return absl::OkStatus();
  }
  const auto& instructions = (*code)->instructions;
  for (std::size_t i = 0; i < instructions.size(); ++i) {
    if (instructions[i].address == address) return PlaceRun(frame, **code, i);
  }
  Trap(absl::StrCat("jumps into the middle of an instruction of `",
                    (*code)->demangled, "`"));
  return absl::OkStatus();
}

// What a callee's return instruction would do.
void Builder::PlaceReturn(const Frame& frame) {
  if (set_.calls.return_address_on_stack) {
    Append({.operation = isa::Operation::kAdd,
            .result = set_.calls.stack_pointer,
            .a = isa::Source::Of(set_.calls.stack_pointer),
            .b = isa::Source::Of(std::uint64_t{8}),
            .site = site_});
  }
  Append({.kind = frame.continuation.has_value() ? MicroOp::Kind::kJump
                                                 : MicroOp::Kind::kReturn,
          .target = frame.continuation.value_or(0),
          .site = site_});
}

// Straight on until control cannot go on, or has been there.
absl::Status Builder::PlaceRun(Frame& frame, const listing::Function& function,
                               std::size_t index) {
  for (; index < function.instructions.size(); ++index) {
    const Place place = {function.mangled,
                         function.instructions[index].address};
    const auto [known, fresh] = frame.placed.insert({place, Next()});
    if (!fresh) {
      Append({.kind = MicroOp::Kind::kJump,
              .target = known->second,
              .site = site_});
      return absl::OkStatus();
    }
    PlaceInstruction(frame, function, index);
    // An instruction without effect still has a place.
    if (Next() == known->second) {
      Append(
          {.kind = MicroOp::Kind::kJump, .target = Next() + 1, .site = site_});
    }
    const MicroOp::Kind last = program_.operations.back().kind;
    const bool ends = last == MicroOp::Kind::kTrap ||
                      last == MicroOp::Kind::kReturn ||
                      (last == MicroOp::Kind::kJump &&
                       program_.operations.back().target != Next());
    if (ends) return absl::OkStatus();
    if (program_.operations.size() > kMostOperations) return absl::OkStatus();
  }
  Trap(absl::StrCat("runs past the end of `", function.demangled, "`"));
  return absl::OkStatus();
}

// Restartable sequences are undone by the kernel, which is not here.
bool IsRestartable(const Instruction& instruction) {
  return instruction.target.has_value() &&
         absl::StartsWith(instruction.target->mangled, "__rseq_");
}

isa::Place Builder::ReferenceOf(const Instruction& instruction) const {
  if (!instruction.relocated || !instruction.target.has_value()) return {};
  const auto variable = image_.Find(instruction.target->mangled);
  if (!variable.has_value()) return {};
  return {.reference = variable->address +
                       static_cast<std::uint64_t>(instruction.target->offset),
          .through_got = instruction.through_got};
}

void Builder::PlaceInstruction(Frame& frame, const listing::Function& function,
                               std::size_t index) {
  const Instruction& instruction = function.instructions[index];
  site_ = AddSite(function, instruction);
  if (instruction.target.has_value()) {
    references_.insert(instruction.target->mangled);
  }
  if (IsRestartable(instruction)) {
    return Trap("is a restartable sequence, which only the kernel makes whole");
  }
  const isa::Place place = ReferenceOf(instruction);
  const auto lowered = set_.lower(instruction, place);
  if (!lowered.ok()) return Trap(std::string(lowered.status().message()));
  const bool flows =
      !lowered->empty() && (lowered->back().kind == MicroOp::Kind::kJump ||
                            lowered->back().kind == MicroOp::Kind::kBranch ||
                            lowered->back().kind == MicroOp::Kind::kCall);
  if (instruction.relocated && !place.reference.has_value() && !flows) {
    return Trap(absl::StrCat("refers to `", instruction.target->demangled,
                             "`, which has no address in the file"));
  }
  for (const MicroOp& op : *lowered) {
    PlaceOperation(frame, function, index, op);
  }
}

void Builder::PlaceOperation(Frame& frame, const listing::Function& function,
                             std::size_t index, MicroOp op) {
  const Instruction& instruction = function.instructions[index];
  op.site = site_;
  switch (op.kind) {
    case MicroOp::Kind::kCall:
      return PlaceCall(frame, instruction, op);
    case MicroOp::Kind::kTrap:
      return Trap(absl::StrCat("reaches `", instruction.mnemonic, "`"));
    case MicroOp::Kind::kReturn:
      if (frame.continuation.has_value()) {
        op.kind = MicroOp::Kind::kJump;
        op.target = *frame.continuation;
      }
      Append(op);
      return;
    case MicroOp::Kind::kBranch:
    case MicroOp::Kind::kJump: {
      const auto place = TargetOf(function, instruction, op);
      if (!place.has_value()) return Trap("jumps to where nothing is known");
      op.target = kMostOperations * 2;
      const std::uint32_t at = Append(op);
      const auto known = frame.placed.find(*place);
      if (known != frame.placed.end()) {
        program_.operations[at].target = known->second;
      } else {
        pending_.push_back({at, *place, site_});
      }
      return;
    }
    default:
      Append(op);
  }
}

std::optional<Place> Builder::TargetOf(const listing::Function& function,
                                       const Instruction& instruction,
                                       const MicroOp& op) const {
  if (instruction.target_address.has_value()) {
    return Place{function.mangled, *instruction.target_address};
  }
  const bool within = op.target >= function.address &&
                      op.target - function.address < function.size;
  if (within && !instruction.relocated) {
    return Place{function.mangled, op.target};
  }
  if (!instruction.target.has_value()) return std::nullopt;
  const listing::SymbolReference& target = *instruction.target;
  const auto offset = static_cast<std::uint64_t>(target.offset);
  if (offset == 0 && ModelCall(target.mangled, set_, heap_).has_value()) {
    return Place{target.mangled, 0};
  }
  const absl::StatusOr<listing::Function> code =
      binary_.Disassemble(target.mangled);
  if (!code.ok()) return Place{target.mangled, offset};
  return Place{target.mangled, code->address + offset};
}

void Builder::PlaceCall(Frame& frame, const Instruction& instruction,
                        MicroOp op) {
  if (!instruction.target.has_value()) {
    return Trap("calls through a register or through memory");
  }
  const std::string& callee = instruction.target->mangled;
  for (const Frame* f = &frame; f != nullptr; f = f->caller) {
    if (f->function == callee) {
      return Trap(absl::StrCat("calls `", instruction.target->demangled,
                               "` recursively"));
    }
  }
  std::uint64_t address = 0;
  if (!ModelCall(callee, set_, heap_).has_value()) {
    const absl::StatusOr<Code> code = Fetch(callee);
    if (code.ok()) {
      address = (*code)->address +
                static_cast<std::uint64_t>(instruction.target->offset);
    }
  }
  op.kind = MicroOp::Kind::kJump;
  op.target = Next() + 1;
  const std::uint32_t at = Append(op);
  calls_.push_back({.caller = &frame,
                    .operation = at,
                    .continuation = Next(),
                    .place = {callee, address},
                    .site = site_});
}

void Builder::PlaceModel(const ModelledCall& model) {
  const std::uint32_t base = Next();
  const std::uint32_t caller = site_;
  for (MicroOp op : model.operations) {
    if (op.kind == MicroOp::Kind::kTrap) {
      Trap(model.traps[op.target]);
      continue;
    }
    const bool accesses =
        op.kind == MicroOp::Kind::kLoad || op.kind == MicroOp::Kind::kStore;
    if (accesses) {
      Site site = program_.sites[caller];
      site.text = absl::StrCat(model.name, ": ", model.steps[op.site]);
      // A load and a store of one step are one instruction.
      if (program_.sites.back().text != site.text ||
          op.kind == MicroOp::Kind::kLoad) {
        program_.sites.push_back(std::move(site));
      }
      op.site = static_cast<std::uint32_t>(program_.sites.size() - 1);
    } else {
      op.site = caller;
    }
    op.target += base;
    Append(op);
  }
  auto& modelled = program_.modelled_calls;
  if (std::find(modelled.begin(), modelled.end(), model.name) ==
      modelled.end()) {
    modelled.push_back(model.name);
  }
}

std::uint32_t Builder::AddSite(const listing::Function& function,
                               const Instruction& instruction) {
  const auto [known, fresh] =
      sites_.insert({{function.mangled, instruction.address},
                     static_cast<std::uint32_t>(program_.sites.size())});
  if (!fresh) return known->second;
  Site site{
      .function = std::string(listing::WithoutParameters(function.demangled)),
      .address = instruction.address,
      .text = instruction.mnemonic};
  if (!instruction.operand_text.empty()) {
    absl::StrAppend(&site.text, " ", instruction.operand_text);
  }
  if (instruction.source.has_value()) {
    site.file = instruction.source->file;
    site.line = instruction.source->line;
  }
  program_.sites.push_back(std::move(site));
  return known->second;
}

void Builder::Trap(std::string reason) {
  Append({.kind = MicroOp::Kind::kTrap,
          .target = program_.traps.size(),
          .site = site_});
  program_.traps.push_back(std::move(reason));
}

Built Builder::Finish() && {
  for (std::size_t i = 0; i < isa::kMostRegisters; ++i) {
    program_.register_names.push_back(
        set_.register_name(static_cast<isa::RegisterNumber>(i)));
  }
  return {.program = std::move(program_), .references = std::move(references_)};
}

}  // namespace

absl::StatusOr<Built> Build(const listing::Binary& binary, const Image& image,
                            const InstructionSet& instruction_set,
                            absl::Span<const std::string> functions) {
  Builder builder(binary, image, instruction_set);
  std::vector<std::uint32_t> entries;
  for (const std::string& function : functions) {
    const auto entry = builder.Outermost(function);
    if (!entry.ok()) return entry.status();
    entries.push_back(*entry);
  }
  Built built = std::move(builder).Finish();
  built.entries = std::move(entries);
  return built;
}

}  // namespace atomics_lab::program
