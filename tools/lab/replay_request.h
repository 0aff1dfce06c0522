// What `lab replay` was asked, read and checked.
#ifndef ATOMICS_LAB_TOOLS_LAB_REPLAY_REQUEST_H_
#define ATOMICS_LAB_TOOLS_LAB_REPLAY_REQUEST_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "counters/catalog.h"
#include "tools/lab/explore_request.h"
#include "tools/lab/inventory.h"
#include "tools/lab/options.h"
#include "tools/replay/schedule.h"

namespace atomics_lab::lab {

struct ReplayRequest {
  Specimen specimen;
  ExploreBounds bounds;
  std::optional<std::uint64_t> outcome;  // to be forced
  // To be followed instead: of --schedule, whose file says the rest, too.
  std::vector<replay::ScheduledStep> steps;
  std::string schedule;  // the file's name, empty if there is none
  std::string record;    // where to write what was followed; empty: nowhere
  std::uint64_t times = 1;
  bool free = false;  // as many runs that nobody forces, too
  bool live = false;  // show each instruction of the first run
  ReplayProgram program;

  std::uint64_t mask() const {
    return ~std::uint64_t{0} >> (64 - specimen.claims.width_bits);
  }
};

// Reads a schedule, if one is named.
// Errors: one line: what is out of range or missing; no such counter or target;
// a schedule that cannot be read, or that is of something else than is asked
// for beside it; a record that could not be written.
absl::StatusOr<ReplayRequest> ParseReplayRequest(const Options& options,
                                                 const std::string& argv0);

}  // namespace atomics_lab::lab

#endif  // ATOMICS_LAB_TOOLS_LAB_REPLAY_REQUEST_H_
