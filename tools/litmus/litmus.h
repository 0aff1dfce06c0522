// Litmus tests as diy7 writes them: a few threads of assembly over named
// locations.
//
// The format is herdtools7's (https://github.com/herd/herdtools7, "litmus"); of
// it, what AArch64 and X86_64 tests of diy7 use. What a test asks at its end
// (`exists`, `forall`, `locations`) is kept apart for question.h: a comparison
// of whole sets of final states asks for everything.
#ifndef ATOMICS_LAB_TOOLS_LITMUS_LITMUS_H_
#define ATOMICS_LAB_TOOLS_LITMUS_LITMUS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "tools/listing/listing.h"

namespace atomics_lab::litmus {

// A shared location.
struct Location {
  std::string name;
  int size = 4;  // bytes: 1, 2, 4 or 8
  std::uint64_t value = 0;
  bool is_unsigned = false;  // its type

  friend bool operator==(const Location&, const Location&) = default;
};

// What a register holds at the start.
struct Initial {
  std::string reg;       // canonical, in lower case: "x0", "rax"
  std::string location;  // its address; empty: `value`
  std::uint64_t value = 0;

  friend bool operator==(const Initial&, const Initial&) = default;
};

struct Thread {
  std::vector<Initial> initial;
  // One instruction, or a label with its colon, per element.
  std::vector<std::string> code;
};

struct Test {
  listing::Architecture architecture = listing::Architecture::kAArch64;
  std::string name;
  std::vector<Location> locations;  // by first mention
  std::vector<Thread> threads;
  // The text before the question, so that herd7 can be given another one; and
  // the question, from its line on.
  std::string text;
  std::string question;
  std::size_t question_line = 0;  // from 1
};

// A value that can be told apart at the end.
struct Observed {
  static constexpr int kMemory = -1;

  int thread = kMemory;
  std::string name;  // of a register, canonical; of a location

  friend bool operator==(const Observed&, const Observed&) = default;
};

// All that a test's end can show: each general register that its code names,
// except those that start with an address, then each location.
std::vector<Observed> EverythingObservable(const Test& test);

// The size of a location. Requires: the test has it.
int SizeOf(const Test& test, std::string_view location);

}  // namespace atomics_lab::litmus

#endif  // ATOMICS_LAB_TOOLS_LITMUS_LITMUS_H_
