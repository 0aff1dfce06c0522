#include "tools/lab/bench_form.h"

#include "absl/status/status.h"
#include "tools/lab/options.h"

namespace atomics_lab::lab {
namespace {

absl::Status CheckLatencyForm(const Options& options) {
  if (!options.latency) return absl::OkStatus();
  if (options.mix != Options{}.mix) {
    return absl::InvalidArgumentError(
        "--latency times single adds; it takes no other --mix");
  }
  if (options.explain || !options.expect.empty() || !options.compare.empty()) {
    return absl::InvalidArgumentError(
        "--explain, --expect and --compare do not speak of single increments; "
        "none of them goes with --latency");
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status CheckBenchForm(const Options& options) {
  if (options.explain &&
      (options.format == Format::kJson || !options.compare.empty())) {
    return absl::InvalidArgumentError(
        "--explain makes sentences; it takes neither --format=json nor "
        "--compare");
  }
  if (options.explain && options.mix != Options{}.mix) {
    return absl::InvalidArgumentError(
        "--explain speaks of adds; it takes no other --mix");
  }
  if ((options.explain || !options.expect.empty()) &&
      options.hint != Options{}.hint) {
    return absl::InvalidArgumentError(
        "--explain and --expect speak of counters as they are; they take no "
        "--hint");
  }
  if (!options.expect.empty() &&
      (options.explain || !options.compare.empty())) {
    return absl::InvalidArgumentError(
        "--expect says what was met; it takes neither --explain nor "
        "--compare");
  }
  return CheckLatencyForm(options);
}

}  // namespace atomics_lab::lab
