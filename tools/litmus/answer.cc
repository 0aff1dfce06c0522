#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/types/span.h"
#include "tools/litmus/final_states.h"
#include "tools/litmus/litmus.h"
#include "tools/litmus/question.h"
#include "tools/litmus/translate.h"

namespace atomics_lab::litmus {
namespace {

using Kind = Proposition::Kind;
using Quantifier = Question::Quantifier;

std::string_view QuantifierName(Quantifier quantifier) {
  switch (quantifier) {
    case Quantifier::kExists:
      return "exists";
    case Quantifier::kNotExists:
      return "~exists";
    case Quantifier::kForall:
      return "forall";
  }
  return "";
}

// The word that herd7 prints for a test with that question.
std::string_view Mode(Quantifier quantifier) {
  switch (quantifier) {
    case Quantifier::kExists:
      return "Allowed";
    case Quantifier::kNotExists:
      return "Forbidden";
    case Quantifier::kForall:
      return "Required";
  }
  return "";
}

std::string Text(const Test& test, const Proposition& proposition);

std::string Parts(const Test& test, const Proposition& whole,
                  std::string_view between) {
  const auto append = [&](std::string* out, const Proposition& part) {
    const bool bare = part.parts.size() < 2 ||
                      (whole.kind == Kind::kOr && part.kind == Kind::kAnd);
    absl::StrAppend(out, bare ? "" : "(", Text(test, part), bare ? "" : ")");
  };
  return absl::StrJoin(whole.parts, between, append);
}

std::string Text(const Test& test, const Proposition& proposition) {
  switch (proposition.kind) {
    case Kind::kTrue:
      return "true";
    case Kind::kFalse:
      return "false";
    case Kind::kEquals: {
      const std::string one =
          Show({proposition.value}, test, {proposition.what});
      return one.substr(0, one.size() - 1);  // its semicolon
    }
    case Kind::kNot:
      return absl::StrCat("not (", Text(test, proposition.parts[0]), ")");
    case Kind::kAnd:
      return Parts(test, proposition, " /\\ ");
    case Kind::kOr:
      return Parts(test, proposition, " \\/ ");
    case Kind::kImplies:
      return Parts(test, proposition, " => ");
  }
  return "";
}

// a => b => c is a => (b => c).
bool Implies(const Proposition& chain, absl::Span<const Observed> observed,
             const State& state) {
  const auto last = chain.parts.end() - 1;
  return std::any_of(chain.parts.begin(), last,
                     [&](const Proposition& part) {
                       return !Holds(part, observed, state);
                     }) ||
         Holds(*last, observed, state);
}

}  // namespace

bool Holds(const Proposition& proposition, absl::Span<const Observed> observed,
           const State& state) {
  const auto holds = [&](const Proposition& part) {
    return Holds(part, observed, state);
  };
  switch (proposition.kind) {
    case Kind::kTrue:
      return true;
    case Kind::kFalse:
      return false;
    case Kind::kEquals: {
      const auto at = std::ranges::find(observed, proposition.what);
      return state[static_cast<std::size_t>(at - observed.begin())] ==
             proposition.value;
    }
    case Kind::kNot:
      return !holds(proposition.parts[0]);
    case Kind::kAnd:
      return std::ranges::all_of(proposition.parts, holds);
    case Kind::kOr:
      return std::ranges::any_of(proposition.parts, holds);
    case Kind::kImplies:
      return Implies(proposition, observed, state);
  }
  return false;
}

std::string QuestionText(const Test& test, const Question& question) {
  return absl::StrCat(QuantifierName(question.quantifier), " (",
                      Text(test, question.proposition), ")");
}

bool Decides(const Question& question, const State& state) {
  const bool holds = Holds(question.proposition, question.observed, state);
  return question.quantifier == Quantifier::kForall ? !holds : holds;
}

Answer AnswerOf(const Question& question, const States& states, bool complete) {
  Answer answer{.complete = complete};
  bool decided = false;
  for (const State& state : states) {
    const bool holds = Holds(question.proposition, question.observed, state);
    ++(holds ? answer.holding : answer.failing);
    decided = decided || Decides(question, state);
  }
  if (!decided && !complete) return answer;
  const bool good = decided == (question.quantifier == Quantifier::kExists);
  answer.word = good ? Answer::Word::kOk : Answer::Word::kNo;
  return answer;
}

std::string_view WordName(Answer::Word word) {
  switch (word) {
    case Answer::Word::kOk:
      return "Ok";
    case Answer::Word::kNo:
      return "No";
    case Answer::Word::kUnknown:
      return "Unknown";
  }
  return "";
}

std::string_view ObservationName(const Answer& answer) {
  if (answer.holding > 0 && answer.failing > 0) return "Sometimes";
  if (!answer.complete) return "Unknown";
  return answer.holding == 0 ? "Never" : "Always";
}

std::string AnswerText(const Test& test, const Question& question,
                       const States& states, const Answer& answer) {
  std::string text =
      absl::StrCat("Test ", test.name, " ", Mode(question.quantifier),
                   "\nStates ", states.size(), "\n");
  for (const State& state : states) {
    absl::StrAppend(&text, Show(state, test, question.observed), "\n");
  }
  const bool inverted = question.quantifier == Quantifier::kNotExists;
  return absl::StrCat(
      text, WordName(answer.word),
      "\nWitnesses\nPositive: ", inverted ? answer.failing : answer.holding,
      " Negative: ", inverted ? answer.holding : answer.failing, "\nCondition ",
      QuestionText(test, question), "\nObservation ", test.name, " ",
      ObservationName(answer), " ", answer.holding, " ", answer.failing, "\n");
}

}  // namespace atomics_lab::litmus
