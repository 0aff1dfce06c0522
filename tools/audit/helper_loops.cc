#include "tools/audit/helper_loops.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/types/span.h"
#include "tools/audit/code_sections.h"
#include "tools/audit/scan_sections.h"
#include "tools/audit/working_loops.h"
#include "tools/isa/outlined_helper.h"
#include "tools/isa/scan.h"
#include "tools/isa/spin_loop.h"
#include "tools/listing/decoder.h"
#include "tools/listing/listing.h"

namespace atomics_lab::audit {
namespace {

using listing::Instruction;
// Section, then where it begins and ends there.
using Place = std::tuple<std::size_t, std::size_t, std::size_t>;

std::set<Place> LoopsAround(listing::Architecture architecture,
                            absl::Span<const CodeSection> sections,
                            const HelperCalls& calls) {
  const isa::Scanner& scanner = isa::ScannerFor(architecture);
  std::set<Place> places;
  for (const auto& [call, name] : calls) {
    const CodeSection& code = sections[call.first];
    const std::size_t offset = call.second - code.address;
    for (const isa::Extent& loop : scanner.LoopsAround(
             code.bytes, FunctionAround(code, offset), offset)) {
      places.emplace(call.first, loop.begin, loop.end);
    }
  }
  return places;
}

// The instruction that a call of the helper is for, in the call's place.
std::optional<Instruction> InsteadOfCall(const listing::Decoder& decoder,
                                         const std::string& helper,
                                         std::uint64_t address) {
  const auto word = isa::OutlinedHelperWord(helper);
  if (!word.has_value()) return std::nullopt;
  const std::array<std::uint8_t, 4> bytes = {
      static_cast<std::uint8_t>(*word), static_cast<std::uint8_t>(*word >> 8),
      static_cast<std::uint8_t>(*word >> 16),
      static_cast<std::uint8_t>(*word >> 24)};
  auto decoded = decoder.Decode(bytes, address);
  if (!decoded.has_value()) return std::nullopt;
  decoded->instruction.target =
      listing::SymbolReference{.mangled = helper, .demangled = helper};
  return std::move(decoded->instruction);
}

}  // namespace

std::vector<Hit> HelperLoops(listing::Architecture architecture,
                             absl::Span<const CodeSection> sections,
                             const HelperCalls& calls, bool linked) {
  const listing::Decoder decoder(architecture);
  std::vector<Hit> hits;
  for (const auto& [section, begin, end] :
       LoopsAround(architecture, sections, calls)) {
    std::vector<Instruction> loop =
        DecodeLoop(decoder, architecture, sections[section], {begin, end});
    for (Instruction& instruction : loop) {
      const auto call = calls.find({section, instruction.address});
      if (call == calls.end()) continue;
      auto instead = InsteadOfCall(decoder, call->second, instruction.address);
      if (instead.has_value()) instruction = *std::move(instead);
    }
    AddLoop(section, sections[section], {begin, end},
            isa::SpinLoopOf(architecture, loop, linked), hits);
  }
  DropWorkingLoops(architecture, sections, calls, hits);
  return hits;
}

}  // namespace atomics_lab::audit
