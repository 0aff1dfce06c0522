#include "tools/lab/explore_progress.h"

#include <string>

#include "absl/strings/str_format.h"
#include "tools/explore/search.h"

namespace atomics_lab::lab {
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
  if (line_.Due(progress.seconds)) {
    line_.Print(progress.seconds, ProgressText(progress));
  }
  return !stopped_();
}

explore::Limits LimitsWith(std::size_t memory, ProgressPrinter& progress) {
  explore::Limits limits;
  limits.memory = memory;
  limits.progress = [&progress](const explore::Progress& spent) {
    return progress(spent);
  };
  return limits;
}

}  // namespace atomics_lab::lab
