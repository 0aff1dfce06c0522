#include "tools/program/threads.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <utility>
#include <vector>

#include "tools/explore/program.h"
#include "tools/isa/register_file.h"
#include "tools/program/image.h"
#include "tools/program/modelled_calls.h"

namespace atomics_lab::program {
namespace {

// Where MakeOwnMemory puts it.
constexpr std::size_t kStackRegion = 0;

void Put(explore::MemoryRegion& region, std::uint64_t address,
         std::uint64_t value) {
  std::memcpy(region.bytes.data() + (address - region.address), &value,
              sizeof(value));
}

}  // namespace

std::vector<explore::RegisterValue> CallRegisters(
    const isa::CallingConvention& calls, const OwnMemory& own,
    const std::vector<std::uint64_t>& arguments) {
  // A callee finds the stack as a call left it.
  const std::uint64_t pushed = calls.return_address_on_stack ? 8 : 0;
  std::vector<explore::RegisterValue> registers = {
      {calls.stack_pointer, own.stack_pointer - pushed},
      {calls.thread_pointer, own.thread_pointer}};
  if (!calls.return_address_on_stack) {
    registers.push_back({calls.link, kReturnAddress});
  }
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    registers.push_back({calls.arguments[i], arguments[i]});
  }
  return registers;
}

explore::Thread MakeThread(const Image& image,
                           const isa::CallingConvention& calls,
                           std::size_t index, bool own_is_private,
                           const std::vector<std::uint64_t>& arguments) {
  OwnMemory own = MakeOwnMemory(image, own_is_private ? 0 : index);
  own.regions[kStackRegion].dies_with_call = true;
  if (calls.return_address_on_stack) {
    Put(own.regions[kStackRegion], own.stack_pointer - 8, kReturnAddress);
  }
  explore::Thread thread;
  thread.registers = CallRegisters(calls, own, arguments);
  thread.own = std::move(own.regions);
  return thread;
}

bool UsesKernel(const explore::Program& program) {
  return std::ranges::find(program.modelled_calls, kFutexName) !=
         program.modelled_calls.end();
}

explore::MemoryRegion KernelMemory() {
  return {.address = kKernel,
          .bytes = std::vector<std::uint8_t>(kKernelSize),
          .name = "kernel"};
}

std::vector<explore::MemoryRegion> SharedMemory(
    const Image& image, const explore::Program& program) {
  std::vector<explore::MemoryRegion> memory = image.regions;
  if (UsesKernel(program)) memory.push_back(KernelMemory());
  return memory;
}

}  // namespace atomics_lab::program
