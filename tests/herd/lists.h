// Lists of litmus tests that diy7 generates, the same each time.
#ifndef ATOMICS_LAB_TESTS_HERD_LISTS_H_
#define ATOMICS_LAB_TESTS_HERD_LISTS_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "tools/litmus/litmus.h"

namespace atomics_lab::herd {

struct List {
  std::string_view name;
  std::string_view architecture;  // as diy7 has it
  int processes = 0;              // at most
  int size = 0;                   // edges in a cycle, at most
  std::string_view edges;
  std::size_t tests = 0;  // that diy7 makes
  int stride = 0;         // the few are each stride-th of them
};

absl::Span<const List> Lists();

// What diy7 makes of the list, by name; only each `stride`-th of them.
// Requires: stride >= 1.
// Errors: NotFound if diy7 is not installed; those of litmus::Parse.
absl::StatusOr<std::vector<litmus::Test>> Generate(const List& list, int stride,
                                                   const std::string& folder);

}  // namespace atomics_lab::herd

#endif  // ATOMICS_LAB_TESTS_HERD_LISTS_H_
