// Litmus tests in C++: which outcomes each target's code can produce.
#ifndef ATOMICS_LAB_TOOLS_RESULT_LITMUS_MATRIX_H_
#define ATOMICS_LAB_TOOLS_RESULT_LITMUS_MATRIX_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tools/result/exploration.h"

namespace atomics_lab::result {

using LitmusOutcome = std::vector<std::uint64_t>;

// A test with one order on one target.
struct LitmusCell {
  std::string target;
  std::string model;                    // "sc", "tso", "armv8"
  std::string not_explored;             // why not; empty if it was
  bool reached = false;                 // the outcome in question
  std::vector<LitmusOutcome> outcomes;  // all of them

  friend bool operator==(const LitmusCell&, const LitmusCell&) = default;
};

enum class LitmusVerdict { kForbids, kAllows, kRace };

// A test with one order.
struct LitmusRow {
  std::string test;
  std::string order;
  LitmusVerdict cpp = LitmusVerdict::kForbids;  // C++, of that outcome
  std::vector<LitmusCell> cells;                // by target

  friend bool operator==(const LitmusRow&, const LitmusRow&) = default;
};

struct LitmusTest {
  std::string name;
  std::string question;               // what the outcome would mean
  std::vector<std::string> observed;  // "P1", "litmus_x"
  LitmusOutcome asked;                // the outcome in question

  friend bool operator==(const LitmusTest&, const LitmusTest&) = default;
};

struct LitmusMatrix {
  std::vector<std::string> targets;
  std::vector<LitmusTest> tests;
  std::vector<LitmusRow> rows;  // of one test together

  friend bool operator==(const LitmusMatrix&, const LitmusMatrix&) = default;
};

// Whether all was explored, and no target's code does what C++ forbids.
bool KeepsCpp(const LitmusMatrix& matrix);

// "forbids", "allows", "race".
std::string LitmusVerdictName(LitmusVerdict verdict);

// Guarantees: valid UTF-8; keys in a fixed order; ends with a newline.
std::string LitmusMatrixToJson(const LitmusMatrix& matrix);

// One test with one order, its threads linked from two targets' objects.
struct LitmusMixCase {
  std::string test;
  std::string order;
  std::string threads;  // the target of each, P0's first, as a letter: "abb"
  std::string not_explored;
  bool reached = false;
  // Where it was reached: how.
  std::optional<Exploration> exploration;

  friend bool operator==(const LitmusMixCase&, const LitmusMixCase&) = default;
};

// What C++ forbids, asked of two targets' code together.
struct LitmusMix {
  std::string a;  // the targets
  std::string b;
  std::string not_linked;  // why not; empty if they were
  std::vector<LitmusMixCase> cases;

  friend bool operator==(const LitmusMix&, const LitmusMix&) = default;
};

// Whether all was explored, and no pair does what C++ forbids.
bool KeepsCpp(const std::vector<LitmusMix>& mixes);

// As above.
std::string LitmusMixesToJson(const std::vector<LitmusMix>& mixes);

}  // namespace atomics_lab::result

#endif  // ATOMICS_LAB_TOOLS_RESULT_LITMUS_MATRIX_H_
