#include "tools/result/sample.h"

#include <string>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "tools/result/result.h"

namespace atomics_lab::result {
namespace {

Instruction LockAdd() {
  return {.address = 0x1234,
          .bytes = "f0480137",
          .mnemonic = "lock add",
          .operands = "qword ptr [rdi], rsi",
          .role = "atomic read-modify-write",
          .acquire = true,
          .release = true,
          .shared = true,
          .target = "counter+8",
          .file = "counters/specimens/fetch_add.h",
          .line = 41,
          .frames = {{.file = "counters/probes.cc", .line = 12},
                     {.file = "counters/specimens/fetch_add.h",
                      .line = 41,
                      .function = "Add"}}};
}

Instruction StoreFence() {
  return {.address = 0x1239,
          .bytes = "0faef8",
          .mnemonic = "sfence",
          .role = "fence",
          .store_store = true};
}

Row SampleRow(std::string_view counter) {
  return {
      .counter = std::string(counter),
      .target = "x86_64-gcc",
      .verdict = Verdict::kPassed,
      .tests = {{.name = "StartsAtZero",
                 .machine = "native",
                 .verdict = Verdict::kPassed,
                 .message = "said \"nothing\",\nin two lines"}},
      .outcomes = {{.machine = "native",
                    .threads = 2,
                    .increments = 2,
                    .histogram = {{4, 1000}},
                    .note = "fell back"}},
      .functions = {{.operation = "Add",
                     .symbol = absl::StrCat("probe::", counter, "(long)"),
                     .form = "lock add",
                     .instructions = {LockAdd(), StoreFence()}}},
  };
}

WitnessStep SampleStep() {
  return {.thread = 2,
          .instruction = "mov qword ptr [rdi], rax",
          .function = "probe::racy_split(long)",
          .address = 0x1238,
          .source = "counters/specimens/racy_split.h:20",
          .action = "write",
          .location = "counter+8",
          .size = 8,
          .read = Value{.low = 1, .high = 0},
          .wrote = Value{.low = ~0ULL, .high = 0},
          .note = "leaves the store buffer",
          .registers = {{"rax", {.low = 1, .high = 0}},
                        {"xmm0", {.low = 2, .high = 3}}},
          .store_buffer = {{.location = "counter+8",
                            .size = 8,
                            .value = {.low = 7, .high = 0}}}};
}

Exploration SampleExploration() {
  return {
      .counter = "racy_split",
      .target = "x86_64-gcc",
      .model = "tso",
      .threads = 2,
      .increments = 1,
      .complete = false,
      .bound = "stopped at 1000 states",
      .cut = "interrupted",
      .states = 1000,
      .steps = 2000,
      .seconds = 0.25,
      .memory_bytes = 65536,
      .reductions = {"thread symmetry"},
      .modelled_calls = {"sched_yield"},
      .mixed_sizes = "f at 0x10 (ldr w0, [x1]) of 4 bytes and g at 0x20",
      .observed = {"Read()"},
      .claim = "may lose updates",
      .verdict = ExplorationVerdict::kRefuted,
      .as_claimed = true,
      .reason = "it can end at 1 where nothing lost is 2",
      .outcomes = {{.values = {{.low = 1, .high = 0}},
                    .context_switches = 2,
                    .witness = {SampleStep()}},
                   {.values = {{.low = 1, .high = 0}, {.low = 2, .high = 0}},
                    .context_switches = 1,
                    .witness = {}}},
      .stuck = {{.kind = "deadlock", .witness = {SampleStep()}}}};
}

Spread SampleSpread(double median) {
  return {.median = median, .lower = median / 2, .upper = median * 2};
}

Costs SampleCosts() {
  return {.file = "old.json",
          .target = "x86_64-gcc",
          .compiler = "GCC 16.2.0",
          .machine = {.cpu = "A CPU", .cpus = 4, .kernel = "Linux 6.2"},
          .baseline = "absl_mutex",
          .interrupted = true,
          .rows = {{.counter = "racy_split",
                    .threads = 1,
                    .ns = SampleSpread(2.5),
                    .floor_ns = SampleSpread(2),
                    .baseline_ns = SampleSpread(40),
                    .to_floor = SampleSpread(1.25),
                    .to_baseline = SampleSpread(0.0625),
                    .note = "fell back"},
                   {.counter = "racy_split",
                    .threads = 8,
                    .ns = SampleSpread(1e-7),
                    .floor_ns = SampleSpread(1),
                    .baseline_ns = SampleSpread(1e300),
                    .to_floor = SampleSpread(1e-7),
                    .to_baseline = SampleSpread(300.5),
                    .note = ""}},
          .left_out = {"gone"},
          .experiments =
              Experiments{.core_to_core = CoreToCore{.reason = "one CPU"},
                          .false_sharing = {},
                          .instructions = {}}};
}

AtlasTable SampleAtlas() {
  return {.columns = {{.name = "aarch64_lse-gcc",
                       .level = "aarch64_lse",
                       .isa = "armv8.1-a",
                       .compiler = "gcc",
                       .version = "GNU C++20 16.2.0"}},
          .lines = {{.operation = "fetch_add",
                     .order = "seq_cst",
                     .width = 64,
                     .result = "used",
                     .instructions = {"ldaddal"}}}};
}

Stepper SampleStepper() {
  return {
      .counter = "racy_split",
      .target = "x86_64-gcc",
      .model = "armv8",
      .threads = 2,
      .increments = 1,
      .bound = "a window of 16 accesses",
      .nothing_lost = Value{.low = 2, .high = 0},
      .instructions =
          {{.function = "racy_split::Add",
            .address = 4096,
            .text = "mov rax, qword ptr [rdi]",
            .source = "counters/specimens/racy_split.h:31"},
           {.function = "", .address = 0, .text = "?", .source = ""}},
      .places = {{.name = "counter", .address = 8192, .size = 8},
                 {.name = "counter+8", .address = 8200, .size = 8}},
      .outcomes = {{.low = 1, .high = 0},
                   {.low = ~std::uint64_t{0}, .high = 3}},
      .reachable = {{0, 1}, {1}, {}},
      .memories = {{{.low = 0, .high = 0}, {.low = 5, .high = 0}},
                   {{.low = 1, .high = 0}, {.low = 5, .high = 0}}},
      .thread_states = {{.next = 0,
                         .call = 0,
                         .finished = false,
                         .registers = {{"rax", {.low = 7, .high = 0}}},
                         .store_buffer = {{.location = "counter",
                                           .size = 8,
                                           .value = {.low = 1, .high = 0}}},
                         .in_flight = {{.instruction = 0,
                                        .store = true,
                                        .performed = true,
                                        .place = "counter",
                                        .value = Value{.low = 1, .high = 0}},
                                       {.instruction = 1,
                                        .store = false,
                                        .performed = false,
                                        .place = "",
                                        .value = std::nullopt}}},
                        {.next = std::nullopt,
                         .call = 1,
                         .finished = true,
                         .registers = {},
                         .store_buffer = {},
                         .in_flight = {}}},
      .actions = {{.instruction = 0,
                   .action = "read-modify-write",
                   .place = 1,
                   .read = Value{.low = 0, .high = 0},
                   .wrote = Value{.low = 1, .high = 0},
                   .note = "ahead",
                   .passes = {1, 0}},
                  {.instruction = std::nullopt,
                   .action = "internal",
                   .place = std::nullopt,
                   .read = std::nullopt,
                   .wrote = std::nullopt,
                   .note = "",
                   .passes = {}}},
      .states = {
          {.threads = {0, 0},
           .memory = 0,
           .reachable = 0,
           .moves = {{.thread = 0, .action = 0, .state = 1},
                     {.thread = 1, .action = 1, .state = 0}}},
          {.threads = {1, 1}, .memory = 1, .reachable = 1, .moves = {}}}};
}

}  // namespace

Results SampleResults() {
  return {
      .environment = {.cpu = "A processor", .cpus = 2, .kernel = "Linux 6.1"},
      .counters = {{.name = "racy_split",
                    .summary = "Loads, adds, stores.",
                    .header = "counters/specimens/racy_split.h",
                    .lossless = false,
                    .progress = "wait-free",
                    .ordering = "relaxed",
                    .width_bits = 64},
                   {.name = "fetch_add_relaxed_64",
                    .summary = "One atomic add.",
                    .header = "counters/specimens/fetch_add.h",
                    .lossless = true,
                    .progress = "lock-free",
                    .ordering = "relaxed",
                    .width_bits = 64}},
      .targets = {{.name = "x86_64-gcc",
                   .architecture = "x86_64",
                   .isa = "x86-64",
                   .compiler = "gcc",
                   .flags = {"-O2", "-std=c++20"},
                   .producer = "GNU C++20 16.2.0 -O2",
                   .runs = {{.machine = "native", .exit_code = 0}}}},
      .rows = {SampleRow("racy_split"), SampleRow("fetch_add_relaxed_64")},
      .explorations = {SampleExploration()},
      .steppers = {SampleStepper()},
      .costs = SampleCosts(),
      .atlas = SampleAtlas(),
  };
}

}  // namespace atomics_lab::result
