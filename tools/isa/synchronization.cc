#include "tools/isa/synchronization.h"

#include <string>
#include <string_view>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "tools/elf/by_architecture.h"
#include "tools/isa/exclusive.h"
#include "tools/isa/isa.h"
#include "tools/isa/operands.h"
#include "tools/listing/listing.h"

namespace atomics_lab::isa {
namespace {

using Kind = Synchronization::Kind;
using elf::ByArchitecture;
using listing::Instruction;
using listing::Operand;

Kind AtomicKind(listing::Architecture architecture) {
  return ByArchitecture(Kind::kLocked, Kind::kLse)[architecture];
}

// FEAT_LS64: 64 bytes in one step.
bool IsBlockAccess(std::string_view mnemonic) {
  return absl::StartsWith(mnemonic, "ld64b") ||
         absl::StartsWith(mnemonic, "st64b");
}

Kind FenceKind(listing::Architecture architecture, const Effect& effect) {
  if (effect.acquire && effect.release) return Kind::kFullFence;
  if (!effect.acquire && !effect.store_store) return Kind::kNone;
  // On x86-64 they order what is in order already.
  return ByArchitecture(Kind::kNone, Kind::kAcquireRelease)[architecture];
}

Kind KindOf(listing::Architecture architecture, const Effect& effect,
            const Instruction& instruction) {
  switch (effect.role) {
    case Role::kAtomicReadModifyWrite:
      return AtomicKind(architecture);
    case Role::kLoadLinked:
      return Kind::kLoadExclusive;
    case Role::kStoreConditional:
      return Kind::kStoreExclusive;
    case Role::kFence:
      return FenceKind(architecture, effect);
    case Role::kLoad:
    case Role::kStore:
      if (IsBlockAccess(instruction.mnemonic)) return Kind::kLse;
      return effect.acquire || effect.release ? Kind::kAcquireRelease
                                              : Kind::kNone;
    default:
      return Kind::kNone;
  }
}

std::string FormOf(const Effect& effect, const Instruction& instruction) {
  if (effect.role != Role::kFence) return instruction.mnemonic;
  const Operand* memory = MemoryOperand(instruction);
  if (memory != nullptr) {
    return absl::StrCat(instruction.mnemonic, " [", memory->base, "]");
  }
  return absl::StrCat(instruction.mnemonic,
                      instruction.operand_text.empty() ? "" : " ",
                      instruction.operand_text);
}

}  // namespace

Synchronization SynchronizationOf(listing::Architecture architecture,
                                  const Instruction& instruction) {
  const Effect effect = IsaFor(architecture).Classify(instruction);
  Synchronization found = {.kind = KindOf(architecture, effect, instruction),
                           .acquire = effect.acquire,
                           .release = effect.release,
                           .store_store = effect.store_store,
                           .form = FormOf(effect, instruction)};
  if (found.kind == Kind::kLoadExclusive ||
      found.kind == Kind::kStoreExclusive) {
    found.place = ExclusivePlace(instruction);
  }
  if (found.kind == Kind::kLocked) found.form = instruction.mnemonic;
  return found;
}

}  // namespace atomics_lab::isa
