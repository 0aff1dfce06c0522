#include "tools/isa/scan.h"

#include "tools/elf/by_architecture.h"
#include "tools/isa/aarch64_scan.h"
#include "tools/isa/x86_64_scan.h"
#include "tools/listing/listing.h"

namespace atomics_lab::isa {

const Scanner& ScannerFor(listing::Architecture architecture) {
  return elf::ByArchitecture(X86_64Scanner, AArch64Scanner)[architecture]();
}

}  // namespace atomics_lab::isa
