#include "tools/isa/spin_loop.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "tools/isa/isa.h"
#include "tools/isa/registers.h"
#include "tools/listing/listing.h"

namespace atomics_lab::isa {
namespace {

using listing::Instruction;

// Follows one turn of a loop.
class Turn {
 public:
  explicit Turn(absl::Span<const Instruction> loop) {
    for (const Instruction& instruction : loop) {
      for (std::string& name : RegistersOf(instruction).writes) {
        carried_[std::move(name)] = true;
      }
    }
  }

  // False if the instruction shows that the loop makes progress by itself.
  bool Follow(const Instruction& instruction, const Effect& effect);

  // True if some register's next value comes from its last one.
  bool CarriesOver() const {
    return std::any_of(
        read_first_.begin(), read_first_.end(),
        [&](const std::string& name) { return IsCarried(name); });
  }

  std::optional<SpinLoop> Found() const {
    if (CarriesOver()) return std::nullopt;
    return found_;
  }

 private:
  bool IsCarried(const std::string& name) const {
    const auto found = carried_.find(name);
    return found != carried_.end() && found->second;
  }

  // Notes which registers are read before they are written.
  bool AnyCarried(const std::vector<std::string>& names);
  void Write(const std::vector<std::string>& names, bool carried);
  // As Follow, for a store-conditional.
  bool FollowStore(const Instruction& instruction);

  // Registers that the loop writes: whether they hold what depends on the
  // turn before.
  std::map<std::string, bool> carried_;
  std::set<std::string> written_;
  std::set<std::string> read_first_;
  std::string load_linked_;  // the last one's mnemonic
  std::optional<SpinLoop> found_;
};

bool Turn::AnyCarried(const std::vector<std::string>& names) {
  bool any = false;
  for (const std::string& name : names) {
    any |= IsCarried(name);
    if (!written_.contains(name)) read_first_.insert(name);
  }
  return any;
}

void Turn::Write(const std::vector<std::string>& names, bool carried) {
  for (const std::string& name : names) {
    carried_[name] = carried;
    written_.insert(name);
  }
}

bool IsAtomic(const Effect& effect) {
  return effect.role == Role::kAtomicReadModifyWrite;
}

bool IsRead(const Effect& effect) {
  return effect.role == Role::kLoad || effect.role == Role::kLoadLinked ||
         IsAtomic(effect);
}

bool Turn::FollowStore(const Instruction& instruction) {
  // Without a load of its own it belongs to an access that began elsewhere.
  if (load_linked_.empty()) return false;
  found_ = {.retries = true,
            .access = absl::StrCat(load_linked_, "…", instruction.mnemonic)};
  return true;
}

bool Turn::Follow(const Instruction& instruction, const Effect& effect) {
  const RegisterUse use = RegistersOf(instruction);
  const bool moves = AnyCarried(AddressRegisters(instruction));
  const bool from_registers = AnyCarried(use.reads);
  if (!IsRead(effect)) {
    if (effect.role == Role::kStoreConditional) {
      // Whether it was stored says nothing of the turn before.
      Write(use.writes, false);
      return !moves && FollowStore(instruction);
    }
    Write(use.writes, moves || from_registers);
    return effect.role != Role::kStore && effect.role != Role::kReadModifyWrite;
  }
  Write(use.writes, moves);
  if (moves) return !IsAtomic(effect);
  if (effect.role == Role::kLoadLinked) load_linked_ = instruction.mnemonic;
  // Reading a variable on the stack waits for nobody.
  if (effect.shared && (!found_.has_value() || IsAtomic(effect))) {
    found_ = {.retries = IsAtomic(effect), .access = instruction.mnemonic};
  }
  return true;
}

// True if each store-conditional is tried again within the loop, so that the
// loop's end waits for something else.
bool RetriesStoresInside(absl::Span<const Instruction> loop,
                         const std::vector<Effect>& effects) {
  for (std::size_t i = 0; i < loop.size(); ++i) {
    if (effects[i].role != Role::kStoreConditional) continue;
    const std::string& status = loop[i].operands[0].reg;
    const auto retry =
        std::find_if(loop.begin() + static_cast<std::ptrdiff_t>(i),
                     loop.end() - 1, [&](const Instruction& instruction) {
                       return instruction.mnemonic == "cbnz" &&
                              instruction.operands[0].reg == status;
                     });
    if (retry == loop.end() - 1) return false;
  }
  return true;
}

}  // namespace

std::optional<SpinLoop> SpinLoopOf(listing::Architecture architecture,
                                   absl::Span<const Instruction> loop) {
  std::vector<Effect> effects;
  effects.reserve(loop.size());
  for (const Instruction& instruction : loop) {
    effects.push_back(IsaFor(architecture).Classify(instruction));
  }
  if (!RetriesStoresInside(loop, effects)) return std::nullopt;
  Turn turn(loop);
  for (std::size_t i = 0; i < loop.size(); ++i) {
    if (!turn.Follow(loop[i], effects[i])) return std::nullopt;
  }
  return turn.Found();
}

}  // namespace atomics_lab::isa
