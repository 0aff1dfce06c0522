// How the models of calls are written.
#ifndef ATOMICS_LAB_TOOLS_PROGRAM_MODEL_AUTHOR_H_
#define ATOMICS_LAB_TOOLS_PROGRAM_MODEL_AUTHOR_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "tools/isa/micro_op.h"
#include "tools/program/instruction_set.h"
#include "tools/program/modelled_calls.h"

namespace atomics_lab::program {

inline isa::Source Constant(std::uint64_t value) {
  return isa::Source::Of(value);
}

// Writes a model, instruction by instruction. Arguments and the result are the
// registers that a callee may overwrite; models compute in those alone.
class ModelAuthor {
 public:
  ModelAuthor(const InstructionSet& set, std::int64_t heap, int threads)
      : set_(set), heap_(heap), threads_(threads) {}

  isa::RegisterNumber Argument(std::size_t i) const {
    return set_.calls.arguments[i];
  }
  isa::RegisterNumber result() const { return set_.calls.result; }
  std::uint64_t futex_call() const { return set_.futex_call; }
  int threads() const { return threads_; }
  std::size_t here() const { return call_.operations.size(); }

  void Compute(isa::RegisterNumber to, isa::Operation operation, isa::Source a,
               isa::Source b = {});
  void Return(isa::Source value);
  void Load(isa::RegisterNumber to, isa::Source address, int size,
            std::string step, isa::Acquire acquire = isa::Acquire::kNone);
  void Store(isa::Source address, isa::Source value, int size, std::string step,
             bool release = false);
  // to = exchange(address, 1), acquire.
  void TestAndSet(isa::RegisterNumber to, isa::Source address,
                  std::string step);
  std::size_t Branch(isa::Source condition, std::size_t target = 0);
  std::size_t Jump(std::size_t target);
  // The branch at `branch` goes to what comes next.
  void Land(std::size_t branch) { call_.operations[branch].target = here(); }
  void Trap(std::string reason);
  // to = the address of a word of the heap's head.
  void HeapWord(isa::RegisterNumber to, std::int64_t offset);

  ModelledCall Finish(std::string_view name) &&;

 private:
  static constexpr std::size_t kEnd = ~std::size_t{0};

  std::uint32_t Step(std::string step);

  const InstructionSet& set_;
  std::int64_t heap_;
  int threads_;
  ModelledCall call_;
};

}  // namespace atomics_lab::program

#endif  // ATOMICS_LAB_TOOLS_PROGRAM_MODEL_AUTHOR_H_
