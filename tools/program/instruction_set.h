// What building a program wants of an instruction set, as values: so that tests
// can bring one of their own.
#ifndef ATOMICS_LAB_TOOLS_PROGRAM_INSTRUCTION_SET_H_
#define ATOMICS_LAB_TOOLS_PROGRAM_INSTRUCTION_SET_H_

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "tools/isa/lower.h"
#include "tools/isa/micro_op.h"
#include "tools/isa/register_file.h"
#include "tools/listing/listing.h"

namespace atomics_lab::program {

struct InstructionSet {
  std::function<absl::StatusOr<std::vector<isa::MicroOp>>(
      const listing::Instruction&, const isa::Place&)>
      lower;
  std::function<std::string(isa::RegisterNumber)> register_name;
  isa::CallingConvention calls;
  std::uint64_t futex_call = 0;
};

InstructionSet InstructionSetOf(listing::Architecture architecture);

}  // namespace atomics_lab::program

#endif  // ATOMICS_LAB_TOOLS_PROGRAM_INSTRUCTION_SET_H_
