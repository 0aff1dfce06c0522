// A long exploration tells how it goes.
#ifndef ATOMICS_LAB_TOOLS_LAB_EXPLORE_PROGRESS_H_
#define ATOMICS_LAB_TOOLS_LAB_EXPLORE_PROGRESS_H_

#include <cstddef>
#include <functional>
#include <iosfwd>
#include <string>
#include <utility>

#include "tools/explore/search.h"
#include "tools/lab/live_line.h"

namespace atomics_lab::lab {

// "1000 states, 500/s, 30 to follow, 12 MiB, 2 s".
std::string ProgressText(const explore::Progress& progress);

// What Limits::progress is: a live line.
class ProgressPrinter {
 public:
  // Requires: `out` outlives it.
  ProgressPrinter(std::ostream& out, bool terminal,
                  std::function<bool()> stopped)
      : line_(out, terminal), stopped_(std::move(stopped)) {}

  // False once it is to stop.
  bool operator()(const explore::Progress& progress);
  // Clears the line on a terminal.
  void End() { line_.End(); }

 private:
  LiveLine line_;
  std::function<bool()> stopped_;
};

// No more than `memory` bytes, and `progress` is told how it goes.
// Requires: `progress` outlives the search.
explore::Limits LimitsWith(std::size_t memory, ProgressPrinter& progress);

}  // namespace atomics_lab::lab

#endif  // ATOMICS_LAB_TOOLS_LAB_EXPLORE_PROGRESS_H_
