// Where a program accesses its stack.
#ifndef ATOMICS_LAB_TOOLS_EXPLORE_STACK_ACCESSES_H_
#define ATOMICS_LAB_TOOLS_EXPLORE_STACK_ACCESSES_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <vector>

#include "tools/explore/program.h"
#include "tools/isa/micro_op.h"

namespace atomics_lab::explore {

// Follows constants through a program, along every path, and with them all
// that is computed from an address of the stack.
class StackAccesses {
 public:
  // What a register or bytes of the stack hold, whichever way was taken.
  struct Held {
    bool is_number = true;
    std::uint64_t number = 0;
    // Whether it was computed from an address of the stack.
    bool from_stack = false;

    friend bool operator==(const Held&, const Held&) = default;
  };

  // Bytes of the stack that are always accessed together.
  struct Slot {
    int size = 0;
    Held held;                           // at any time
    std::vector<std::uint32_t> readers;  // heads of what loads it
  };

  // Requires: what it is made of outlives it, and stays as it is until Follow
  // has returned.
  StackAccesses(const Program& program, const MemoryRegion& stack);

  // From each thread's start. False if the stack cannot become registers: see
  // stack_registers.h.
  bool Follow(const std::vector<Thread>& threads);

  // Of all that Follow came to. By address.
  const std::map<std::uint64_t, Slot>& slots() const { return slots_; }
  // The address of each operation that accesses a slot.
  const std::map<std::uint32_t, std::uint64_t>& operations() const {
    return operations_;
  }

 private:
  using AllHeld = std::vector<Held>;  // by register; empty: not come to yet

  void Enter(const Thread& thread);
  void Come(std::uint64_t to, const AllHeld& held);
  // Of operations one behind the other that are come to at their head alone.
  bool Perform(std::uint32_t head);
  bool Access(std::uint32_t head, std::uint32_t at, AllHeld& held);
  bool AccessElsewhere(const isa::MicroOp& op, AllHeld& held) const;
  bool AccessSlot(std::uint32_t head, std::uint32_t at, std::uint64_t address,
                  AllHeld& held);
  Slot* SlotAt(std::uint64_t address, int size);

  const Program& program_;
  const MemoryRegion& stack_;
  std::vector<bool> is_head_;    // by operation
  std::vector<AllHeld> before_;  // of heads
  std::map<std::uint64_t, Slot> slots_;
  std::map<std::uint32_t, std::uint64_t> operations_;
  std::vector<std::uint32_t> next_;  // heads, to perform once more
};

}  // namespace atomics_lab::explore

#endif  // ATOMICS_LAB_TOOLS_EXPLORE_STACK_ACCESSES_H_
