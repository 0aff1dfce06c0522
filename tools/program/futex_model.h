// The model of syscall(2), as far as it is futex(2). modelled_calls.h says what
// is modelled.
#ifndef ATOMICS_LAB_TOOLS_PROGRAM_FUTEX_MODEL_H_
#define ATOMICS_LAB_TOOLS_PROGRAM_FUTEX_MODEL_H_

#include "tools/program/model_author.h"

namespace atomics_lab::program {

void ModelSystemCall(ModelAuthor& a);

}  // namespace atomics_lab::program

#endif  // ATOMICS_LAB_TOOLS_PROGRAM_FUTEX_MODEL_H_
