// States in which a random x86-64 instruction does something.
#ifndef ATOMICS_LAB_TOOLS_ISA_X86_64_RANDOM_STATE_H_
#define ATOMICS_LAB_TOOLS_ISA_X86_64_RANDOM_STATE_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <random>

#include "tools/isa/agreement.h"
#include "tools/isa/execute.h"
#include "tools/isa/x86_64_encodings.h"
#include "tools/listing/listing.h"

namespace atomics_lab::isa {

inline constexpr std::uint64_t kX86Code = 0x100000;
inline constexpr std::size_t kX86CodeSize = 0x80000;
inline constexpr std::uint64_t kX86Data = 0x400000;
inline constexpr std::size_t kX86DataSize = 0x1000;
// What operands without registers address: a multiple of 16.
inline constexpr std::uint64_t kX86Operand = kX86Data + 0x800;

// The processor's registers as its emulator passes them.
struct X86Registers {
  std::array<std::uint64_t, 16> general{};  // in the order of encodings
  std::uint64_t flags = 0;
  std::uint64_t rip = 0;
  std::uint64_t fs_base = 0;
  std::array<std::array<std::uint64_t, 2>, 16> vectors{};
};
RegisterBatch BatchOf(X86Registers& registers, bool vectors);
void ToMachine(const X86Registers& from, MachineState& to);

// Makes states for one instruction. Requires: all that it is made of outlives
// it.
class X86RandomState {
 public:
  X86RandomState(const X86EncodingClass& encodings,
                 const listing::Instruction& instruction, TwoMemories& memory,
                 std::mt19937_64& random);

  // False if no state lets it address the memory.
  bool Possible() const;
  void Make(X86Registers& registers);
  // What a return finds on the stack.
  std::uint64_t return_address() const { return return_address_; }

 private:
  std::uint64_t Random() { return RandomOperand(random_); }
  void MakeDividend(X86Registers& registers);
  void MakeBitIndex(X86Registers& registers);
  void MakeStack(X86Registers& registers);
  // Makes the memory operand lie in the memory; returns its address.
  std::uint64_t MakeAddress(X86Registers& registers);
  bool Aligned() const;
  // Two words at that address.
  void Fill(std::uint64_t low, std::uint64_t high);
  void MakeEqual(X86Registers& registers);

  const X86EncodingClass& encodings_;
  const listing::Instruction& instruction_;
  TwoMemories& memory_;
  std::mt19937_64& random_;
  const listing::Operand* operand_ = nullptr;  // in memory
  std::uint64_t address_ = 0;                  // of it
  std::uint64_t return_address_ = 0;
};

}  // namespace atomics_lab::isa

#endif  // ATOMICS_LAB_TOOLS_ISA_X86_64_RANDOM_STATE_H_
