// What the names in code stand for: functions of the file, models of those that
// have no code, and addresses.
#ifndef ATOMICS_LAB_TOOLS_PROGRAM_LINKS_H_
#define ATOMICS_LAB_TOOLS_PROGRAM_LINKS_H_

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "tools/isa/micro_op.h"
#include "tools/isa/place.h"
#include "tools/listing/binary.h"
#include "tools/listing/listing.h"
#include "tools/program/draft.h"
#include "tools/program/image.h"
#include "tools/program/instruction_set.h"
#include "tools/program/modelled_calls.h"

namespace atomics_lab::program {

class Links {
 public:
  // Requires: all three outlive it.
  Links(const listing::Binary& binary, const Image& image,
        const InstructionSet& set, int threads)
      : binary_(binary),
        image_(image),
        set_(set),
        threads_(threads),
        heap_(HeapFromThreadPointer(image)) {}

  // Each function is decoded once. Guarantees: stays valid as long as this.
  // Errors: as Binary::Disassemble.
  absl::StatusOr<const listing::Function*> Fetch(const std::string& name);

  // Absent for what is not modelled.
  std::optional<ModelledCall> Model(std::string_view symbol) const {
    return ModelCall(symbol, set_, heap_, threads_);
  }

  // Where the instruction's jump or branch `op` leads. Absent if nobody knows.
  std::optional<CodePlace> TargetOf(const listing::Function& function,
                                    const listing::Instruction& instruction,
                                    const isa::MicroOp& op);

  // Where the variable lies that a not yet linked instruction refers to.
  isa::Place ReferenceOf(const listing::Instruction& instruction) const;

 private:
  const listing::Binary& binary_;
  const Image& image_;
  const InstructionSet& set_;
  const int threads_;
  const std::int64_t heap_;
  std::map<std::string, absl::StatusOr<listing::Function>, std::less<>> code_;
};

}  // namespace atomics_lab::program

#endif  // ATOMICS_LAB_TOOLS_PROGRAM_LINKS_H_
