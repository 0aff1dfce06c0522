#include "tools/replay/follow.h"

#include <cstddef>
#include <functional>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "tools/replay/forecast.h"
#include "tools/replay/turns.h"

namespace atomics_lab::replay {
namespace {

absl::Status CannotFollow(std::size_t turn, std::size_t thread,
                          std::string_view why) {
  return absl::InvalidArgumentError(
      absl::StrCat("turn ", turn, ": thread ", thread + 1, " ", why));
}

}  // namespace

absl::Status FollowTurns(
    const Turns& turns, const Forecast& forecast,
    const std::function<absl::StatusOr<Unit>(std::size_t thread)>& step,
    const std::function<bool()>& over) {
  for (std::size_t i = 0; i < turns.size() && !over(); ++i) {
    const std::size_t thread = turns[i];
    bool accessed = false;
    while (!accessed && !over()) {
      if (forecast.Finished(thread)) {
        return CannotFollow(i + 1, thread,
                            "makes no more accesses to shared memory");
      }
      ABSL_ASSIGN_OR_RETURN(const Unit unit, step(thread));
      accessed = !unit.accesses.empty();
    }
  }
  for (std::size_t thread = 0; thread < forecast.threads(); ++thread) {
    while (!forecast.Finished(thread) && !over()) {
      ABSL_ASSIGN_OR_RETURN(const Unit unit, step(thread));
      if (unit.accesses.empty()) continue;
      return CannotFollow(turns.size() + 1, thread,
                          "has not finished, and the schedule ends");
    }
  }
  return absl::OkStatus();
}

}  // namespace atomics_lab::replay
