// The memory that threads share, and everything it ever held.
#ifndef ATOMICS_LAB_TOOLS_EXPLORE_MEMORY_IMAGE_H_
#define ATOMICS_LAB_TOOLS_EXPLORE_MEMORY_IMAGE_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "tools/explore/machine.h"
#include "tools/explore/program.h"
#include "tools/explore/sequence_table.h"

namespace atomics_lab::explore {

// A number stands for one content of memory: which of the job's starts it came
// from, and 8 bytes for each granule that was ever accessed, up to the last one
// that differs from the start. Little-endian.
class MemoryImage {
 public:
  // Errors: InvalidArgument if regions overlap or a start changes a byte that
  // no region holds.
  static absl::StatusOr<MemoryImage> Of(const Job& job);

  // The content that the job's start number `start` has (0 if it names none).
  std::uint32_t Start(std::size_t start);
  std::size_t starts() const { return starts_.size(); }

  // A number for `size` bytes at `address`, to access them by.
  // Errors: InvalidArgument if no region holds them all, or they are to be
  // written and must not be.
  absl::StatusOr<std::uint32_t> PlaceOf(std::uint64_t address, int size,
                                        bool to_write);

  Value Read(std::uint32_t content, std::uint32_t place) const;
  // The content after the write.
  std::uint32_t Write(std::uint32_t content, std::uint32_t place,
                      const Value& value);

  // Any bytes, at any alignment. Errors: InvalidArgument if no region holds
  // them all. Requires: size <= 16.
  absl::StatusOr<Value> Peek(std::uint32_t content, std::uint64_t address,
                             int size) const;

  std::size_t Memory() const;

 private:
  static constexpr std::uint32_t kNoCell = ~std::uint32_t{0};
  using Change = std::pair<std::uint64_t, std::uint8_t>;

  struct Place {
    std::uint64_t address = 0;
    int size = 0;
    std::array<std::uint32_t, 2> cells = {kNoCell, kNoCell};
  };

  absl::Status CheckRegions() const;
  absl::Status CheckStarts() const;
  // nullptr if no region holds all.
  const MemoryRegion* Holder(std::uint64_t address, int size) const;
  absl::Status NobodyHolds(std::uint64_t address, int size) const;
  std::uint8_t FirstByte(std::uint64_t address, std::size_t start) const;
  std::uint32_t CellOf(std::uint64_t granule);
  std::uint64_t CellIn(std::uint32_t content, std::uint32_t cell) const;

  std::vector<const MemoryRegion*> regions_;                 // by address
  std::vector<std::vector<Change>> starts_;                  // at least one
  absl::flat_hash_map<std::uint64_t, std::uint32_t> cells_;  // by granule
  std::vector<std::vector<std::uint64_t>> first_;            // [cell][start]
  std::vector<Place> places_;
  absl::flat_hash_map<std::pair<std::uint64_t, int>, std::uint32_t> place_of_;
  SequenceTable contents_;
};

}  // namespace atomics_lab::explore

#endif  // ATOMICS_LAB_TOOLS_EXPLORE_MEMORY_IMAGE_H_
