#include "tools/litmus/question.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "tools/litmus/dialect.h"
#include "tools/litmus/final_states.h"
#include "tools/litmus/initial_value.h"
#include "tools/litmus/litmus.h"

namespace atomics_lab::litmus {
namespace {

using Kind = Proposition::Kind;

// Far more than people write, and few enough for the stack.
constexpr int kDeepest = 100;

bool IsWordByte(char c) {
  return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '_' ||
         c == '.' || c == '-';
}

class Parser {
 public:
  Parser(const Test& test, std::string_view file)
      : test_(test), file_(file), rest_(test.question) {}

  absl::StatusOr<Question> Parse() {
    absl::Status read = Locations();
    if (read.ok()) read = Quantifier();
    if (!read.ok()) return read;
    ABSL_ASSIGN_OR_RETURN(auto proposition, Disjunction());
    if (!Next().empty()) return Unexpected("the question's end");
    question_.proposition = std::move(proposition);
    // X2 before X10.
    std::ranges::sort(question_.observed, {}, [](const Observed& one) {
      return std::tuple(one.thread == Observed::kMemory, one.thread,
                        one.thread == Observed::kMemory ? 0 : one.name.size(),
                        one.name);
    });
    return std::move(question_);
  }

 private:
  absl::Status Locations() {
    if (!Take("locations")) return absl::OkStatus();
    if (!Take("[")) return Unexpected("[");
    while (!Take("]")) {
      if (Take(";")) continue;
      ABSL_ASSIGN_OR_RETURN(auto what, What());
    }
    return absl::OkStatus();
  }

  absl::Status Quantifier() {
    const bool negated = Take("~");
    if (Take("exists")) {
      question_.quantifier = negated ? Question::Quantifier::kNotExists
                                     : Question::Quantifier::kExists;
      return absl::OkStatus();
    }
    question_.quantifier = Question::Quantifier::kForall;
    if (!negated && Take("forall")) return absl::OkStatus();
    return Unread(absl::StrCat(
        "`", Next(), "` where exists, ~exists or forall would stand"));
  }

  // As in herd7, => binds tightest, then /\, then \/.
  absl::StatusOr<Proposition> Disjunction() {
    return Chain(Kind::kOr, "\\/", &Parser::Conjunction);
  }
  absl::StatusOr<Proposition> Conjunction() {
    return Chain(Kind::kAnd, "/\\", &Parser::Implication);
  }
  absl::StatusOr<Proposition> Implication() {
    return Chain(Kind::kImplies, "=>", &Parser::Unary);
  }

  using Reader = absl::StatusOr<Proposition> (Parser::*)();

  // Parts with `between` between them; one part alone is itself.
  absl::StatusOr<Proposition> Chain(Kind kind, std::string_view between,
                                    Reader part) {
    Proposition made{.kind = kind};
    do {
      auto next = (this->*part)();
      if (!next.ok()) return next;
      made.parts.push_back(*std::move(next));
    } while (Take(between));
    if (made.parts.size() > 1) return made;
    Proposition only = std::move(made.parts.front());
    return only;
  }

  absl::StatusOr<Proposition> Unary() {
    if (++depth_ > kDeepest) return Unread("a question nested so deeply");
    auto made = Take("not") || Take("~") ? Negation() : Primary();
    --depth_;
    return made;
  }

  absl::StatusOr<Proposition> Negation() {
    auto inner = Unary();
    if (!inner.ok()) return inner;
    return Proposition{.kind = Kind::kNot, .parts = {*std::move(inner)}};
  }

  absl::StatusOr<Proposition> Primary() {
    if (Take("true")) return Proposition{.kind = Kind::kTrue};
    if (Take("false")) return Proposition{.kind = Kind::kFalse};
    if (!Take("(")) return Equality();
    auto inner = Disjunction();
    if (inner.ok() && !Take(")")) return Unexpected(")");
    return inner;
  }

  absl::StatusOr<Proposition> Equality() {
    ABSL_ASSIGN_OR_RETURN(auto what, What());
    if (!Take("=")) return Unexpected("=");
    const std::string_view right = Next();
    std::uint64_t value = 0;
    if (!ParseNumber(right, value)) {
      return Unread(absl::StrCat("`", right, "` as a value"));
    }
    Take(right);
    value = Cut(value, WidthOf(test_, what));
    return Proposition{
        .kind = Kind::kEquals, .what = std::move(what), .value = value};
  }

  // `0:X1`, `x`, `[x]`: added to what is observed.
  absl::StatusOr<Observed> What() {
    const bool bracketed = Take("[");
    const std::string word(Next());
    Take(word);
    auto what = !bracketed && Take(":") ? Register(word) : Variable(word);
    if (!what.ok()) return what;
    if (bracketed && !Take("]")) return Unexpected("]");
    auto& all = question_.observed;
    if (std::ranges::find(all, *what) == all.end()) all.push_back(*what);
    return what;
  }

  absl::StatusOr<Observed> Register(std::string_view thread) {
    const std::string_view reg = Next();
    Observed made;
    made.name = DialectOf(test_.architecture).canonical(reg);
    if (!absl::SimpleAtoi(thread, &made.thread) || made.thread < 0 ||
        static_cast<std::size_t>(made.thread) >= test_.threads.size()) {
      return Wrong(absl::StrCat("`", thread, ":", reg, "`: no such thread"));
    }
    if (made.name.empty()) {
      return Wrong(absl::StrCat("`", reg, "` is no general register"));
    }
    Take(reg);
    return made;
  }

  absl::StatusOr<Observed> Variable(std::string_view name) {
    if (std::ranges::find(test_.locations, name, &Location::name) ==
        test_.locations.end()) {
      return Wrong(absl::StrCat("`", name, "` is no location of the test"));
    }
    return Observed{.name = std::string(name)};
  }

  // The word or the sign that comes next; empty at the end.
  std::string_view Next() {
    while (!rest_.empty() &&
           absl::ascii_isspace(static_cast<unsigned char>(rest_[0]))) {
      rest_.remove_prefix(1);
    }
    for (const std::string_view sign : {"/\\", "\\/", "=>"}) {
      if (rest_.starts_with(sign)) return sign;
    }
    const auto end = std::ranges::find_if_not(rest_, IsWordByte);
    const auto size = static_cast<std::size_t>(end - rest_.begin());
    return rest_.substr(0, std::max<std::size_t>(size, 1));
  }

  bool Take(std::string_view token) {
    if (token.empty() || Next() != token) return false;
    rest_.remove_prefix(token.size());
    return true;
  }

  absl::Status Unexpected(std::string_view wanted) {
    const std::string_view next = Next();
    return Wrong(next.empty() ? absl::StrCat("the question lacks ", wanted)
                              : absl::StrCat("`", next, "` where ", wanted,
                                             " would stand"));
  }
  absl::Status Wrong(std::string_view what) const {
    return absl::InvalidArgumentError(Located(what));
  }
  absl::Status Unread(std::string_view what) const {
    return absl::UnimplementedError(
        absl::StrCat(Located(what), ": not read here"));
  }
  std::string Located(std::string_view what) const {
    return absl::StrCat(file_, ":", test_.question_line, ": ", what);
  }

  const Test& test_;
  std::string_view file_;
  std::string_view rest_;
  int depth_ = 0;
  Question question_;
};

}  // namespace

absl::StatusOr<Question> ParseQuestion(const Test& test,
                                       std::string_view file) {
  return Parser(test, file).Parse();
}

}  // namespace atomics_lab::litmus
