// A long exploration tells how it goes, and ends when it is told to.
#ifndef ATOMICS_LAB_TOOLS_LAB_EXPLORE_PROGRESS_H_
#define ATOMICS_LAB_TOOLS_LAB_EXPLORE_PROGRESS_H_

#include <functional>
#include <iosfwd>
#include <string>
#include <utility>

#include "tools/explore/search.h"

namespace atomics_lab::lab {

// "1000 states, 500/s, 30 to follow, 12 MiB, 2 s".
std::string ProgressText(const explore::Progress& progress);

// What Limits::progress is: prints from the first second on, on a terminal into
// one line that it rewrites a few times a second, elsewhere a line every ten
// seconds.
class ProgressPrinter {
 public:
  // Requires: `out` outlives it.
  ProgressPrinter(std::ostream& out, bool terminal,
                  std::function<bool()> stopped)
      : out_(out), terminal_(terminal), stopped_(std::move(stopped)) {}

  // False once it is to stop.
  bool operator()(const explore::Progress& progress);
  // Clears the line on a terminal.
  void End();

 private:
  std::ostream& out_;
  bool terminal_;
  std::function<bool()> stopped_;
  double next_ = 1;  // seconds from the search's start
  bool printed_ = false;
};

// From now on the first SIGINT or SIGTERM only sets what StopRequested says;
// the second ends the process as usual.
void CatchStopSignals();
bool StopRequested();

}  // namespace atomics_lab::lab

#endif  // ATOMICS_LAB_TOOLS_LAB_EXPLORE_PROGRESS_H_
