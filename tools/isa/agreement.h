// What comparisons of lowered instructions with an emulated processor share.
#ifndef ATOMICS_LAB_TOOLS_ISA_AGREEMENT_H_
#define ATOMICS_LAB_TOOLS_ISA_AGREEMENT_H_

#include <unicorn/unicorn.h>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "tools/isa/execute.h"
#include "tools/isa/micro_op.h"
#include "tools/listing/listing.h"

namespace atomics_lab::isa {

struct Agreement {
  std::int64_t cases = 0;  // that both executed
  int executed = 0;        // encodings that the processor knows
  int missing = 0;         // of them, those without lowering
  std::string first_missing;
  std::int64_t disagreements = 0;
  std::string first_disagreement;
};

using Lowerer = std::function<absl::StatusOr<std::vector<MicroOp>>(
    const listing::Instruction&)>;

// A random value; often one at which carries, signs or comparisons change.
std::uint64_t RandomOperand(std::mt19937_64& random);

// Registers that pass to and from the emulator together, by its numbers.
// Requires: the values outlive it.
class RegisterBatch {
 public:
  void Add(int id, void* value);
  void Write(uc_engine* engine);
  void Read(uc_engine* engine);

 private:
  int Count() const { return static_cast<int>(ids_.size()); }

  std::vector<int> ids_;
  std::vector<void*> values_;
};

// Memory of random bytes, once for the emulator and once for a MachineState.
class TwoMemories {
 public:
  TwoMemories(uc_engine* engine, std::uint64_t address, std::size_t size,
              std::mt19937_64& random);
  TwoMemories(const TwoMemories&) = delete;
  TwoMemories& operator=(const TwoMemories&) = delete;

  // Where the state's bytes are; absent if any is outside.
  std::uint8_t* Locate(std::uint64_t address, int size);
  // Writes to both. Requires: the bytes are within.
  void Set(std::uint64_t address, absl::Span<const std::uint8_t> bytes);
  bool Agree() const { return ours_ == theirs_; }
  // Copies the emulator's bytes to the state's.
  void Align() { ours_ = theirs_; }

 private:
  std::uint64_t address_;
  std::vector<std::uint8_t> theirs_, ours_;
};

// Lets the state access memory wherever `locate` finds it. Elsewhere it reads 0
// and writes nothing.
void Connect(
    MachineState& state,
    std::function<std::uint8_t*(std::uint64_t address, int size)> locate);

}  // namespace atomics_lab::isa

#endif  // ATOMICS_LAB_TOOLS_ISA_AGREEMENT_H_
