#include "tools/asmcheck/promise.h"

#include <algorithm>
#include <string_view>

namespace atomics_lab::asmcheck {

bool AppliesTo(const Promise& promise, std::string_view target) {
  return std::find(promise.targets.begin(), promise.targets.end(), target) !=
         promise.targets.end();
}

}  // namespace atomics_lab::asmcheck
