#include "tools/program/instruction_set.h"

#include "tools/isa/lower.h"
#include "tools/isa/micro_op.h"
#include "tools/isa/register_file.h"
#include "tools/isa/thread_storage.h"
#include "tools/listing/listing.h"

namespace atomics_lab::program {

InstructionSet InstructionSetOf(listing::Architecture architecture) {
  return {.lower =
              [architecture](const listing::Instruction& instruction,
                             const isa::Place& place) {
                return isa::Lower(architecture, instruction, place);
              },
          .register_name =
              [architecture](isa::RegisterNumber number) {
                return isa::RegisterName(architecture, number);
              },
          .calls = isa::CallingConventionOf(architecture),
          .futex_call = isa::FutexCall(architecture)};
}

}  // namespace atomics_lab::program
