#include "tools/explore/stack_registers.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tools/explore/program.h"
#include "tools/explore/stack_accesses.h"
#include "tools/isa/micro_op.h"

namespace atomics_lab::explore {
namespace {

using isa::MicroOp;
using isa::RegisterNumber;
using isa::Source;
// By address.
using Registers = std::map<std::uint64_t, RegisterNumber>;

// One and the same for all threads, or null.
const MemoryRegion* StackOf(const Job& job) {
  const MemoryRegion* stack = nullptr;
  for (const Thread& thread : job.threads) {
    const MemoryRegion* own = nullptr;
    for (const MemoryRegion& region : thread.own) {
      if (!region.dies_with_call) continue;
      if (own != nullptr) return nullptr;
      own = &region;
    }
    if (own == nullptr) return nullptr;
    if (stack == nullptr) stack = own;
    if (stack->address != own->address || stack->bytes != own->bytes) {
      return nullptr;
    }
  }
  return stack;
}

bool HoldsAddressIn(const MemoryRegion& stack, const MemoryRegion& other) {
  const std::vector<std::uint8_t>& bytes = other.bytes;
  for (std::size_t i = (0 - other.address) % 8; i + 8 <= bytes.size(); i += 8) {
    std::uint64_t value = 0;
    std::memcpy(&value, &bytes[i], sizeof(value));
    if (IsAddressIn(stack, value)) return true;
  }
  return false;
}

// Whether memory tells where the stack is before a thread has run.
bool IsToldOf(const MemoryRegion& stack, const Job& job) {
  const auto tells = [&](const MemoryRegion& region) {
    return HoldsAddressIn(stack, region);
  };
  return std::ranges::any_of(job.memory, tells) ||
         std::ranges::any_of(job.threads, [&](const Thread& thread) {
           return std::ranges::any_of(thread.own, [&](const auto& region) {
             return !region.dies_with_call && tells(region);
           });
         });
}

// The first register that neither the program nor a thread uses.
std::size_t FirstFree(const Job& job) {
  std::size_t free = RegistersOf(job.program);
  const auto use = [&](RegisterNumber reg) {
    free = std::max(free, std::size_t{reg} + 1);
  };
  for (const Thread& thread : job.threads) {
    for (const RegisterValue& start : thread.registers) use(start.reg);
    for (const RegisterNumber reg : thread.observed) use(reg);
  }
  return free;
}

MicroOp Copy(const MicroOp& access, RegisterNumber slot) {
  const bool loads = access.kind == MicroOp::Kind::kLoad;
  return {.operation = isa::Operation::kCopy,
          .bits = static_cast<std::uint8_t>(8 * access.size),
          .result = loads ? access.result : slot,
          .a = loads ? Source::Of(slot) : access.b,
          .site = access.site};
}

// Each call finds in them what the stack started with.
void Start(Thread& thread, const StackAccesses& accesses,
           const MemoryRegion& stack, const Registers& registers) {
  for (const auto& [address, slot] : accesses.slots()) {
    std::uint64_t first = 0;
    std::memcpy(&first, &stack.bytes[address - stack.address],
                static_cast<std::size_t>(slot.size));
    if (first == 0) continue;
    thread.registers.push_back({.reg = registers.at(address), .value = first});
  }
  std::erase_if(thread.own, [](const MemoryRegion& region) {
    return region.dies_with_call;
  });
}

}  // namespace

bool StackToRegisters(Job& job) {
  if (!job.own_is_private || job.own_is_placed) return false;
  const MemoryRegion* const found = StackOf(job);
  if (found == nullptr || IsToldOf(*found, job)) return false;
  const MemoryRegion stack = *found;
  StackAccesses accesses(job.program, stack);
  if (!accesses.Follow(job.threads)) return false;
  std::size_t free = FirstFree(job);
  if (free + accesses.slots().size() > isa::kMostRegisters) return false;
  Registers registers;
  for (const auto& [address, slot] : accesses.slots()) {
    registers[address] = static_cast<RegisterNumber>(free++);
  }
  for (const auto& [at, address] : accesses.operations()) {
    MicroOp& op = job.program.operations[at];
    op = Copy(op, registers.at(address));
  }
  for (Thread& thread : job.threads) {
    Start(thread, accesses, stack, registers);
  }
  for (const auto& [address, reg] : registers) {
    std::vector<std::string>& names = job.program.register_names;
    if (reg < names.size()) {
      names[reg] = absl::StrCat(stack.name, "+", address - stack.address);
    }
  }
  return job.stack_is_in_registers = true;
}

}  // namespace atomics_lab::explore
