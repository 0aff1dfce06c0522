#include "tools/audit/plausible_code.h"

#include <algorithm>
#include <cstddef>

#include "absl/algorithm/container.h"
#include "tools/elf/by_architecture.h"
#include "tools/elf/byte_cursor.h"
#include "tools/listing/decoder.h"
#include "tools/listing/flow.h"

namespace atomics_lab::audit {
namespace {

constexpr std::size_t kInstruction = 4;  // bytes
constexpr std::size_t kMost = 24;        // in each direction
constexpr int kLeast = 6;                // in both

enum class Word { kCode, kEnd, kData };

// Behind what ends a way there may be data, or zeros up to the next function.
Word WordAt(const listing::Decoder& decoder, const CodeSection& code,
            std::size_t offset) {
  const elf::Bytes bytes = code.bytes.subspan(offset, kInstruction);
  if (absl::c_all_of(bytes, [](std::uint8_t byte) { return byte == 0; })) {
    return Word::kEnd;
  }
  const auto decoded = decoder.Decode(bytes, code.address + offset);
  if (!decoded.has_value()) return Word::kData;
  return decoded->flow == listing::Flow::kReturn ||
                 decoded->flow == listing::Flow::kJump
             ? Word::kEnd
             : Word::kCode;
}

}  // namespace

bool IsPlausibleCode(const listing::Decoder& decoder, const CodeSection& code,
                     std::size_t offset) {
  int instructions = 0;
  const std::size_t behind =
      std::min(kMost, (code.bytes.size() - offset) / kInstruction);
  for (std::size_t i = 0; i < behind; ++i) {
    const Word word = WordAt(decoder, code, offset + i * kInstruction);
    if (word == Word::kData) return false;
    if (word == Word::kEnd) break;
    ++instructions;
  }
  const std::size_t before = std::min(kMost, offset / kInstruction);
  for (std::size_t i = 1; i <= before; ++i) {
    const Word word = WordAt(decoder, code, offset - i * kInstruction);
    if (word == Word::kData) return false;
    if (word == Word::kEnd) break;
    ++instructions;
  }
  // A short section holds what somebody put there.
  return instructions >= kLeast || before + behind < kMost;
}

bool LooksLikeData(listing::Architecture architecture,
                   const listing::Decoder& decoder, const CodeSection& code,
                   const FunctionAudit& function, std::uint64_t address) {
  return elf::ByArchitecture(false, true)[architecture] &&
         function.whole_section &&
         !IsPlausibleCode(decoder, code, address - code.address);
}

}  // namespace atomics_lab::audit
