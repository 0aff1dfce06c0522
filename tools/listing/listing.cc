#include "tools/listing/listing.h"

#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "tools/listing/by_architecture.h"

namespace atomics_lab::listing {

std::string_view ArchitectureName(Architecture architecture) {
  switch (architecture) {
    case Architecture::kX86_64:
      return "x86_64";
    case Architecture::kAArch64:
      return "aarch64";
  }
  return "unknown";
}

void NothingKnownOf(Architecture architecture) {
  std::fprintf(stderr, "nothing is known of architecture number %d\n",
               static_cast<int>(architecture));
  std::abort();
}

}  // namespace atomics_lab::listing
