#include "tools/listing/operand_text.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/strip.h"

namespace atomics_lab::listing {
namespace {

using Kind = Operand::Kind;

// A decimal number from 0 to `last`, without leading zeros.
std::optional<int> Index(std::string_view text, int last) {
  int value = 0;
  if (text.empty() || text.size() > 2 || !absl::ascii_isdigit(text[0]) ||
      (text.size() == 2 && text[0] == '0') || !absl::SimpleAtoi(text, &value) ||
      value > last) {
    return std::nullopt;
  }
  return value;
}

Operand Register(std::string_view text, int bits) {
  Operand operand;
  operand.kind = Kind::kRegister;
  operand.reg = std::string(text);
  operand.bits = bits;
  return operand;
}

std::optional<Operand> ParseRegister(std::string_view text) {
  if (text == "sp" || text == "xzr") return Register(text, 64);
  if (text == "wsp" || text == "wzr") return Register(text, 32);
  if (text.empty() || (text[0] != 'x' && text[0] != 'w')) return std::nullopt;
  if (!Index(text.substr(1), 30).has_value()) return std::nullopt;
  return Register(text, text[0] == 'x' ? 64 : 32);
}

int LaneBits(char letter) {
  switch (letter) {
    case 'b':
      return 8;
    case 'h':
      return 16;
    case 's':
      return 32;
    case 'd':
      return 64;
    case 'q':
      return 128;
    default:
      return 0;
  }
}

std::optional<Operand> ParseScalar(std::string_view text) {
  const int bits = text.empty() ? 0 : LaneBits(text[0]);
  if (bits == 0 || !Index(text.substr(1), 31).has_value()) return std::nullopt;
  return Register(text, bits);
}

// Of `v1.d[0]`, what follows the point.
bool ParseLane(std::string_view text, Operand& vector) {
  const int lane_bits = LaneBits(text[0]);
  text.remove_prefix(1);
  if (lane_bits == 0 || !absl::ConsumePrefix(&text, "[") ||
      !absl::ConsumeSuffix(&text, "]")) {
    return false;
  }
  // The decoder writes lanes above 9 as hexadecimal digits.
  std::uint64_t lane = 0;
  const bool hexadecimal = absl::ConsumePrefix(&text, "0x");
  if (!(hexadecimal ? absl::SimpleHexAtoi(text, &lane)
                    : absl::SimpleAtoi(text, &lane)) ||
      lane >= static_cast<std::uint64_t>(128 / lane_bits)) {
    return false;
  }
  vector.bits = 128;
  vector.lanes = 128 / lane_bits;
  vector.lane = static_cast<int>(lane);
  return true;
}

// Of `v1.16b`, what follows the point.
bool ParseArrangement(std::string_view text, Operand& vector) {
  const int lane_bits = LaneBits(text.back());
  text.remove_suffix(1);
  vector.lanes = Index(text, 16).value_or(0);
  vector.bits = vector.lanes * lane_bits;
  return vector.bits == 64 || vector.bits == 128;
}

std::optional<Operand> ParseVector(std::string_view text) {
  const std::size_t point = text.find('.');
  if (point == std::string_view::npos) return ParseScalar(text);
  if (text[0] != 'v' || point + 1 == text.size()) return std::nullopt;
  if (!Index(text.substr(1, point - 1), 31).has_value()) return std::nullopt;
  Operand vector = Register(text.substr(0, point), 0);
  const std::string_view rest = text.substr(point + 1);
  const bool understood = rest.back() == ']' ? ParseLane(rest, vector)
                                             : ParseArrangement(rest, vector);
  if (!understood) return std::nullopt;
  return vector;
}

std::optional<std::uint64_t> ParseImmediate(std::string_view text) {
  if (!absl::ConsumePrefix(&text, "#")) return std::nullopt;
  const bool negative = absl::ConsumePrefix(&text, "-");
  const bool hexadecimal = absl::ConsumePrefix(&text, "0x");
  if (text.empty() || !absl::ascii_isxdigit(text[0])) return std::nullopt;
  std::uint64_t value = 0;
  if (!(hexadecimal ? absl::SimpleHexAtoi(text, &value)
                    : absl::SimpleAtoi(text, &value))) {
    return std::nullopt;
  }
  return negative ? 0 - value : value;
}

struct Word {
  std::string_view word;
  Modifier modifier;
};

constexpr Word kModifiers[] = {
    {"lsl", {Modifier::Kind::kLsl}},
    {"lsr", {Modifier::Kind::kLsr}},
    {"asr", {Modifier::Kind::kAsr}},
    {"ror", {Modifier::Kind::kRor}},
    {"uxtb", {Modifier::Kind::kUnsigned, 8}},
    {"uxth", {Modifier::Kind::kUnsigned, 16}},
    {"uxtw", {Modifier::Kind::kUnsigned, 32}},
    {"uxtx", {Modifier::Kind::kUnsigned, 64}},
    {"sxtb", {Modifier::Kind::kSigned, 8}},
    {"sxth", {Modifier::Kind::kSigned, 16}},
    {"sxtw", {Modifier::Kind::kSigned, 32}},
    {"sxtx", {Modifier::Kind::kSigned, 64}},
};

// `lsl #3`, `sxtw`, `uxtx #2`. A shift always says by how much.
std::optional<Modifier> ParseModifier(std::string_view text) {
  const std::size_t space = text.find(' ');
  for (const auto& [word, known] : kModifiers) {
    if (text.substr(0, space) != word) continue;
    Modifier modifier = known;
    if (space == std::string_view::npos) {
      const bool extends = modifier.kind == Modifier::Kind::kUnsigned ||
                           modifier.kind == Modifier::Kind::kSigned;
      return extends ? std::optional(modifier) : std::nullopt;
    }
    const std::optional<std::uint64_t> amount =
        ParseImmediate(text.substr(space + 1));
    if (!amount.has_value() || *amount > 63) return std::nullopt;
    modifier.amount = static_cast<int>(*amount);
    return modifier;
  }
  return std::nullopt;
}

// The text up to the next comma outside brackets; both leave `text`.
std::string_view TakeItem(std::string_view& text) {
  int depth = 0;
  std::size_t end = 0;
  for (; end < text.size(); ++end) {
    if (text[end] == '[') ++depth;
    if (text[end] == ']') --depth;
    if (text[end] == ',' && depth == 0) break;
  }
  const std::string_view item = text.substr(0, end);
  text.remove_prefix(end < text.size() ? end + 1 : end);
  absl::ConsumePrefix(&text, " ");
  return item;
}

// What follows the base within the brackets.
bool ParseOffset(std::string_view text, Operand& memory) {
  const std::string_view item = TakeItem(text);
  if (const auto displacement = ParseImmediate(item)) {
    memory.displacement = static_cast<std::int64_t>(*displacement);
    return text.empty();
  }
  const std::optional<Operand> index = ParseRegister(item);
  if (!index.has_value()) return false;
  memory.index = index->reg;
  if (text.empty()) return true;
  const std::optional<Modifier> modifier = ParseModifier(text);
  if (!modifier.has_value()) return false;
  memory.modifier = *modifier;
  if (modifier->kind == Modifier::Kind::kLsl) {
    memory.scale = std::int64_t{1} << modifier->amount;
  }
  return true;
}

std::optional<Operand> ParseMemory(std::string_view text) {
  Operand memory;
  memory.kind = Kind::kMemory;
  if (absl::ConsumeSuffix(&text, "!")) memory.write_back = WriteBack::kBefore;
  if (!absl::ConsumePrefix(&text, "[") || !absl::ConsumeSuffix(&text, "]")) {
    return std::nullopt;
  }
  const std::optional<Operand> base = ParseRegister(TakeItem(text));
  if (!base.has_value() || base->bits != 64 || base->reg == "xzr") {
    return std::nullopt;
  }
  memory.base = base->reg;
  if (!text.empty() && !ParseOffset(text, memory)) return std::nullopt;
  return memory;
}

bool IsName(std::string_view text) {
  return !text.empty() && absl::ascii_isalpha(text[0]) &&
         std::ranges::all_of(text, [](char letter) {
           return absl::ascii_isalnum(letter) || letter == '_';
         });
}

std::optional<Operand> ParseOperand(std::string_view text) {
  if (auto reg = ParseRegister(text)) return reg;
  if (auto vector = ParseVector(text)) return vector;
  if (auto memory = ParseMemory(text)) return memory;
  Operand operand;
  if (const auto immediate = ParseImmediate(text)) {
    operand.kind = Kind::kImmediate;
    operand.immediate = static_cast<std::int64_t>(*immediate);
  } else if (IsName(text)) {
    operand.kind = Kind::kName;
    operand.name = std::string(text);
  } else {
    return std::nullopt;
  }
  return operand;
}

// The displacement after `[x0]`: no operand of its own.
bool JoinsMemory(std::string_view item, Operand& memory) {
  const std::optional<std::uint64_t> by = ParseImmediate(item);
  if (!by.has_value() || !memory.index.empty() || memory.displacement != 0 ||
      memory.write_back != WriteBack::kNone) {
    return false;
  }
  memory.displacement = static_cast<std::int64_t>(*by);
  memory.write_back = WriteBack::kAfter;
  return true;
}

// A modifier, or the displacement: none of their own either.
bool JoinsLast(std::string_view item, std::vector<Operand>& operands) {
  if (operands.empty()) return false;
  Operand& last = operands.back();
  if (last.kind == Kind::kMemory) return JoinsMemory(item, last);
  const std::optional<Modifier> modifier = ParseModifier(item);
  if (!modifier.has_value() ||
      (last.kind != Kind::kRegister && last.kind != Kind::kImmediate)) {
    return false;
  }
  last.modifier = *modifier;
  if (last.kind == Kind::kImmediate && modifier->kind == Modifier::Kind::kLsl) {
    last.immediate <<= modifier->amount;
  }
  return true;
}

}  // namespace

std::optional<std::vector<Operand>> AArch64Operands(std::string_view text) {
  const std::string lower = absl::AsciiStrToLower(text);
  std::vector<Operand> operands;
  for (std::string_view rest = lower; !rest.empty();) {
    const std::string_view item = TakeItem(rest);
    if (JoinsLast(item, operands)) continue;
    std::optional<Operand> operand = ParseOperand(item);
    if (!operand.has_value()) return std::nullopt;
    operands.push_back(*std::move(operand));
  }
  return operands;
}

}  // namespace atomics_lab::listing
