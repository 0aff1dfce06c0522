#include "tools/lab/bench_progress.h"

#include <cstddef>
#include <string>

#include "absl/strings/str_format.h"

namespace atomics_lab::lab {

std::string BenchProgress(std::size_t done, std::size_t all, double seconds) {
  const double left =
      seconds / static_cast<double>(done) * static_cast<double>(all - done);
  return absl::StrFormat("%d of %d runs, %.0f s left", done, all, left);
}

}  // namespace atomics_lab::lab
