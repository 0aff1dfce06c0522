#include "tools/elf/architecture.h"

#include <string_view>

namespace atomics_lab::elf {

std::string_view ArchitectureName(Architecture architecture) {
  switch (architecture) {
    case Architecture::kX86_64:
      return "x86_64";
    case Architecture::kAArch64:
      return "aarch64";
  }
  return "unknown";
}

}  // namespace atomics_lab::elf
