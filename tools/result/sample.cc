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
          .file = "counters/fetch_add.h",
          .line = 41};
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
                     .instructions = {LockAdd()}}},
  };
}

}  // namespace

Results SampleResults() {
  return {
      .environment = {.cpu = "A processor", .cpus = 2, .kernel = "Linux 6.1"},
      .counters = {{.name = "racy_split",
                    .summary = "Loads, adds, stores.",
                    .header = "counters/racy_split.h",
                    .lossless = false,
                    .progress = "wait-free",
                    .ordering = "relaxed",
                    .width_bits = 64},
                   {.name = "fetch_add_relaxed_64",
                    .summary = "One atomic add.",
                    .header = "counters/fetch_add.h",
                    .lossless = true,
                    .progress = "lock-free",
                    .ordering = "relaxed",
                    .width_bits = 64}},
      .targets = {{.name = "x86_64-gcc",
                   .architecture = "x86_64",
                   .level = "x86-64",
                   .compiler = "gcc",
                   .flags = {"-O2", "-std=c++20"},
                   .producer = "GNU C++20 16.2.0 -O2",
                   .runs = {{.machine = "native", .exit_code = 0}}}},
      .rows = {SampleRow("racy_split"), SampleRow("fetch_add_relaxed_64")},
  };
}

}  // namespace atomics_lab::result
