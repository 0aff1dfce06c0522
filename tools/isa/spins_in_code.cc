#include "tools/isa/spins_in_code.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/log/check.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "tools/isa/scan.h"
#include "tools/isa/spin_loop.h"
#include "tools/listing/decoder.h"
#include "tools/listing/listing.h"

namespace atomics_lab::isa {
namespace {

using listing::Architecture;

std::vector<std::uint8_t> FromHex(const std::string& hex) {
  std::string bytes;
  CHECK(absl::HexStringToBytes(hex, &bytes)) << hex;
  return {bytes.begin(), bytes.end()};
}

std::vector<listing::Instruction> Decode(Architecture architecture, Code code) {
  const listing::Decoder decoder(architecture);
  std::vector<listing::Instruction> instructions;
  for (std::size_t at = 0; at < code.size();) {
    const auto decoded = decoder.Decode(code.subspan(at), at);
    CHECK(decoded.has_value());
    at += decoded->instruction.bytes.size();
    instructions.push_back(decoded->instruction);
  }
  return instructions;
}

std::string SpinIn(Architecture architecture, const std::string& hex) {
  const std::vector<std::uint8_t> code = FromHex(hex);
  std::vector<Sighting> sightings;
  ScannerFor(architecture).Scan(code, {0, code.size()}, sightings);
  std::string found;
  for (const Sighting& sighting : sightings) {
    if (sighting.kind != Sighting::Kind::kLoop) continue;
    const Extent loop = sighting.extent;
    const std::optional<SpinLoop> spin = SpinLoopOf(
        architecture,
        Decode(architecture,
               Code(code).subspan(loop.begin, loop.end - loop.begin)));
    if (!spin.has_value()) continue;
    const char* does = spin->retries  ? "retries "
                       : spin->atomic ? "repeats "
                                      : "re-reads by ";
    absl::StrAppend(&found, found.empty() ? "" : "; ", does, spin->access,
                    spin->hint.empty() ? "" : ", ", spin->hint);
  }
  return found;
}

}  // namespace

std::string X86(const std::string& hex) {
  return SpinIn(Architecture::kX86_64, hex);
}

std::string Arm(const std::vector<std::uint32_t>& words) {
  std::string bytes;
  for (const std::uint32_t word : words) {
    for (int shift = 0; shift < 32; shift += 8) {
      bytes += static_cast<char>(word >> shift);
    }
  }
  return SpinIn(Architecture::kAArch64, absl::BytesToHexString(bytes));
}

}  // namespace atomics_lab::isa
