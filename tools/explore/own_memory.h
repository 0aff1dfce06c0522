// A thread's private memory: its stack and thread-local storage.
#ifndef ATOMICS_LAB_TOOLS_EXPLORE_OWN_MEMORY_H_
#define ATOMICS_LAB_TOOLS_EXPLORE_OWN_MEMORY_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "tools/explore/move.h"
#include "tools/explore/program.h"

namespace atomics_lab::explore {

// 8 bytes of it, and which of them came from an own address.
struct OwnGranule {
  std::uint32_t number = 0;
  std::uint8_t own_address = 0;  // a bit for each byte
  std::uint64_t bytes = 0;

  friend bool operator==(const OwnGranule&, const OwnGranule&) = default;
};

// Granules that differ from how they started, by number.
using OwnContent = std::vector<OwnGranule>;

// What is read: the value, and whether any of it came from an own address.
struct OwnValue {
  Value value;
  bool own_address = false;
};

// Where own regions lie and what they start with.
class OwnMemory {
 public:
  // Requires: `regions` outlive it.
  explicit OwnMemory(const std::vector<MemoryRegion>& regions);

  // True if any of these bytes are a thread's own; Holds: all are, in a region.
  bool Touches(std::uint64_t address, int size) const;
  bool Holds(std::uint64_t address, int size) const;
  // True if a register that starts with that value holds an own address: one
  // of a byte, or of the end of a region, where stacks start.
  bool IsAddress(std::uint64_t value) const;

  // Requires, of both: Holds(address, size).
  OwnValue Read(const OwnContent& content, std::uint64_t address,
                int size) const;
  void Write(OwnContent& content, std::uint64_t address, int size,
             const OwnValue& value) const;

  // Forgets what dies with a call.
  void EndCall(OwnContent& content) const;

 private:
  struct Spot {
    std::uint32_t granule = 0;
    int byte = 0;
  };

  void AddRegion(const MemoryRegion& region);
  Spot SpotOf(std::uint64_t address) const;
  OwnGranule Get(const OwnContent& content, std::uint32_t granule) const;
  void Set(OwnContent& content, const OwnGranule& granule) const;

  const std::vector<MemoryRegion>& regions_;
  std::vector<std::uint32_t> first_granule_;  // of each region
  std::vector<OwnGranule> first_;             // by number
  std::vector<bool> dies_with_call_;          // likewise
};

}  // namespace atomics_lab::explore

#endif  // ATOMICS_LAB_TOOLS_EXPLORE_OWN_MEMORY_H_
