// A litmus file is lines: a header, properties, `{ … }`, a table of code whose
// columns are threads, and a question.
#include "tools/litmus/parse.h"

#include <algorithm>
#include <array>
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
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "tools/litmus/dialect.h"
#include "tools/litmus/initial_value.h"
#include "tools/litmus/litmus.h"

namespace atomics_lab::litmus {
namespace {

// Beyond what diy7 writes, and few enough for numbers made of them to be small.
constexpr std::size_t kMostThreads = 16;

constexpr std::array<std::string_view, 6> kQuestions = {
    "exists", "~exists", "forall", "locations", "filter", "observed"};

bool IsName(std::string_view text) {
  return !text.empty() && !absl::ascii_isdigit(text[0]) &&
         std::all_of(text.begin(), text.end(), [](unsigned char c) {
           return absl::ascii_isalnum(c) || c == '_' || c == '.';
         });
}

class Parser {
 public:
  Parser(std::string_view text, std::string_view file)
      : text_(text), file_(file), lines_(absl::StrSplit(text, '\n')) {}

  absl::StatusOr<Test> Parse() {
    using Step = absl::Status (Parser::*)();
    for (const Step step : {&Parser::ParseHeader, &Parser::SkipProperties,
                            &Parser::ParseInitials, &Parser::ParseCode}) {
      ABSL_RETURN_IF_ERROR((this->*step)());
    }
    return std::move(test_);
  }

 private:
  absl::Status ParseHeader();
  absl::Status SkipProperties();
  absl::Status ParseInitials();
  absl::Status ParseInitial(std::string_view item);
  absl::Status ParseRegister(std::string_view left, std::string_view right);
  absl::Status ParseLocation(std::string_view type, std::string_view name,
                             std::string_view right);
  absl::Status ParseCode();
  absl::Status ParseThreadNames(const std::vector<std::string_view>& cells);
  absl::Status ParseRow(const std::vector<std::string_view>& cells);
  absl::StatusOr<std::vector<std::string_view>> Cells(std::string_view row);
  void AddLocation(std::string_view name);
  Thread& ThreadOf(std::size_t number);

  absl::Status Wrong(std::string_view what) const {
    return absl::InvalidArgumentError(Located(what));
  }
  absl::Status Unread(std::string_view what) const {
    return absl::UnimplementedError(Located(what));
  }
  std::string Located(std::string_view what) const {
    return absl::StrCat(file_, ":", line_ + 1, ": ", what);
  }
  bool AtEnd() const { return line_ >= lines_.size(); }
  std::string_view Line() const {
    return AtEnd() ? std::string_view()
                   : absl::StripAsciiWhitespace(lines_[line_]);
  }

  std::string_view text_;
  std::string_view file_;
  std::vector<std::string_view> lines_;
  std::size_t line_ = 0;
  const Dialect* dialect_ = nullptr;
  Test test_;
};

absl::Status Parser::ParseHeader() {
  const std::pair<std::string_view, std::string_view> words =
      absl::StrSplit(Line(), absl::MaxSplits(' ', 1));
  dialect_ = FindDialect(words.first);
  test_.name = std::string(absl::StripAsciiWhitespace(words.second));
  if (dialect_ == nullptr || test_.name.empty()) {
    return Unread("a test begins with AArch64 or X86_64 and its name");
  }
  test_.architecture = dialect_->architecture;
  ++line_;
  return absl::OkStatus();
}

absl::Status Parser::SkipProperties() {
  while (!AtEnd() && !absl::StartsWith(Line(), "{")) ++line_;
  return AtEnd() ? Wrong("there is no { that begins the initial state")
                 : absl::OkStatus();
}

// Items end at semicolons, wherever lines end.
absl::Status Parser::ParseInitials() {
  for (std::string_view rest = Line().substr(1);; ++line_, rest = Line()) {
    if (AtEnd()) return Wrong("the initial state has no }");
    const std::size_t close = rest.find('}');
    for (std::string_view item : absl::StrSplit(rest.substr(0, close), ';')) {
      ABSL_RETURN_IF_ERROR(ParseInitial(absl::StripAsciiWhitespace(item)));
    }
    if (close == std::string_view::npos) continue;
    if (!absl::StripAsciiWhitespace(rest.substr(close + 1)).empty()) {
      return Unread("code on the line of the }");
    }
    ++line_;
    return absl::OkStatus();
  }
}

// `0:X1=x`, `x=1`, `int x`, `uint64_t x=1`, `uint64_t 0:X1`.
absl::Status Parser::ParseInitial(std::string_view item) {
  if (item.empty()) return absl::OkStatus();
  const std::pair<std::string_view, std::string_view> sides =
      absl::StrSplit(item, absl::MaxSplits('=', 1));
  std::string_view left = absl::StripAsciiWhitespace(sides.first);
  const std::string_view right = absl::StripAsciiWhitespace(sides.second);
  std::string_view type;
  if (const std::size_t space = left.find_last_of(" \t");
      space != std::string_view::npos) {
    type = absl::StripAsciiWhitespace(left.substr(0, space));
    left = left.substr(space + 1);
  }
  return absl::StrContains(left, ':') ? ParseRegister(left, right)
                                      : ParseLocation(type, left, right);
}

absl::Status Parser::ParseRegister(std::string_view left,
                                   std::string_view right) {
  const std::pair<std::string_view, std::string_view> parts =
      absl::StrSplit(left, absl::MaxSplits(':', 1));
  unsigned thread = 0;
  if (!absl::SimpleAtoi(parts.first, &thread) || thread >= kMostThreads) {
    return Wrong(absl::StrCat("`", left, "` is no thread's register"));
  }
  Initial initial;
  initial.reg = dialect_->canonical(parts.second);
  if (initial.reg.empty()) {
    return Wrong(absl::StrCat("`", parts.second, "` is no general register"));
  }
  if (right.empty()) return absl::OkStatus();
  if (!ParseNumber(right, initial.value)) {
    if (!IsName(right)) {
      return Unread(absl::StrCat("`", right, "` as a register's value"));
    }
    initial.location = std::string(right);
    AddLocation(right);
  }
  ThreadOf(thread).initial.push_back(std::move(initial));
  return absl::OkStatus();
}

absl::Status Parser::ParseLocation(std::string_view type, std::string_view name,
                                   std::string_view right) {
  if (absl::ConsumePrefix(&name, "[")) absl::ConsumeSuffix(&name, "]");
  const int size = SizeOfType(type);
  if (!IsName(name) || size == 0) {
    return Unread(absl::StrCat("`", type, " ", name, "` in the initial state"));
  }
  std::uint64_t value = 0;
  if (!right.empty() && !ParseNumber(right, value)) {
    return Unread(absl::StrCat("`", right, "` as a location's value"));
  }
  AddLocation(name);
  for (Location& location : test_.locations) {
    if (location.name != name) continue;
    if (!type.empty()) {
      location.size = size;
      location.is_unsigned = type.starts_with('u');
    }
    if (!right.empty()) location.value = value;
  }
  return absl::OkStatus();
}

absl::Status Parser::ParseCode() {
  bool named = false;
  for (; !AtEnd(); ++line_) {
    if (Line().empty()) continue;
    const std::string_view word = Line().substr(0, Line().find_first_of(" [("));
    if (std::find(kQuestions.begin(), kQuestions.end(), word) !=
        kQuestions.end()) {
      break;
    }
    ABSL_ASSIGN_OR_RETURN(std::vector<std::string_view> cells, Cells(Line()));
    ABSL_RETURN_IF_ERROR(named ? ParseRow(cells) : ParseThreadNames(cells));
    named = true;
  }
  if (!named) return Wrong("there is no row of threads: ` P0 | P1 ;`");
  if (AtEnd()) return Wrong("there is no `exists` or `forall` at its end");
  const auto begin =
      static_cast<std::size_t>(lines_[line_].data() - text_.data());
  test_.text = std::string(text_.substr(0, begin));
  test_.question = std::string(text_.substr(begin));
  test_.question_line = line_ + 1;
  return absl::OkStatus();
}

absl::StatusOr<std::vector<std::string_view>> Parser::Cells(
    std::string_view row) {
  if (!absl::ConsumeSuffix(&row, ";")) {
    return Wrong("a row of code ends in a semicolon");
  }
  std::vector<std::string_view> cells = absl::StrSplit(row, '|');
  for (std::string_view& cell : cells) cell = absl::StripAsciiWhitespace(cell);
  return cells;
}

absl::Status Parser::ParseThreadNames(
    const std::vector<std::string_view>& cells) {
  if (cells.size() > kMostThreads) {
    return Unread(absl::StrCat("more than ", kMostThreads, " threads"));
  }
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (cells[i] != absl::StrCat("P", i)) {
      return Wrong(absl::StrCat("`", cells[i], "` where P", i, " would stand"));
    }
  }
  if (test_.threads.size() > cells.size()) {
    return Wrong("the initial state names a thread that has no code");
  }
  test_.threads.resize(cells.size());
  return absl::OkStatus();
}

absl::Status Parser::ParseRow(const std::vector<std::string_view>& cells) {
  if (cells.size() != test_.threads.size()) {
    return Wrong(absl::StrCat(cells.size(), " columns for ",
                              test_.threads.size(), " threads"));
  }
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (cells[i].empty()) continue;
    for (std::string_view location : dialect_->locations(cells[i])) {
      if (!IsName(location)) {
        return Unread(absl::StrCat("`", location, "` as a location"));
      }
      AddLocation(location);
    }
    test_.threads[i].code.emplace_back(cells[i]);
  }
  return absl::OkStatus();
}

void Parser::AddLocation(std::string_view name) {
  for (const Location& location : test_.locations) {
    if (location.name == name) return;
  }
  test_.locations.push_back({std::string(name), 4, 0});
}

Thread& Parser::ThreadOf(std::size_t number) {
  if (test_.threads.size() <= number) test_.threads.resize(number + 1);
  return test_.threads[number];
}

}  // namespace

absl::StatusOr<Test> Parse(std::string_view text, std::string_view file) {
  return Parser(text, file).Parse();
}

}  // namespace atomics_lab::litmus
