#include "tools/isa/scan.h"

#include "tools/isa/aarch64_scan.h"
#include "tools/isa/x86_64_scan.h"
#include "tools/listing/by_architecture.h"
#include "tools/listing/listing.h"

namespace atomics_lab::isa {

const Scanner& ScannerFor(listing::Architecture architecture) {
  return listing::ByArchitecture(X86_64Scanner, AArch64Scanner)[architecture]();
}

}  // namespace atomics_lab::isa
