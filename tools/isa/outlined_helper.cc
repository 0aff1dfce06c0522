#include "tools/isa/outlined_helper.h"

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "tools/listing/listing.h"

namespace atomics_lab::isa {
namespace {

constexpr std::string_view kPrefix = "__aarch64_";
constexpr std::array<std::string_view, 7> kOperations = {
    "casp", "cas", "swp", "ldadd", "ldset", "ldclr", "ldeor"};

// The operation that `text` begins with, taken from it; empty if none.
std::string_view TakeOperation(std::string_view& text) {
  for (std::string_view operation : kOperations) {
    if (absl::ConsumePrefix(&text, operation)) return operation;
  }
  return "";
}

int Width(std::string_view operation, std::string_view suffix,
          const listing::Instruction& atomic) {
  if (operation == "casp") return 16;
  if (suffix == "b") return 1;
  if (suffix == "h") return 2;
  return !atomic.operands.empty() && atomic.operands[0].reg.starts_with('x')
             ? 8
             : 4;
}

std::string_view Ordering(bool acquire, bool release) {
  if (acquire) return release ? "acq_rel" : "acq";
  return release ? "rel" : "relax";
}

// Of w0, to w0, at [x1], one byte wide and without ordering.
std::optional<std::uint32_t> UpdateWord(std::string_view operation) {
  if (operation == "ldadd") return 0x38200020;
  if (operation == "ldclr") return 0x38201020;
  if (operation == "ldeor") return 0x38202020;
  if (operation == "ldset") return 0x38203020;
  if (operation == "swp") return 0x38208020;
  return std::nullopt;
}

}  // namespace

bool IsOutlinedHelperName(std::string_view symbol) {
  return absl::ConsumePrefix(&symbol, kPrefix) &&
         !TakeOperation(symbol).empty() && !symbol.empty() &&
         absl::ascii_isdigit(symbol[0]);
}

std::string OutlinedHelperName(const listing::Instruction& atomic,
                               bool fenced) {
  std::string_view suffix = atomic.mnemonic;
  const std::string_view operation = TakeOperation(suffix);
  const bool acquire = absl::ConsumePrefix(&suffix, "a");
  const bool release = absl::ConsumePrefix(&suffix, "l");
  return absl::StrCat(kPrefix, operation == "casp" ? "cas" : operation,
                      Width(operation, suffix, atomic), "_",
                      fenced ? "sync" : Ordering(acquire, release));
}

std::optional<std::uint32_t> OutlinedHelperWord(std::string_view name) {
  if (!IsOutlinedHelperName(name)) return std::nullopt;
  absl::ConsumePrefix(&name, kPrefix);
  const std::string_view operation = TakeOperation(name);
  const std::size_t digits = name.find('_');
  std::uint32_t bytes = 0;
  if (digits == std::string_view::npos ||
      !absl::SimpleAtoi(name.substr(0, digits), &bytes) ||
      !std::has_single_bit(bytes) || bytes > 16) {
    return std::nullopt;
  }
  const std::string_view ordering = name.substr(digits + 1);
  const bool both = ordering == "acq_rel" || ordering == "sync";
  const std::uint32_t acquire = both || ordering == "acq" ? 1 : 0;
  const std::uint32_t release = both || ordering == "rel" ? 1 : 0;
  if (operation == "cas" && bytes == 16) {
    // casp x0, x1, x2, x3, [x4]
    return 0x48207C82 | acquire << 22 | release << 15;
  }
  if (bytes == 16) return std::nullopt;
  const auto size = static_cast<std::uint32_t>(std::countr_zero(bytes)) << 30;
  if (operation == "cas") {
    // cas w0, w1, [x2]
    return size | 0x08A07C41 | acquire << 22 | release << 15;
  }
  // swp w0, w0, [x1]
  const auto word = UpdateWord(operation);
  if (!word.has_value()) return std::nullopt;
  return size | *word | acquire << 23 | release << 22;
}

}  // namespace atomics_lab::isa
