#include "tools/listing/flow.h"

#include <string_view>

#include "tools/elf/by_architecture.h"
#include "tools/listing/listing.h"

namespace atomics_lab::listing {

Flow FlowOf(Architecture architecture, std::string_view mnemonic) {
  return elf::ByArchitecture(X86_64Flow, AArch64Flow)[architecture](mnemonic);
}

}  // namespace atomics_lab::listing
