#include "tools/lab/explore_request.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "tools/lab/options.h"

namespace atomics_lab::lab {
namespace {

absl::StatusOr<int> ParseCount(std::string_view flag, std::string_view text,
                               int most) {
  int count = 0;
  if (absl::SimpleAtoi(text, &count) && count >= 1 && count <= most) {
    return count;
  }
  return absl::InvalidArgumentError(absl::StrCat(
      "--", flag, "=", text, ": it takes a number from 1 to ", most));
}

// By how many bits a unit shifts; -1 for none of K, M, G.
int UnitShift(char unit) {
  switch (absl::ascii_toupper(static_cast<unsigned char>(unit))) {
    case 'K':
      return 10;
    case 'M':
      return 20;
    case 'G':
      return 30;
    default:
      return -1;
  }
}

absl::Status NoArgument(std::string_view flag, std::string_view text) {
  return absl::InvalidArgumentError(absl::StrCat(
      "--", flag, ": '", text,
      "' is no argument; it takes whole numbers and &variable, as in 'add(&x, "
      "1)'"));
}

absl::StatusOr<Argument> ParseArgument(std::string_view flag,
                                       std::string_view text) {
  if (text.starts_with('&') && text.size() > 1) {
    return Argument{.variable = std::string(text.substr(1))};
  }
  std::uint64_t value = 0;
  std::int64_t negative = 0;
  if (text.starts_with("0x") && absl::SimpleHexAtoi(text, &value)) {
    return Argument{.value = value};
  }
  if (absl::SimpleAtoi(text, &value)) return Argument{.value = value};
  if (absl::SimpleAtoi(text, &negative)) {
    return Argument{.value = static_cast<std::uint64_t>(negative)};
  }
  return NoArgument(flag, text);
}

absl::StatusOr<CallText> ParseCall(std::string_view flag,
                                   std::string_view text) {
  CallText call;
  if (!text.ends_with(')')) {
    call.function = std::string(text);
    return call;
  }
  const std::size_t open = text.rfind('(');
  if (open == std::string_view::npos || open == 0) {
    return NoArgument(flag, text);
  }
  call.function = std::string(absl::StripAsciiWhitespace(text.substr(0, open)));
  const std::string_view inside =
      absl::StripAsciiWhitespace(text.substr(open + 1, text.size() - open - 2));
  if (inside.empty()) return call;
  for (std::string_view part : absl::StrSplit(inside, ',')) {
    ABSL_ASSIGN_OR_RETURN(
        auto argument, ParseArgument(flag, absl::StripAsciiWhitespace(part)));
    call.arguments.push_back(std::move(argument));
  }
  return call;
}

std::vector<std::string_view> SplitCalls(std::string_view text) {
  std::vector<std::string_view> parts;
  int depth = 0;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '(' || text[i] == '<') ++depth;
    if (text[i] == ')' || text[i] == '>') --depth;
    if (text[i] != ',' || depth > 0) continue;
    parts.push_back(text.substr(begin, i - begin));
    begin = i + 1;
  }
  parts.push_back(text.substr(begin));
  return parts;
}

absl::StatusOr<int> ParseIncrements(const Options& options) {
  if (!options.calls.empty() && !options.increments.empty()) {
    return absl::InvalidArgumentError(
        "--calls and --increments are two names for one thing; give one");
  }
  if (!options.calls.empty()) {
    return ParseCount("calls", options.calls, kMostIncrements);
  }
  if (!options.increments.empty()) {
    return ParseCount("increments", options.increments, kMostIncrements);
  }
  // Two of a counter, as in the seed's race; functions are called once, as in a
  // litmus test.
  return options.words.size() > 1 ? 1 : 2;
}

absl::StatusOr<std::vector<CallText>> ParseThreads(
    const std::vector<std::string>& texts) {
  std::vector<CallText> threads;
  threads.reserve(texts.size());
  for (const std::string& text : texts) {
    ABSL_ASSIGN_OR_RETURN(
        auto call, ParseCall("thread", absl::StripAsciiWhitespace(text)));
    if (call.function.empty() || SplitCalls(text).size() != 1) {
      return absl::InvalidArgumentError(absl::StrCat(
          "--thread=", text, ": it takes one call, as in 'add(&x, 1)'"));
    }
    threads.push_back(std::move(call));
  }
  return threads;
}

}  // namespace

absl::StatusOr<std::size_t> ParseMemory(std::string_view text) {
  absl::Status refused = absl::InvalidArgumentError(absl::StrCat(
      "--max-memory=", text, ": it takes a size such as 512M or 4G"));
  if (text.empty()) return refused;
  const int shift = UnitShift(text.back());
  const std::string_view digits =
      shift < 0 ? text : text.substr(0, text.size() - 1);
  std::size_t count = 0;
  if (!absl::SimpleAtoi(digits, &count) || count == 0) return refused;
  if (shift > 0 && count > (~std::size_t{0} >> shift)) return refused;
  return shift > 0 ? count << shift : count;
}

absl::StatusOr<ExploreBounds> ParseBounds(const Options& options) {
  const std::string threads_said =
      options.threads.empty() ? "2" : options.threads;
  ABSL_ASSIGN_OR_RETURN(const auto threads,
                        ParseCount("threads", threads_said, kMostThreads));
  ABSL_ASSIGN_OR_RETURN(const auto increments, ParseIncrements(options));
  ABSL_ASSIGN_OR_RETURN(const auto memory, ParseMemory(options.max_memory));
  return ExploreBounds{
      .threads = threads, .increments = increments, .memory = memory};
}

absl::StatusOr<std::vector<CallText>> ParseCalls(std::string_view text) {
  std::vector<CallText> calls;
  for (std::string_view part : SplitCalls(text)) {
    ABSL_ASSIGN_OR_RETURN(
        auto call, ParseCall("function", absl::StripAsciiWhitespace(part)));
    if (call.function.empty()) {
      return absl::InvalidArgumentError(absl::StrCat(
          "--function=", text, ": it takes names with commas between them"));
    }
    calls.push_back(std::move(call));
  }
  return calls;
}

absl::StatusOr<std::vector<CallText>> ThreadsOf(const Options& options,
                                                const ExploreBounds& bounds) {
  auto calls = options.thread.empty() ? ParseCalls(options.function)
                                      : ParseThreads(options.thread);
  if (!calls.ok()) return calls.status();
  if (options.thread.empty() && calls->size() == 1) {
    const CallText call = calls->front();
    calls->resize(static_cast<std::size_t>(bounds.threads), call);
  }
  if (calls->size() > static_cast<std::size_t>(kMostThreads)) {
    return absl::InvalidArgumentError(absl::StrCat(
        options.thread.empty() ? "--function names " : "--thread names ",
        calls->size(), " threads; at most ", kMostThreads, " are explored"));
  }
  return calls;
}

}  // namespace atomics_lab::lab
