#include "tools/elf/by_architecture.h"

#include <cstdio>
#include <cstdlib>

namespace atomics_lab::elf {

void NothingKnownOf(Architecture architecture) {
  std::fprintf(stderr, "nothing is known of architecture number %d\n",
               static_cast<int>(architecture));
  std::abort();
}

}  // namespace atomics_lab::elf
