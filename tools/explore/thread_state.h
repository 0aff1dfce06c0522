// A thread of a model that performs operations in program order: what SC and
// TSO know of it between two moves.
#ifndef ATOMICS_LAB_TOOLS_EXPLORE_THREAD_STATE_H_
#define ATOMICS_LAB_TOOLS_EXPLORE_THREAD_STATE_H_

#include <array>
#include <cstdint>
#include <vector>

#include "tools/explore/liveness.h"
#include "tools/explore/move.h"
#include "tools/explore/own_memory.h"
#include "tools/isa/micro_op.h"

namespace atomics_lab::explore {

// A store that others cannot see yet.
struct BufferedStore {
  std::uint64_t address = 0;
  std::uint32_t operation = 0;
  std::uint8_t size = 0;
  Value value;

  friend bool operator==(const BufferedStore&, const BufferedStore&) = default;
};

// What an exclusive load watches. Size 0: nothing.
struct Monitor {
  std::uint64_t address = 0;
  std::uint8_t size = 0;

  friend bool operator==(const Monitor&, const Monitor&) = default;
};

struct ThreadState {
  static constexpr std::uint32_t kEnd = ~std::uint32_t{0};

  std::uint32_t kind = 0;       // which threads it is like
  std::uint32_t operation = 0;  // the next one; kEnd after the last call
  std::uint32_t call = 0;       // from 0
  std::array<std::uint64_t, isa::kMostRegisters> registers{};
  RegisterSet own_address;  // registers that came from an own address
  Monitor monitor;
  std::vector<BufferedStore> buffer;  // oldest first
  OwnContent own;

  friend bool operator==(const ThreadState&, const ThreadState&) = default;
};

}  // namespace atomics_lab::explore

#endif  // ATOMICS_LAB_TOOLS_EXPLORE_THREAD_STATE_H_
