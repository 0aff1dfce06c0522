#include "tools/listing/flow.h"

#include <string_view>

#include "tools/listing/by_architecture.h"
#include "tools/listing/listing.h"

namespace atomics_lab::listing {

Flow FlowOf(Architecture architecture, std::string_view mnemonic) {
  return ByArchitecture(X86_64Flow, AArch64Flow)[architecture](mnemonic);
}

}  // namespace atomics_lab::listing
