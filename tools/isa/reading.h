// A function as its instruction set reads it: what each instruction does, with
// all that only the whole function tells. Made once, and asked by everybody.
#ifndef ATOMICS_LAB_TOOLS_ISA_READING_H_
#define ATOMICS_LAB_TOOLS_ISA_READING_H_

#include <cstddef>
#include <string>
#include <vector>

#include "tools/isa/control_flow.h"
#include "tools/isa/isa.h"
#include "tools/listing/flow.h"
#include "tools/listing/listing.h"

namespace atomics_lab::isa {

class Reading {
 public:
  // Requires: `function` outlives the Reading and stays as it is.
  explicit Reading(const listing::Function& function);

  const listing::Function& function() const { return *function_; }
  std::size_t size() const { return effects_.size(); }

  // As Isa::Classify, but a jump out of the function is a (tail) call, and
  // accesses through a frame pointer that the function has set up are to its
  // own stack.
  const Effect& effect(std::size_t index) const { return effects_[index]; }

  // True for what another thread could notice, and for calls, which hide what
  // they do.
  bool IsNoticeable(std::size_t index) const;

  // As Isa has it.
  bool OnlyArranges(std::size_t index) const;
  std::string Spelling(std::size_t index) const;

  // As LoopsOf.
  const std::vector<Loop>& loops() const { return loops_; }
  bool IsInLoop(std::size_t index) const;

 private:
  const listing::Function* function_;
  const Isa* isa_;
  FramePointer frame_;
  std::vector<Effect> effects_;
  std::vector<Loop> loops_;
};

}  // namespace atomics_lab::isa

#endif  // ATOMICS_LAB_TOOLS_ISA_READING_H_
