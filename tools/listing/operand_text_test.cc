// Two readings of the same operands: the decoder's, and the assembler's line.
#include "tools/listing/operand_text.h"

#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_format.h"
#include "gtest/gtest.h"
#include "tools/listing/decoder.h"
#include "tools/listing/listing.h"

namespace atomics_lab::listing {
namespace {

// For messages.
std::string Describe(const std::vector<Operand>& operands) {
  std::string text;
  for (const Operand& o : operands) {
    absl::StrAppendFormat(
        &text,
        "{kind %d reg %s name %s imm %d base %s index %s*%d disp %d bits %d "
        "mod %d/%d/%d wb %d lanes %d lane %d} ",
        static_cast<int>(o.kind), o.reg, o.name, o.immediate, o.base, o.index,
        o.scale, o.displacement, o.bits, static_cast<int>(o.modifier.kind),
        o.modifier.from_bits, o.modifier.amount, static_cast<int>(o.write_back),
        o.lanes, o.lane.value_or(-1));
  }
  return text;
}

// What a line does not say.
std::vector<Operand> AsInALine(const Instruction& instruction) {
  std::vector<Operand> operands = instruction.operands;
  for (Operand& operand : operands) {
    operand.reads = operand.writes = false;
    if (operand.kind != Operand::Kind::kMemory) continue;
    operand.bits = 0;
    if (operand.base != "pc") continue;
    Operand literal;
    literal.kind = Operand::Kind::kImmediate;
    literal.immediate = static_cast<std::int64_t>(
        instruction.address + static_cast<std::uint64_t>(operand.displacement));
    operand = literal;
  }
  return operands;
}

// The scalable extensions, of whose registers no Operand tells the parts;
// instructions that copy and set memory, whose operands the library confuses;
// and prefetches, of which it leaves out what kind they are.
bool IsBeyondUs(std::uint32_t word, std::string_view mnemonic) {
  const std::uint32_t group = word >> 25 & 0xf;  // Arm ARM C4.1
  const bool scalable = group == 2 || group == 0;
  return scalable || absl::StartsWith(mnemonic, "prf") ||
         absl::StartsWith(mnemonic, "cpy") ||
         (absl::StartsWith(mnemonic, "set") && (word >> 24 & 0xfb) == 0x19);
}

// Empty if they agree; absent if there is nothing to compare.
std::optional<std::string> Disagreement(std::uint32_t word,
                                        const Decoder& decoder) {
  const std::vector<std::uint8_t> code = {
      static_cast<std::uint8_t>(word), static_cast<std::uint8_t>(word >> 8),
      static_cast<std::uint8_t>(word >> 16),
      static_cast<std::uint8_t>(word >> 24)};
  const std::optional<Decoded> decoded = decoder.Decode(code, 0x1000);
  if (!decoded.has_value()) return std::nullopt;
  const Instruction& instruction = decoded->instruction;
  if (IsBeyondUs(word, instruction.mnemonic)) return std::nullopt;
  const auto line = AArch64Operands(instruction.operand_text);
  if (!line.has_value()) return std::nullopt;
  const std::vector<Operand> operands = AsInALine(instruction);
  if (operands == *line) return "";
  return absl::StrFormat("%08x %s %s\n  decoder %s\n  line    %s", word,
                         instruction.mnemonic, instruction.operand_text,
                         Describe(operands), Describe(*line));
}

TEST(OperandTextTest, TheDecoderSaysWhatItPrints) {
  constexpr int kWords = 400'000;
  std::mt19937 random(1);
  const Decoder decoder(Architecture::kAArch64);
  int compared = 0;
  for (int i = 0; i < kWords; ++i) {
    const std::optional<std::string> found =
        Disagreement(static_cast<std::uint32_t>(random()), decoder);
    if (!found.has_value()) continue;
    ++compared;
    ASSERT_EQ(*found, "");
  }
  EXPECT_GT(compared, kWords / 4);
}

}  // namespace
}  // namespace atomics_lab::listing
