#include "tools/lab/debug_option.h"

#include <iostream>
#include <string>
#include <vector>

#include "tools/elf/debug_file.h"
#include "tools/lab/options.h"
#include "tools/lab/places.h"
#include "tools/text/printable.h"

namespace atomics_lab::lab {

elf::DebugSource DebugOf(const Options& options) {
  if (options.debug.empty()) return {.search = true};
  return {.file = FromWorkingFolder(options.debug)};
}

void TellRefused(const std::vector<std::string>& refused) {
  for (const std::string& why : refused) {
    std::cerr << "lab: not used: " << text::Printable(why) << '\n';
  }
}

}  // namespace atomics_lab::lab
