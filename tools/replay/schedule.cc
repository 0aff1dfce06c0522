#include "tools/replay/schedule.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "tools/explore/program.h"
#include "tools/explore/search.h"
#include "tools/isa/micro_op.h"
#include "tools/replay/forecast.h"
#include "tools/replay/simulate.h"
#include "tools/replay/turns.h"

namespace atomics_lab::replay {
namespace {

// What an address is relative to differs from program to program.
std::string_view UpToDisplacement(std::string_view text) {
  return text.substr(0, text.find("[rip"));
}

bool SameText(const ScheduledStep& step, const explore::Site& site) {
  return UpToDisplacement(step.instruction) == UpToDisplacement(site.text);
}

class Resolver {
 public:
  explicit Resolver(const explore::Job& job)
      : program_(job.program), forecast_(job), last_(job.threads.size()) {}

  absl::Status Follow(absl::Span<const ScheduledStep> steps);
  absl::StatusOr<ForcedOutcome> EndOf(const explore::Observe& observe);

 private:
  // The last instruction of a thread that accessed shared memory, and how much
  // of it the steps have told of.
  struct Last {
    std::uint32_t site = 0;
    bool modelled = false;
    bool read_left = false;
    bool write_left = false;
    std::size_t step = 0;  // from 1; 0: none
  };

  absl::Status Begin(const ScheduledStep& step);
  absl::Status GoOn(const ScheduledStep& step);
  absl::StatusOr<Unit> NextAccess(std::size_t thread);
  // Whether a step is one more access of its thread's last instruction.
  bool GoesOn(const ScheduledStep& step) const;
  bool IsAt(const ScheduledStep& step, std::uint32_t site) const;
  bool IsWithin(const ScheduledStep& step, std::uint32_t site) const;
  absl::Status Refuse(absl::StatusCode code, std::size_t thread,
                      std::string_view why) const;

  const explore::Program& program_;
  Forecast forecast_;
  std::vector<Last> last_;
  Turns turns_;
  std::size_t number_ = 0;  // of the step, from 1
};

absl::Status Resolver::Refuse(absl::StatusCode code, std::size_t thread,
                              std::string_view why) const {
  return absl::Status(
      code, absl::StrCat("step ", number_, ": thread ", thread + 1, " ", why));
}

bool Resolver::IsAt(const ScheduledStep& step, std::uint32_t site) const {
  return step.instruction.empty() || SameText(step, program_.sites[site]);
}

// The accesses of a modelled call have texts of their own, at its address.
bool Resolver::IsWithin(const ScheduledStep& step, std::uint32_t site) const {
  const explore::Site& call = program_.sites[site];
  return std::ranges::any_of(program_.sites, [&](const explore::Site& other) {
    return other.address == call.address && other.function == call.function &&
           SameText(step, other);
  });
}

bool Resolver::GoesOn(const ScheduledStep& step) const {
  const Last& last = last_[step.thread];
  if (last.step == 0 || step.instruction.empty()) return false;
  const bool whole = IsAt(step, last.site);
  if (last.modelled) return !whole && IsWithin(step, last.site);
  if (step.reads == step.writes || !whole) return false;
  return step.reads ? last.read_left : last.write_left;
}

absl::StatusOr<Unit> Resolver::NextAccess(std::size_t thread) {
  Unit unit;
  while (unit.accesses.empty()) {
    if (forecast_.Finished(thread)) {
      return Refuse(absl::StatusCode::kInvalidArgument, thread,
                    "makes no more accesses to shared memory");
    }
    ABSL_ASSIGN_OR_RETURN(unit, forecast_.Step(thread));
  }
  return unit;
}

absl::Status Resolver::GoOn(const ScheduledStep& step) {
  Last& last = last_[step.thread];
  (step.reads ? last.read_left : last.write_left) = false;
  if (turns_.back() == step.thread) return absl::OkStatus();
  return Refuse(
      absl::StatusCode::kFailedPrecondition, step.thread,
      absl::StrCat("goes on with “", program_.sites[last.site].text,
                   "”, which it began in step ", last.step,
                   ", after another thread; single-stepping stops before an "
                   "instruction or after it"));
}

absl::Status Resolver::Begin(const ScheduledStep& step) {
  Last& last = last_[step.thread];
  ABSL_ASSIGN_OR_RETURN(const Unit unit, NextAccess(step.thread));
  if (!IsAt(step, unit.site) && !(unit.modelled && IsWithin(step, unit.site))) {
    return Refuse(absl::StatusCode::kInvalidArgument, step.thread,
                  absl::StrCat("comes to “", program_.sites[unit.site].text,
                               "” and not to “", step.instruction,
                               "”; stepped threads go in program order and "
                               "have no store buffer"));
  }
  last = {.site = unit.site, .modelled = unit.modelled, .step = number_};
  const bool all = step.reads == step.writes;
  for (const SharedAccess& access : unit.accesses) {
    const bool read = access.kind == SharedAccess::Kind::kRead;
    if (all || (read ? step.reads : step.writes)) continue;
    (read ? last.read_left : last.write_left) = true;
  }
  turns_.push_back(step.thread);
  return absl::OkStatus();
}

absl::Status Resolver::Follow(absl::Span<const ScheduledStep> steps) {
  for (const ScheduledStep& step : steps) {
    ++number_;
    ABSL_RETURN_IF_ERROR(GoesOn(step) ? GoOn(step) : Begin(step));
  }
  return absl::OkStatus();
}

absl::StatusOr<ForcedOutcome> Resolver::EndOf(const explore::Observe& observe) {
  ++number_;
  for (std::size_t thread = 0; thread < forecast_.threads(); ++thread) {
    while (!forecast_.Finished(thread)) {
      ABSL_ASSIGN_OR_RETURN(const Unit unit, forecast_.Step(thread));
      if (unit.accesses.empty()) continue;
      return Refuse(absl::StatusCode::kInvalidArgument, thread,
                    absl::StrCat("still has “", program_.sites[unit.site].text,
                                 "” before it, and the schedule ends"));
    }
  }
  ABSL_ASSIGN_OR_RETURN(const std::uint64_t outcome,
                        ReadAtEnd(forecast_, observe));
  return ForcedOutcome{outcome, std::move(turns_)};
}

}  // namespace

absl::StatusOr<ForcedOutcome> Resolve(absl::Span<const ScheduledStep> steps,
                                      const explore::Job& job,
                                      const explore::Observe& observe) {
  Resolver resolver(job);
  ABSL_RETURN_IF_ERROR(resolver.Follow(steps));
  return resolver.EndOf(observe);
}

}  // namespace atomics_lab::replay
