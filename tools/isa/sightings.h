// What a Scanner sees, for tests.
#ifndef ATOMICS_LAB_TOOLS_ISA_SIGHTINGS_H_
#define ATOMICS_LAB_TOOLS_ISA_SIGHTINGS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "tools/isa/scan.h"
#include "tools/listing/listing.h"

namespace atomics_lab::isa {

using Raw = std::vector<std::uint8_t>;

// AArch64's words in the order of memory.
Raw Bytes(const std::vector<std::uint32_t>& words);

std::vector<Sighting> ScanAll(listing::Architecture architecture,
                              const Raw& code);

// The forms of everything that synchronizes in `code`.
std::vector<std::string> Forms(listing::Architecture architecture,
                               const Raw& code);

}  // namespace atomics_lab::isa

#endif  // ATOMICS_LAB_TOOLS_ISA_SIGHTINGS_H_
