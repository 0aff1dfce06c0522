#include "tools/lab/bench_form.h"

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
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

bool TimesSomething(const Options& options) {
  const Options nothing_said;
  return options.mix != nothing_said.mix || options.hint != nothing_said.hint ||
         options.latency || options.affinity != nothing_said.affinity ||
         options.quick || options.full || options.explain ||
         !options.experiments.empty() || !options.expect.empty() ||
         !options.compare.empty();
}

absl::Status CheckEmulatedForm(const Options& options) {
  if (options.target.empty()) {
    return absl::InvalidArgumentError(
        "--emulated takes --target=NAME, one that runs under QEMU: `lab list "
        "targets`");
  }
  if (options.thread_counts != Options{}.thread_counts &&
      options.thread_counts != "1") {
    return absl::InvalidArgumentError(
        absl::StrCat("--threads=", options.thread_counts,
                     ": --emulated counts increments of one thread alone"));
  }
  if (!TimesSomething(options)) return absl::OkStatus();
  return absl::InvalidArgumentError(
      "--emulated counts instructions and times nothing; beside it, bench "
      "takes --counters, --target, --save and --format");
}

}  // namespace

absl::Status CheckBenchForm(const Options& options) {
  if (options.emulated) return CheckEmulatedForm(options);
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
