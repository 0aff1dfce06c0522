#include "tests/replay/replay_fixture.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "counters/catalog.h"
#include "tools/explore/program.h"
#include "tools/replay/plan.h"
#include "tools/replay/replay.h"
#include "tools/replay/subject.h"
#include "tools/replay/turns.h"

namespace atomics_lab::replay {
namespace {

int WidthOf(std::string_view counter) {
  return std::ranges::find(Specimens(), counter, &Specimen::name)
      ->claims.width_bits;
}

}  // namespace

absl::StatusOr<Planner> ExploreCounter(std::string_view counter, int threads,
                                       int increments) {
  PlanRequest request;
  request.file = std::getenv("SUBJECT");
  request.counter.specimen = std::string(counter);
  request.counter.threads = threads;
  request.counter.increments = increments;
  request.counter.width_bits = WidthOf(counter);
  return Planner::Explore(std::move(request));
}

absl::StatusOr<ForcedRun> Force(std::string_view counter,
                                const explore::Job& job, const Turns& turns) {
  ABSL_ASSIGN_OR_RETURN(const std::vector<std::string> words,
                        SubjectWords(std::getenv("SUBJECT"), counter,
                                     static_cast<int>(job.threads.size())));
  return RunForced({.words = words,
                    .turns = turns,
                    .value_mask = ~std::uint64_t{0} >> (64 - WidthOf(counter))},
                   job, nullptr, nullptr);
}

}  // namespace atomics_lab::replay
