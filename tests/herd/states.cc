#include "tests/herd/states.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "absl/types/span.h"
#include "tools/litmus/final_states.h"
#include "tools/litmus/litmus.h"
#include "tools/litmus/translate.h"

namespace atomics_lab::herd {
namespace {

using Values = std::map<std::string, std::string_view, std::less<>>;

// "0:X1=-1; [x]=2;"
Values ValuesOf(std::string_view line) {
  Values values;
  for (std::string_view item : absl::StrSplit(line, ';', absl::SkipEmpty())) {
    const std::vector<std::string_view> sides = absl::StrSplit(item, '=');
    if (sides.size() == 2) {
      values.emplace(absl::StripAsciiWhitespace(sides[0]), sides[1]);
    }
  }
  return values;
}

absl::StatusOr<State> ParseState(std::string_view line,
                                 const litmus::Test& test,
                                 absl::Span<const litmus::Observed> observed) {
  const Values values = ValuesOf(line);
  State state;
  for (const litmus::Observed& one : observed) {
    const std::string name = litmus::HerdName(test, one);
    const auto found = values.find(name);
    std::int64_t value = 0;
    if (found == values.end() || !absl::SimpleAtoi(found->second, &value)) {
      return absl::InvalidArgumentError(absl::StrCat(
          "herd7, test ", test.name, ": `", line, "`: no number for ", name));
    }
    state.push_back(litmus::Cut(static_cast<std::uint64_t>(value),
                                litmus::WidthOf(test, one)));
  }
  return state;
}

}  // namespace

absl::StatusOr<std::map<std::string, std::vector<std::string>, std::less<>>>
ParseBlocks(std::string_view printed) {
  std::map<std::string, std::vector<std::string>, std::less<>> blocks;
  const std::vector<std::string_view> lines = absl::StrSplit(printed, '\n');
  std::string_view name;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    std::string_view line = lines[i];
    if (absl::ConsumePrefix(&line, "Test ")) {
      name = line.substr(0, line.find(' '));
    }
    std::size_t count = 0;
    if (!absl::ConsumePrefix(&line, "States ") ||
        !absl::SimpleAtoi(line, &count)) {
      continue;
    }
    if (count >= lines.size() - i) {
      return absl::InvalidArgumentError(absl::StrCat(
          "herd7, test ", name, ": announces ", count, " states and ends"));
    }
    const auto first = lines.begin() + static_cast<std::ptrdiff_t>(i) + 1;
    blocks[std::string(name)].assign(
        first, first + static_cast<std::ptrdiff_t>(count));
    i += count;
  }
  return blocks;
}

absl::StatusOr<States> ParseStates(
    const std::vector<std::string>& lines, const litmus::Test& test,
    absl::Span<const litmus::Observed> observed) {
  States states;
  for (const std::string& line : lines) {
    ABSL_ASSIGN_OR_RETURN(auto state, ParseState(line, test, observed));
    states.insert(std::move(state));
  }
  return states;
}

}  // namespace atomics_lab::herd
