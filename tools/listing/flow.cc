#include "tools/listing/flow.h"

#include <string_view>

#include "absl/log/log.h"
#include "tools/listing/listing.h"

namespace atomics_lab::listing {

Flow FlowOf(Architecture architecture, std::string_view mnemonic) {
  switch (architecture) {
    case Architecture::kX86_64:
      return X86_64Flow(mnemonic);
    case Architecture::kAArch64:
      return AArch64Flow(mnemonic);
  }
  LOG(FATAL) << "no control flow is known of "
             << ArchitectureName(architecture);
}

}  // namespace atomics_lab::listing
