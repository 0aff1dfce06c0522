#include "tools/result/bench_sample.h"

#include "tools/result/bench.h"
#include "tools/result/experiments.h"
#include "tools/result/latency.h"

namespace atomics_lab::result {
namespace {

BenchRow SampleRow() {
  BenchRow row;
  row.counter = "fetch_add_relaxed_64";
  row.threads = 2;
  row.note = "a note";
  row.repetitions = {
      {.number = 1,
       .ns = 20,
       .floor_ns = 1,
       .baseline_ns = 80,
       .increments = {300, 100}},
      {.number = 2,
       .ns = 24,
       .floor_ns = 1.25,
       .baseline_ns = 96,
       .increments = {200, 200}},
      {.number = 3,
       .ns = 22,
       .floor_ns = 1,
       .baseline_ns = 88,
       .increments = {300, 300}},
  };
  row.ns = {.median = 22, .lower = 21, .upper = 23};
  row.floor_ns = {.median = 1, .lower = 1, .upper = 1.125};
  row.baseline_ns = {.median = 88, .lower = 84, .upper = 92};
  row.to_floor = {.median = 20, .lower = 19.6, .upper = 21};
  row.to_baseline = {.median = 0.25, .lower = 0.25, .upper = 0.25};
  row.jain = 1;
  row.slowest_share = 0.5;
  row.disturbed = {{.repetition = 2, .percent = 25}};
  return row;
}

}  // namespace

Bench SampleBench() {
  Bench bench;
  bench.target = "x86_64-gcc";
  bench.environment = {
      .machine = {.cpu = "A CPU", .cpus = 2, .kernel = "Linux 6.1"},
      .topology = "1 socket × 2 cores × 1 thread",
      .caches = {"L1 data 48 KiB"},
      .governor = "performance",
      .mhz = 2300,
      .mitigations = {"spectre_v1: Mitigation"},
      .rseq = true,
      .compiler = "GCC 14.2.0",
      .flags = {"-O2"}};
  bench.plan = {.baseline = "absl_mutex",
                .affinity = "pinned",
                .run_seconds = 0.02,
                .repetitions = 4};
  bench.interrupted = true;
  bench.harness = {.ns = {.median = 0.02, .lower = 0.01, .upper = 0.03},
                   .to_floor = {.median = 0.02, .lower = 0.01, .upper = 0.03},
                   .repetitions = 3};
  bench.rows = {SampleRow()};
  return bench;
}

Experiments SampleExperiments() {
  Experiments sample;
  sample.core_to_core = {
      .reason = "",
      .cpus = {0, 1, 5},
      .run_seconds = 0.02,
      .pairs = {{.from = 0,
                 .to = 1,
                 .ns = {.median = 25, .lower = 24, .upper = 27},
                 .repetitions = 3},
                {.from = 0,
                 .to = 5,
                 .ns = {.median = 110, .lower = 108, .upper = 115},
                 .repetitions = 3},
                {.from = 1,
                 .to = 5,
                 .ns = {.median = 112, .lower = 111, .upper = 112.5},
                 .repetitions = 3}}};
  sample.false_sharing = {
      .reason = "",
      .cpus = {0, 1},
      .run_seconds = 0.02,
      .distances = {{.bytes = 32,
                     .ns = {.median = 40, .lower = 38, .upper = 42},
                     .to_greatest = {.median = 8, .lower = 7.5, .upper = 8.5},
                     .repetitions = 3},
                    {.bytes = 64,
                     .ns = {.median = 5.5, .lower = 5, .upper = 6},
                     .to_greatest = {.median = 1.1, .lower = 1, .upper = 1.25},
                     .repetitions = 3},
                    {.bytes = 128,
                     .ns = {.median = 5, .lower = 5, .upper = 5},
                     .to_greatest = {.median = 1, .lower = 1, .upper = 1},
                     .repetitions = 3}}};
  sample.instructions = {
      .reason = "",
      .counters = {
          {.counter = "sharded", .reason = "", .first = 120, .later = 9},
          {.counter = "per_cpu",
           .reason = "does not end",
           .first = 0,
           .later = 0}}};
  return sample;
}

Latency SampleLatency() {
  return {.clock = "rdtsc",
          .tick_ns = 0.5,
          .error = 1.0 / 64,
          .run_seconds = 0.02,
          .repetitions = 4,
          .nothing =
              {.count = 9000, .p50 = 15.5, .p99 = 16, .p999 = 17, .most = 2100},
          .rows = {{.counter = "ticket_lock",
                    .threads = 2,
                    .hint = "none",
                    .repetitions = 4,
                    .ns = {.count = 12000,
                           .p50 = 40.5,
                           .p99 = 410,
                           .p999 = 5100,
                           .most = 4000000}},
                   {.counter = "ticket_lock",
                    .threads = 4,
                    .hint = "none",
                    .repetitions = 0,
                    .ns = {}}}};
}

}  // namespace atomics_lab::result
