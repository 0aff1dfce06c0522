// Handmade results for tests: small, and with one of everything that printers
// tell apart.
#ifndef ATOMICS_LAB_TOOLS_REPORT_SAMPLE_RESULTS_H_
#define ATOMICS_LAB_TOOLS_REPORT_SAMPLE_RESULTS_H_

#include <cstddef>
#include <string>
#include <string_view>

#include "tools/result/result.h"
#include "tools/result/stepper.h"

namespace atomics_lab::report {

inline constexpr std::string_view kA57 = "qemu-aarch64 -cpu cortex-a57";
inline constexpr std::string_view kN1 = "qemu-aarch64 -cpu neoverse-n1";

// racy_split and fetch_add_relaxed_64 on x86_64-gcc (native) and
// aarch64_outline-gcc (both QEMU models), all passed; racy_split lost 2 of
// 1000 updates natively.
result::Results SampleResults();

// The same, each row explored at 2×2 under the model of its architecture:
// racy_split refuted, with how it ends at 2 natively; fetch_add_relaxed_64
// proved natively, elsewhere stopped at a limit.
result::Results ExploredResults();

// ExploredResults, with x86_64-clang doing as x86_64-gcc does.
result::Results TwoCompilerResults();

// The same with costs, measured on another machine at 1 and 16 threads:
// fetch_add_relaxed_64 at both, racy_split only at 1.
result::Results ResultsWithCosts();

// SampleResults with an atlas: fetch_add and a fence on two columns.
result::Results ResultsWithAtlas();

// The row of `counter` on `target` in `results`.
// Requires: it is there.
result::Row& RowOf(result::Results& results, std::string_view counter,
                   std::string_view target);

// SampleResults without the emulated target.
result::Results NativeResults();

// `counters` × `targets` rows, each of two functions of `instructions`.
result::Results LargeResults(std::size_t counters, std::size_t targets,
                             std::size_t instructions);

// SampleResults with `text` wherever a name or a message can stand.
result::Results ResultsFullOf(std::string_view text);

// A race to drive: one thread that stores once, racy_split's on x86_64-gcc.
result::Stepper SampleStepper();

// The same with `text` wherever a name can stand.
result::Stepper StepperFullOf(std::string_view text);

}  // namespace atomics_lab::report

#endif  // ATOMICS_LAB_TOOLS_REPORT_SAMPLE_RESULTS_H_
