// What a thread can do next, and what it led to: the values that a Machine and
// the search exchange.
#ifndef ATOMICS_LAB_TOOLS_EXPLORE_MOVE_H_
#define ATOMICS_LAB_TOOLS_EXPLORE_MOVE_H_

#include <cstdint>
#include <utility>
#include <vector>

#include "tools/explore/program.h"

namespace atomics_lab::explore {

// Interned; equal numbers are equal states. Dense, from 0.
using LocalState = std::uint32_t;
inline constexpr LocalState kNoState = ~LocalState{0};

// Up to 128 bits of memory.
struct Value {
  std::uint64_t low = 0;
  std::uint64_t high = 0;

  friend bool operator==(const Value&, const Value&) = default;
  template <typename H>
  friend H AbslHashValue(H h, const Value& value) {
    return H::combine(std::move(h), value.low, value.high);
  }
};

// Something that a thread can do next.
struct Move {
  enum class Kind : std::uint8_t {
    kInternal,         // memory is not touched
    kRead,             //
    kWrite,            // `value`
    kReadModifyWrite,  // reads, and writes what Machine::Next says, at once
  };

  Kind kind = Kind::kInternal;
  // Bytes: 1, 2, 4, 8, 16. They lie within an aligned 8, or are an aligned 16.
  std::uint8_t size = 0;
  std::uint64_t address = 0;
  Value value;  // of a kInternal that chooses a number: which
  // The operation that it performs, an index into Program::operations: for
  // witnesses. Of an internal move, the one that it is about.
  std::uint32_t operation = 0;
  // What an internal move is: "the store-conditional fails", "guesses that
  // the branch is taken", "waits in the store buffer"; a static string.
  const char* note = "";
};

// What a move led to.
struct Step {
  LocalState next = kNoState;  // kNoState: no execution goes on this way
  // Of a kReadModifyWrite: whether anything was written, and what.
  bool writes = false;
  Value value;
};

// What people want to know of a local state.
struct LocalView {
  std::uint32_t operation = 0;  // the next one; past the last at the end
  int call = 0;                 // from 0
  std::vector<RegisterValue> registers;
  // Stores that others cannot see yet, oldest first.
  struct Pending {
    std::uint64_t address = 0;
    int size = 0;
    Value value;
  };
  std::vector<Pending> store_buffer;
  // Of a thread that performs accesses out of program order: all from the
  // oldest that was not performed to the youngest that was, in program order.
  struct InFlight {
    std::uint32_t operation = 0;
    bool is_store = false;
    bool performed = false;
    bool placed = false;  // `address` is known
    bool valued = false;  // `value` is known
    std::uint64_t address = 0;
    int size = 0;
    Value value;
  };
  std::vector<InFlight> in_flight;
};

}  // namespace atomics_lab::explore

#endif  // ATOMICS_LAB_TOOLS_EXPLORE_MOVE_H_
