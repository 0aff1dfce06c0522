#include "tools/lessons/varying.h"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "absl/types/span.h"

namespace atomics_lab::lessons {
namespace {

// Nothing that may differ is longer.
constexpr std::size_t kLongest = 200;

bool AllAre(std::string_view text, bool (*is)(unsigned char)) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is);
}

bool IsNumber(std::string_view text) {
  const std::vector<std::string_view> halves = absl::StrSplit(text, '.');
  return halves.size() <= 2 &&
         std::all_of(halves.begin(), halves.end(), [](std::string_view half) {
           return AllAre(half, absl::ascii_isdigit);
         });
}

// A number and one of the units, with a blank between or none.
bool IsMeasured(std::string_view text,
                absl::Span<const std::string_view> units) {
  return std::any_of(units.begin(), units.end(), [text](std::string_view unit) {
    std::string_view number = text;
    if (!absl::ConsumeSuffix(&number, unit)) return false;
    absl::ConsumeSuffix(&number, " ");
    return IsNumber(number);
  });
}

bool IsTime(std::string_view text) {
  return IsMeasured(text, {"ns", "µs", "us", "ms", "s", "min"});
}

bool IsSize(std::string_view text) {
  return IsMeasured(text, {"B", "KiB", "MiB", "GiB"});
}

bool IsPercent(std::string_view text) { return IsMeasured(text, {"%"}); }

bool IsAddress(std::string_view text) {
  absl::ConsumePrefix(&text, "0x");
  return AllAre(text, absl::ascii_isxdigit);
}

// "4: 98 runs, 2: 1 run"
bool IsRuns(std::string_view text) {
  const std::vector<std::string_view> ends = absl::StrSplit(text, ", ");
  return std::all_of(ends.begin(), ends.end(), [](std::string_view end) {
    const std::vector<std::string_view> halves = absl::StrSplit(end, ": ");
    return halves.size() == 2 && IsNumber(halves[0]) &&
           IsMeasured(halves[1], {"runs", "run"});
  });
}

using Kind = std::function<bool(std::string_view)>;

const std::map<std::string_view, Kind>& Kinds() {
  static const auto& kinds = *new std::map<std::string_view, Kind>{
      {"number", IsNumber},   {"time", IsTime},       {"size", IsSize},
      {"percent", IsPercent}, {"address", IsAddress}, {"runs", IsRuns}};
  return kinds;
}

// Nothing if a name in braces is no kind: the braces are then text.
Kind KindOf(std::string_view name) {
  const auto kind = Kinds().find(name);
  if (kind != Kinds().end()) return kind->second;
  if (!absl::StrContains(name, '|')) return nullptr;
  const std::vector<std::string> choices = absl::StrSplit(name, '|');
  if (std::find(choices.begin(), choices.end(), "") != choices.end()) {
    return nullptr;
  }
  return [choices](std::string_view text) {
    return std::find(choices.begin(), choices.end(), text) != choices.end();
  };
}

void AppendLiteral(std::string_view text, Parts& parts) {
  if (text.empty()) return;
  if (parts.empty() || parts.back().matches != nullptr) parts.emplace_back();
  parts.back().literal += text;
}

Parts Split(std::string_view text) {
  Parts parts;
  while (!text.empty()) {
    const std::size_t close = text.find('}');
    if (text.front() == '{' && close != std::string_view::npos) {
      if (Kind kind = KindOf(text.substr(1, close - 1))) {
        parts.push_back({"", std::move(kind)});
        text.remove_prefix(close + 1);
        continue;
      }
    }
    AppendLiteral(text.substr(0, 1), parts);
    text.remove_prefix(1);
  }
  return parts;
}

bool NamesSomething(std::string_view text, const Parts& parts) {
  return absl::StrContains(text, '|') ||
         std::any_of(parts.begin(), parts.end(), [](const Part& part) {
           return std::any_of(part.literal.begin(), part.literal.end(),
                              absl::ascii_isalnum);
         });
}

std::size_t Blanks(std::string_view text) {
  return std::min(text.find_first_not_of(' '), text.size());
}

// How many bytes of `text` a literal takes; its columns may have moved.
std::optional<std::size_t> MatchLiteral(std::string_view literal,
                                        std::string_view text) {
  const std::size_t length = text.size();
  while (!literal.empty()) {
    if (text.empty() || literal.front() != text.front()) return std::nullopt;
    const std::size_t blanks = Blanks(literal);
    const bool column = blanks > 1;
    literal.remove_prefix(column ? blanks : 1);
    text.remove_prefix(column ? Blanks(text) : 1);
  }
  return length - text.size();
}

}  // namespace

absl::StatusOr<Parts> ReadPiece(std::string_view text) {
  Parts parts = Split(text);
  const bool differs =
      std::any_of(parts.begin(), parts.end(),
                  [](const Part& part) { return part.matches != nullptr; });
  if (!differs) {
    return absl::InvalidArgumentError(absl::StrCat(
        "nothing may differ in \"", text,
        "\"; put {number}, {time}, {size}, {percent}, {address}, {runs} or a "
        "choice like {2|3|4} where something does"));
  }
  if (!NamesSomething(text, parts)) {
    return absl::InvalidArgumentError(absl::StrCat(
        "\"", text,
        "\" fits nearly any line; quote words of the line beside it, or give a "
        "choice like {2|3|4}"));
  }
  return parts;
}

std::optional<std::size_t> MatchParts(absl::Span<const Part> parts,
                                      std::string_view text, bool whole) {
  if (parts.empty()) {
    if (whole && !text.empty()) return std::nullopt;
    return 0;
  }
  const Part& first = parts.front();
  if (first.matches == nullptr) {
    const auto taken = MatchLiteral(first.literal, text);
    if (!taken) return std::nullopt;
    const auto rest = MatchParts(parts.subspan(1), text.substr(*taken), whole);
    if (!rest) return std::nullopt;
    return *taken + *rest;
  }
  for (std::size_t size = std::min(text.size(), kLongest); size > 0; --size) {
    if (!first.matches(text.substr(0, size))) continue;
    const auto rest = MatchParts(parts.subspan(1), text.substr(size), whole);
    if (rest) return size + *rest;
  }
  return std::nullopt;
}

bool Loosen(const Parts& piece, Parts& line) {
  Parts loosened;
  bool found = false;
  for (const Part& part : line) {
    if (part.matches != nullptr) {
      loosened.push_back(part);
      continue;
    }
    std::string_view text = part.literal;
    while (!text.empty()) {
      const auto taken = MatchParts(piece, text, /*whole=*/false);
      if (!taken) {
        AppendLiteral(text.substr(0, 1), loosened);
        text.remove_prefix(1);
        continue;
      }
      found = true;
      for (const Part& inner : piece) {
        if (inner.matches == nullptr) {
          AppendLiteral(inner.literal, loosened);
        } else {
          loosened.push_back(inner);
        }
      }
      text.remove_prefix(*taken);
    }
  }
  line = std::move(loosened);
  return found;
}

}  // namespace atomics_lab::lessons
