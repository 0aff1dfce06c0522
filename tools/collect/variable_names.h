// What a file calls the places of its memory.
#ifndef ATOMICS_LAB_TOOLS_COLLECT_VARIABLE_NAMES_H_
#define ATOMICS_LAB_TOOLS_COLLECT_VARIABLE_NAMES_H_

#include "tools/collect/exploration.h"
#include "tools/program/image.h"

namespace atomics_lab::collect {

// Demangled, of those whose size is known.
Names VariableNames(const program::Image& image);

}  // namespace atomics_lab::collect

#endif  // ATOMICS_LAB_TOOLS_COLLECT_VARIABLE_NAMES_H_
