#include "tools/isa/sightings.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tools/isa/scan.h"
#include "tools/isa/synchronization.h"
#include "tools/listing/decoder.h"
#include "tools/listing/listing.h"

namespace atomics_lab::isa {

using listing::Architecture;

Raw Bytes(const std::vector<std::uint32_t>& words) {
  Raw bytes;
  for (const std::uint32_t word : words) {
    for (int shift = 0; shift < 32; shift += 8) {
      bytes.push_back(static_cast<std::uint8_t>(word >> shift));
    }
  }
  return bytes;
}

std::vector<Sighting> ScanAll(Architecture architecture, const Raw& code) {
  std::vector<Sighting> sightings;
  ScannerFor(architecture).Scan(code, {0, code.size()}, sightings);
  return sightings;
}

// The forms of everything that synchronizes in `code`.
std::vector<std::string> Forms(Architecture architecture, const Raw& code) {
  const listing::Decoder decoder(architecture);
  std::vector<std::string> forms;
  for (const Sighting& sighting : ScanAll(architecture, code)) {
    std::optional<listing::Instruction> instruction =
        ScannerFor(architecture).Newer(code, sighting.extent);
    if (!instruction.has_value()) {
      const auto decoded = decoder.Decode(
          Code(code).subspan(sighting.extent.begin), sighting.extent.begin);
      if (!decoded.has_value()) continue;
      instruction = decoded->instruction;
    }
    const Synchronization found = SynchronizationOf(architecture, *instruction);
    if (found.kind != Synchronization::Kind::kNone) forms.push_back(found.form);
  }
  return forms;
}

}  // namespace atomics_lab::isa
