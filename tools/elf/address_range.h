// A stretch of addresses.
#ifndef ATOMICS_LAB_TOOLS_ELF_ADDRESS_RANGE_H_
#define ATOMICS_LAB_TOOLS_ELF_ADDRESS_RANGE_H_

#include <cstdint>

namespace atomics_lab::elf {

struct AddressRange {
  std::uint64_t begin = 0;
  std::uint64_t end = 0;  // not included

  friend bool operator==(const AddressRange&, const AddressRange&) = default;
};

}  // namespace atomics_lab::elf

#endif  // ATOMICS_LAB_TOOLS_ELF_ADDRESS_RANGE_H_
