#include "tools/replay/simulate.h"

#include <cstddef>
#include <cstdint>

#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "tools/explore/move.h"
#include "tools/explore/program.h"
#include "tools/explore/search.h"
#include "tools/isa/micro_op.h"
#include "tools/replay/follow.h"
#include "tools/replay/forecast.h"
#include "tools/replay/turns.h"

namespace atomics_lab::replay {
namespace {

// What is behind a forecast's last instruction, for Observe.
class End : public explore::FinalState {
 public:
  explicit End(const Forecast& forecast) : forecast_(forecast) {}

  absl::StatusOr<explore::Value> Read(std::uint64_t address,
                                      int size) const override {
    ABSL_ASSIGN_OR_RETURN(const std::uint64_t value,
                          forecast_.Read(address, size));
    return explore::Value{.low = value};
  }
  std::uint64_t Register(std::size_t thread,
                         isa::RegisterNumber reg) const override {
    return forecast_.State(thread).registers[reg];
  }

 private:
  const Forecast& forecast_;
};

absl::StatusOr<std::uint64_t> SimulateFrom(std::size_t start,
                                           const Turns& turns,
                                           const explore::Job& job,
                                           const explore::Observe& observe,
                                           const Tell& done) {
  Forecast forecast(job, start);
  const auto step = [&](std::size_t thread) -> absl::StatusOr<Unit> {
    ABSL_ASSIGN_OR_RETURN(Unit unit, forecast.Step(thread));
    if (done) done({thread, &unit, &forecast});
    return unit;
  };
  ABSL_RETURN_IF_ERROR(
      FollowTurns(turns, forecast, step, [] { return false; }));
  return ReadAtEnd(forecast, observe);
}

}  // namespace

absl::StatusOr<std::uint64_t> ReadAtEnd(const Forecast& forecast,
                                        const explore::Observe& observe) {
  ABSL_ASSIGN_OR_RETURN(const explore::Outcome outcome, observe(End(forecast)));
  return outcome.front();
}

absl::StatusOr<std::uint64_t> Simulate(const Turns& turns,
                                       const explore::Job& job,
                                       const explore::Observe& observe,
                                       const Tell& done) {
  // Turns do not say from which start they go; they fit it or they do not.
  std::size_t start = 0;
  while (start + 1 < job.starts.size() &&
         !SimulateFrom(start, turns, job, observe, nullptr).ok()) {
    ++start;
  }
  return SimulateFrom(start, turns, job, observe, done);
}

}  // namespace atomics_lab::replay
