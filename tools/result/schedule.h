// An order in which threads go, as a file: what a reader drove on the page,
// what a replay followed, or what somebody wrote down.
#ifndef ATOMICS_LAB_TOOLS_RESULT_SCHEDULE_H_
#define ATOMICS_LAB_TOOLS_RESULT_SCHEDULE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace atomics_lab::result {

// A thread's next access to shared memory, and all that it does on the way.
struct ScheduleStep {
  int thread = 0;           // from 1
  std::string instruction;  // that makes it; empty: whichever comes
  // "read", "write", "read-modify-write"; empty: all accesses of the
  // instruction.
  std::string action;

  friend bool operator==(const ScheduleStep&, const ScheduleStep&) = default;
};

struct Schedule {
  std::string counter;
  std::string target;
  int threads = 0;
  int increments = 0;  // of each thread
  // Where it ends, if that is known.
  std::optional<std::uint64_t> outcome;
  std::vector<ScheduleStep> steps;

  friend bool operator==(const Schedule&, const Schedule&) = default;
};

// One object, schema "atomics-lab/schedule".
std::string ScheduleToJson(const Schedule& schedule);

// Reads what ScheduleToJson wrote. A step may also be a mere number, its
// thread. Errors: those of ReadDocument; a thread that is none of `threads`; an
// action that is none.
absl::StatusOr<Schedule> ScheduleFromJson(std::string_view text,
                                          std::string_view name);

}  // namespace atomics_lab::result

#endif  // ATOMICS_LAB_TOOLS_RESULT_SCHEDULE_H_
