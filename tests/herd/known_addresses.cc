#include "tests/herd/known_addresses.h"

#include <cstdint>
#include <set>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "tools/isa/lower.h"
#include "tools/isa/micro_op.h"
#include "tools/isa/register_file.h"
#include "tools/listing/listing.h"

namespace atomics_lab::herd {
namespace {

using isa::MicroOp;
using isa::Operation;
using isa::Source;

constexpr Known kHidden = {Known::Kind::kHidden};

Known Of(const Registers& registers, const Source& source) {
  if (source.kind != Source::Kind::kRegister) return {};
  const auto found = registers.find(source.reg);
  return found == registers.end() ? Known{} : found->second;
}

// An address and a constant make an address; an address and anything else,
// nothing that may be used.
Known Computed(const MicroOp& op, const Registers& registers) {
  const Known a = Of(registers, op.a);
  const Known b = Of(registers, op.b);
  if (a.number() && b.number() && Of(registers, op.c).number()) return {};
  const bool whole = op.bits == 64 && a.kind != Known::Kind::kHidden;
  if (whole && op.operation == Operation::kCopy) return a;
  if (!whole || op.b.kind != Source::Kind::kConstant) return kHidden;
  const std::uint64_t offset = op.b.constant;
  if (op.operation == Operation::kAdd) return {a.kind, a.offset + offset};
  if (op.operation == Operation::kSub) return {a.kind, a.offset - offset};
  return kHidden;
}

class Runner {
 public:
  Runner(listing::Architecture architecture,
         const listing::Instruction& instruction, Registers& registers,
         Effects& effects)
      : architecture_(architecture),
        instruction_(instruction),
        registers_(registers),
        effects_(effects) {}

  absl::Status Run() {
    ABSL_ASSIGN_OR_RETURN(const auto lowered,
                          isa::Lower(architecture_, instruction_));
    for (const MicroOp& op : lowered) {
      ABSL_RETURN_IF_ERROR(RunOne(op));
    }
    if (effects_.place.has_value() && effects_.hides) {
      return Refuse("brings an address and the counter together");
    }
    // The instruction is left out, so the numbers that it sets beside addresses
    // are unknown from here on.
    if (!effects_.stays()) {
      for (const isa::RegisterNumber reg : set_) {
        if (registers_[reg].number()) registers_[reg] = kHidden;
      }
    }
    return absl::OkStatus();
  }

 private:
  absl::Status Refuse(std::string_view why) const {
    return absl::UnimplementedError(
        absl::StrCat("`", instruction_.mnemonic,
                     instruction_.operand_text.empty() ? "" : " ",
                     instruction_.operand_text, "` ", why));
  }

  void Set(isa::RegisterNumber reg, const Known& known) {
    registers_[reg] = known;
    effects_.used.insert(reg);
    const std::string name = isa::RegisterName(architecture_, reg);
    if (!isa::FindRegister(architecture_, name).has_value()) return;
    set_.insert(reg);
    (known.number() ? effects_.numbers : effects_.hides) = true;
  }

  // True of the counter, false of the stack.
  absl::StatusOr<bool> Accesses(const MicroOp& op) {
    const Known address = Of(registers_, op.a);
    if (address.kind == Known::Kind::kOwn) {
      // `lock or` on the stack is a fence; nothing else is atomic there.
      if (op.atomicity == isa::Atomicity::kNone) return false;
      return Refuse("is atomic on the stack");
    }
    if (address.kind != Known::Kind::kCounter) {
      return Refuse("uses memory that is not known beforehand");
    }
    const Place place = {address.offset, op.size};
    if (effects_.place.value_or(place) != place) {
      return Refuse("accesses several places");
    }
    effects_.place = place;
    return true;
  }

  absl::Status Load(const MicroOp& op) {
    ABSL_ASSIGN_OR_RETURN(const auto counter, Accesses(op));
    Set(op.result, counter ? Known{} : kHidden);
    return absl::OkStatus();
  }

  absl::Status Store(const MicroOp& op) {
    ABSL_ASSIGN_OR_RETURN(const auto counter, Accesses(op));
    if (counter && !Of(registers_, op.b).number()) {
      return Refuse("stores an address");
    }
    if (op.atomicity == isa::Atomicity::kExclusive) Set(op.result, {});
    return absl::OkStatus();
  }

  absl::Status Branch(const MicroOp& op) {
    effects_.target = op.target;
    if (Of(registers_, op.a).number()) return absl::OkStatus();
    return Refuse("decides by an address, or by what was on the stack");
  }

  absl::Status RunOne(const MicroOp& op) {
    for (const Source& source : {op.a, op.b, op.c}) {
      if (source.kind == Source::Kind::kRegister) {
        effects_.used.insert(source.reg);
      }
    }
    switch (op.kind) {
      case MicroOp::Kind::kCompute:
        Set(op.result, Computed(op, registers_));
        break;
      case MicroOp::Kind::kLoad:
        return Load(op);
      case MicroOp::Kind::kStore:
        return Store(op);
      case MicroOp::Kind::kFence:
        effects_.fence = true;
        break;
      case MicroOp::Kind::kBranch:
        return Branch(op);
      case MicroOp::Kind::kJump:
        effects_.target = op.target;
        effects_.falls_through = false;
        break;
      case MicroOp::Kind::kReturn:
        effects_.returns = true;
        break;
      case MicroOp::Kind::kCall:
      case MicroOp::Kind::kTrap:
        effects_.leaves = true;
        break;
      case MicroOp::Kind::kChoose:
        return Refuse("leaves something to the machine");
      case MicroOp::Kind::kClearExclusive:
        break;
    }
    return absl::OkStatus();
  }

  const listing::Architecture architecture_;
  const listing::Instruction& instruction_;
  Registers& registers_;
  Effects& effects_;
  std::set<isa::RegisterNumber> set_;  // without temporaries
};

}  // namespace

Registers AtEntry(listing::Architecture architecture) {
  const isa::CallingConvention& calls = isa::CallingConventionOf(architecture);
  return {{calls.arguments[0], {Known::Kind::kCounter}},
          {calls.stack_pointer, {Known::Kind::kOwn}}};
}

void Meet(const Registers& other, Registers& registers) {
  for (const auto& [reg, known] : other) {
    if (Of(registers, Source::Of(reg)) != known) registers[reg] = kHidden;
  }
  for (auto& [reg, known] : registers) {
    if (Of(other, Source::Of(reg)) != known) known = kHidden;
  }
}

absl::Status Run(listing::Architecture architecture,
                 const listing::Instruction& instruction, Registers& registers,
                 Effects& effects) {
  return Runner(architecture, instruction, registers, effects).Run();
}

}  // namespace atomics_lab::herd
