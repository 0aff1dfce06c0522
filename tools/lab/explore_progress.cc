#include "tools/lab/explore_progress.h"

#include <csignal>
#include <cstdint>
#include <ostream>
#include <string>

#include "absl/strings/str_format.h"
#include "tools/explore/search.h"

namespace atomics_lab::lab {
namespace {

constexpr double kTerminalPeriod = 0.2;
constexpr double kLinePeriod = 10;

volatile std::sig_atomic_t stop_requested = 0;

extern "C" void RequestStop(int signal) {
  stop_requested = 1;
  std::signal(signal, SIG_DFL);
}

}  // namespace

std::string ProgressText(const explore::Progress& progress) {
  const double rate =
      progress.seconds > 0
          ? static_cast<double>(progress.states) / progress.seconds
          : 0;
  return absl::StrFormat("%d states, %.0f/s, %d to follow, %d MiB, %.0f s",
                         progress.states, rate, progress.frontier,
                         progress.memory >> 20, progress.seconds);
}

bool ProgressPrinter::operator()(const explore::Progress& progress) {
  if (progress.seconds >= next_) {
    next_ = progress.seconds + (terminal_ ? kTerminalPeriod : kLinePeriod);
    printed_ = true;
    // The line before may have been longer: erase to its end.
    out_ << (terminal_ ? "\r" : "lab: ") << ProgressText(progress)
         << (terminal_ ? "\x1b[K" : "\n") << std::flush;
  }
  return !stopped_();
}

void ProgressPrinter::End() {
  if (terminal_ && printed_) out_ << "\r\x1b[K" << std::flush;
  printed_ = false;
}

void CatchStopSignals() {
  std::signal(SIGINT, RequestStop);
  std::signal(SIGTERM, RequestStop);
}

bool StopRequested() { return stop_requested != 0; }

}  // namespace atomics_lab::lab
