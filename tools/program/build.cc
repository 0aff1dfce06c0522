#include "tools/program/build.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "tools/elf/names.h"
#include "tools/isa/micro_op.h"
#include "tools/listing/binary.h"
#include "tools/listing/listing.h"
#include "tools/program/builder.h"
#include "tools/program/draft.h"
#include "tools/program/image.h"
#include "tools/program/instruction_set.h"
#include "tools/program/links.h"
#include "tools/program/modelled_calls.h"

namespace atomics_lab::program {

using isa::MicroOp;

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
                                              const CodePlace& first) {
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

// Goes straight on until control cannot go on, or comes to a place that it has
// been to.
absl::Status Builder::PlaceRun(Frame& frame, const listing::Function& function,
                               std::size_t index) {
  for (; index < function.instructions.size(); ++index) {
    const CodePlace place = {function.mangled,
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

Built Builder::Finish() && {
  return {.program = std::move(draft_).Finish(set_),
          .references = std::move(references_)};
}

absl::StatusOr<Built> Build(const listing::Binary& binary, const Image& image,
                            const InstructionSet& instruction_set,
                            absl::Span<const std::string> functions,
                            int threads) {
  Builder builder(binary, image, instruction_set, threads);
  std::vector<std::uint32_t> entries;
  for (const std::string& function : functions) {
    // Threads that begin with the same code are alike.
    const auto same = std::ranges::find(functions, function);
    const auto known = static_cast<std::size_t>(same - functions.begin());
    if (known < entries.size()) {
      entries.push_back(entries[known]);
      continue;
    }
    ABSL_ASSIGN_OR_RETURN(const auto entry, builder.Outermost(function));
    entries.push_back(entry);
  }
  Built built = std::move(builder).Finish();
  built.entries = std::move(entries);
  return built;
}

}  // namespace atomics_lab::program
