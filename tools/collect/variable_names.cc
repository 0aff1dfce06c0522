#include "tools/collect/variable_names.h"

#include "tools/collect/exploration.h"
#include "tools/elf/names.h"
#include "tools/program/image.h"

namespace atomics_lab::collect {

Names VariableNames(const program::Image& image) {
  Names names;
  for (const auto& [name, variable] : image.variables) {
    if (variable.size > 0) {
      names[variable.address] = {.name = elf::Demangle(name),
                                 .size = variable.size};
    }
  }
  return names;
}

}  // namespace atomics_lab::collect
