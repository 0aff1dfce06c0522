#include "tools/text/printable.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

namespace atomics_lab::text {
namespace {

constexpr std::string_view kReplacement = "\xef\xbf\xbd";

bool IsContinuation(char byte) {
  return (static_cast<unsigned char>(byte) & 0xc0U) == 0x80U;
}

// By the first byte; 0 where no sequence starts so.
std::size_t SequenceLength(unsigned char first) {
  if (first < 0x80) return 1;
  if (first >= 0xc2 && first < 0xe0) return 2;
  if (first >= 0xe0 && first < 0xf0) return 3;
  if (first >= 0xf0 && first < 0xf5) return 4;
  return 0;
}

char32_t Assemble(std::string_view sequence) {
  const auto first = static_cast<unsigned char>(sequence[0]);
  if (sequence.size() == 1) return first;
  char32_t code_point = first & (0x7fU >> sequence.size());
  for (char byte : sequence.substr(1)) {
    code_point =
        (code_point << 6U) | (static_cast<unsigned char>(byte) & 0x3fU);
  }
  return code_point;
}

// Overlong spellings of three and four bytes, surrogates, and what lies beyond
// the last code point.
bool IsMisspelt(char32_t code_point, std::size_t length) {
  if (length == 3) {
    return code_point < 0x800 || (code_point >= 0xd800 && code_point < 0xe000);
  }
  return length == 4 && (code_point < 0x10000 || code_point > 0x10ffff);
}

// The sequence of one code point at the front of `text`, which is not empty;
// nothing if there is no well-formed one.
std::optional<std::string_view> FrontSequence(std::string_view text) {
  const std::size_t length =
      SequenceLength(static_cast<unsigned char>(text.front()));
  if (length == 0 || length > text.size()) return std::nullopt;
  const std::string_view sequence = text.substr(0, length);
  if (!std::ranges::all_of(sequence.substr(1), IsContinuation) ||
      IsMisspelt(Assemble(sequence), length)) {
    return std::nullopt;
  }
  return sequence;
}

bool IsUnseen(char32_t c) {
  return c < 0x20 || (c >= 0x7f && c < 0xa0) ||  // controls
         (c >= 0x200b && c <= 0x200f) ||         // zero width, direction marks
         (c >= 0x2028 && c <= 0x202e) ||         // separators, embeddings
         (c >= 0x2060 && c <= 0x206f) ||         // joiners, isolates
         c == 0x061c || c == 0xfeff || (c & 0xfffeU) == 0xfffeU;
}

}  // namespace

std::string Printable(std::string_view text) {
  std::string printable;
  printable.reserve(text.size());
  while (!text.empty()) {
    const std::optional<std::string_view> sequence = FrontSequence(text);
    if (text.front() == '\t') {
      printable += ' ';
    } else if (!sequence.has_value() || IsUnseen(Assemble(*sequence))) {
      printable += kReplacement;
    } else {
      printable += *sequence;
    }
    text.remove_prefix(sequence.has_value() ? sequence->size() : 1);
  }
  return printable;
}

std::vector<std::string> PrintableLines(std::string_view text) {
  std::vector<std::string> lines;
  absl::ConsumeSuffix(&text, "\n");
  if (text.empty()) return lines;
  for (std::string_view line : absl::StrSplit(text, '\n')) {
    lines.push_back(Printable(absl::StripSuffix(line, "\r")));
  }
  return lines;
}

std::size_t DisplayWidth(std::string_view text) {
  return text.size() -
         static_cast<std::size_t>(std::ranges::count_if(text, IsContinuation));
}

std::string Shorten(std::string_view text, std::size_t width) {
  std::string printable = Printable(text);
  if (DisplayWidth(printable) <= width) return printable;
  std::size_t end = 0;
  for (std::size_t columns = 0; columns < width; ++end) {
    if (!IsContinuation(printable[end])) ++columns;
  }
  // `end` is past the first byte of the last column that remains, which the
  // ellipsis takes.
  printable.resize(end - 1);
  return printable + "…";
}

std::string Wrapped(std::string_view text, std::size_t width,
                    std::string_view indent) {
  std::string lines;
  std::string line;
  bool has_word = false;
  for (std::string_view word :
       absl::StrSplit(Printable(text), ' ', absl::SkipEmpty())) {
    if (has_word && DisplayWidth(line) + 1 + DisplayWidth(word) > width) {
      lines += std::exchange(line, std::string(indent)) + "\n";
      has_word = false;
    }
    if (has_word) line += ' ';
    line += Shorten(word, width - DisplayWidth(indent));
    has_word = true;
  }
  return lines + line + "\n";
}

}  // namespace atomics_lab::text
