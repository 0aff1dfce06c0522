// Counters whose machine code is made weaker, and what must come of it.
#ifndef ATOMICS_LAB_TESTS_MUTANTS_MUTANTS_H_
#define ATOMICS_LAB_TESTS_MUTANTS_MUTANTS_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "absl/types/span.h"
#include "tests/mutants/patch.h"

namespace atomics_lab::mutants {

// How much of a mutant is explored.
enum class Extent {
  kAll,
  // A wait that counts its rounds is cut off where it fills the window.
  kWindow,
};

struct Mutant {
  std::string_view name;  // unique
  std::string_view target;
  std::string_view counter;
  std::vector<Edit> edits;  // of the counter's Add
  int increments = 1;       // of each of two threads
  // All that Read can say at the end, under the target's own memory model.
  std::vector<std::uint64_t> outcomes;
  Extent extent = Extent::kAll;
  bool hangs = false;  // some executions never end

  // For the test's messages.
  template <typename Sink>
  friend void AbslStringify(Sink& sink, const Mutant& mutant) {
    sink.Append(mutant.name);
  }
};

absl::Span<const Mutant> Mutants();

}  // namespace atomics_lab::mutants

#endif  // ATOMICS_LAB_TESTS_MUTANTS_MUTANTS_H_
