// A program while it is put together: operations one after the other, and the
// instructions that they come from.
#ifndef ATOMICS_LAB_TOOLS_PROGRAM_DRAFT_H_
#define ATOMICS_LAB_TOOLS_PROGRAM_DRAFT_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <utility>

#include "tools/explore/program.h"
#include "tools/isa/micro_op.h"
#include "tools/listing/listing.h"
#include "tools/program/instruction_set.h"
#include "tools/program/modelled_calls.h"

namespace atomics_lab::program {

// A place of code: symbol and address, since many functions of an object begin
// at 0.
using CodePlace = std::pair<std::string, std::uint64_t>;

class Draft {
 public:
  // The index of the operation that is appended next.
  std::uint32_t Next() const {
    return static_cast<std::uint32_t>(program_.operations.size());
  }
  std::size_t size() const { return program_.operations.size(); }
  const isa::MicroOp& last() const { return program_.operations.back(); }

  // What is appended from here on comes from that instruction, an index into
  // Program::sites.
  void ComeFrom(std::uint32_t site) { site_ = site; }
  void ComeFrom(const listing::Function& function,
                const listing::Instruction& instruction) {
    site_ = AddSite(function, instruction);
  }
  std::uint32_t site() const { return site_; }

  // Returns its index.
  std::uint32_t Append(isa::MicroOp op);
  // A kTrap.
  void Trap(std::string reason);
  // What a call of a modelled function does. Requires: something was appended
  // from a site before.
  void AppendModel(const ModelledCall& model);
  // Sets the target of the jump, branch or call that was appended as
  // `operation`.
  void Lead(std::uint32_t operation, std::uint32_t target) {
    program_.operations[operation].target = target;
  }

  explore::Program Finish(const InstructionSet& set) &&;

 private:
  std::uint32_t AddSite(const listing::Function& function,
                        const listing::Instruction& instruction);

  explore::Program program_;
  std::map<CodePlace, std::uint32_t> sites_;
  std::uint32_t site_ = 0;
};

}  // namespace atomics_lab::program

#endif  // ATOMICS_LAB_TOOLS_PROGRAM_DRAFT_H_
