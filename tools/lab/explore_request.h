// What `lab explore` was asked, read and checked.
#ifndef ATOMICS_LAB_TOOLS_LAB_EXPLORE_REQUEST_H_
#define ATOMICS_LAB_TOOLS_LAB_EXPLORE_REQUEST_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "tools/lab/options.h"

namespace atomics_lab::lab {

inline constexpr int kMostThreads = 8;
inline constexpr int kMostIncrements = 1000;

// How much is explored.
struct ExploreBounds {
  int threads = 2;
  int increments = 2;
  std::size_t memory = std::size_t{4} << 30;  // bytes
};

// A number, or the address of a variable.
struct Argument {
  std::uint64_t value = 0;
  std::string variable;  // if not empty, its address counts
};

// "add(&counter, 1)".
struct CallText {
  std::string function;
  std::vector<Argument> arguments;
};

// Reads --threads, --increments or --calls, and --max-memory.
// Errors: InvalidArgument, one line: no number, or out of range; both of the
// names for one thing.
absl::StatusOr<ExploreBounds> ParseBounds(const Options& options);

// "4G", "512M", "64K", "1000000". Errors: InvalidArgument, also for 0.
absl::StatusOr<std::size_t> ParseMemory(std::string_view text);

// Calls with commas between them. What stands in parentheses after a name are
// arguments: whole numbers (decimal, 0x…, negative) and &variable. Commas
// within parentheses and angle brackets separate no calls.
// Errors: InvalidArgument, one line.
absl::StatusOr<std::vector<CallText>> ParseCalls(std::string_view text);

// What each thread calls, of --thread or --function. One call in --function:
// each of the bounds' threads makes it. Several: each has a thread.
// Requires: one of both is given. Errors: as ParseCalls; too many threads.
absl::StatusOr<std::vector<CallText>> ThreadsOf(const Options& options,
                                                const ExploreBounds& bounds);

}  // namespace atomics_lab::lab

#endif  // ATOMICS_LAB_TOOLS_LAB_EXPLORE_REQUEST_H_
