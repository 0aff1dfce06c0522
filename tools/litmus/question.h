// What a litmus test asks of its final states, and what they answer.
//
// herd7's language: `exists`, `~exists` or `forall`, and a proposition of
// `0:X1=1`, `x=1` or `[x]=1`, `true`, `false`, `not` or `~`, `/\`, `\/`, `=>`
// and parentheses; `locations [x; 0:X1;]` before it shows more.
#ifndef ATOMICS_LAB_TOOLS_LITMUS_QUESTION_H_
#define ATOMICS_LAB_TOOLS_LITMUS_QUESTION_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "tools/litmus/final_states.h"
#include "tools/litmus/litmus.h"

namespace atomics_lab::litmus {

struct Proposition {
  enum class Kind { kTrue, kFalse, kEquals, kNot, kAnd, kOr, kImplies };

  Kind kind = Kind::kTrue;
  Observed what;            // of kEquals
  std::uint64_t value = 0;  // of kEquals, cut to the width of `what`
  std::vector<Proposition> parts;
};

struct Question {
  enum class Quantifier { kExists, kNotExists, kForall };

  Quantifier quantifier = Quantifier::kExists;
  Proposition proposition;
  // All that is named, which tells final states apart: registers by thread,
  // then locations, each by name.
  std::vector<Observed> observed;
};

// Reads `test.question`.
// Guarantees: survives any bytes.
// Errors, one line that begins with `file` and the line's number:
// InvalidArgument for what is no question, or names what the test does not
// have; Unimplemented for what is one but is not read here (`filter`,
// addresses).
absl::StatusOr<Question> ParseQuestion(const Test& test, std::string_view file);

// Requires: `state` has a number for each of `observed`, and the proposition
// names nothing else.
bool Holds(const Proposition& proposition, absl::Span<const Observed> observed,
           const State& state);

// As herd7 prints it: "exists (1:X0=1 /\ [x]=0)".
std::string QuestionText(const Test& test, const Question& question);

// What states say to a question.
struct Answer {
  enum class Word { kOk, kNo, kUnknown };

  Word word = Word::kUnknown;
  std::size_t holding = 0;  // states in which the proposition holds
  std::size_t failing = 0;  // the others
  bool complete = false;    // there are no others
};

// kUnknown where states that were not seen may decide it.
Answer AnswerOf(const Question& question, const States& states, bool complete);

// Whether it decides the question, as one such state does.
bool Decides(const Question& question, const State& state);

// Test, states, answer and observation as herd7 prints them. Positive and
// negative count final states, where herd7 counts executions.
std::string AnswerText(const Test& test, const Question& question,
                       const States& states, const Answer& answer);

// "Ok", "No", "Unknown"; "Never", "Sometimes", "Always", "Unknown".
std::string_view WordName(Answer::Word word);
std::string_view ObservationName(const Answer& answer);

}  // namespace atomics_lab::litmus

#endif  // ATOMICS_LAB_TOOLS_LITMUS_QUESTION_H_
