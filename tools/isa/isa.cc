#include "tools/isa/isa.h"

#include <string_view>

#include "tools/elf/by_architecture.h"
#include "tools/isa/aarch64.h"
#include "tools/isa/x86_64.h"
#include "tools/listing/listing.h"

namespace atomics_lab::isa {

std::string_view RoleName(Role role) {
  switch (role) {
    case Role::kOther:
      return "other";
    case Role::kLoad:
      return "load";
    case Role::kStore:
      return "store";
    case Role::kReadModifyWrite:
      return "read-modify-write";
    case Role::kAtomicReadModifyWrite:
      return "atomic read-modify-write";
    case Role::kLoadLinked:
      return "load-linked";
    case Role::kStoreConditional:
      return "store-conditional";
    case Role::kFence:
      return "fence";
    case Role::kCall:
      return "call";
    case Role::kBranch:
      return "branch";
    case Role::kReturn:
      return "return";
  }
  return "";
}

// The registry: one line per instruction set.
const Isa& IsaFor(listing::Architecture architecture) {
  return elf::ByArchitecture(X86_64, AArch64)[architecture]();
}

}  // namespace atomics_lab::isa
