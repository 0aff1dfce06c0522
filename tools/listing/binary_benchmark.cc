// What opening a binary and disassembling one function costs.
//
//   bazel run //tools/listing:binary_benchmark
//   BINARY=/usr/lib/libfoo.so SYMBOL=foo bazel run
//   //tools/listing:binary_benchmark
//
// Without BINARY it reads itself.
#include <cstdlib>
#include <string>

#include "absl/log/check.h"
#include "absl/status/statusor.h"
#include "benchmark/benchmark.h"
#include "tools/listing/binary.h"

namespace atomics_lab::listing {
namespace {

std::string Setting(const char* name, const char* otherwise) {
  const char* value = std::getenv(name);
  return value == nullptr ? otherwise : value;
}

std::string Path() { return Setting("BINARY", "/proc/self/exe"); }
std::string SymbolName() { return Setting("SYMBOL", "main"); }

void BM_Open(benchmark::State& state) {
  for (auto _ : state) {
    absl::StatusOr<Binary> binary = Binary::Open(Path());
    CHECK_OK(binary);
    benchmark::DoNotOptimize(binary);
  }
}
BENCHMARK(BM_Open)->Unit(benchmark::kMillisecond);

void BM_OpenAndDisassemble(benchmark::State& state) {
  for (auto _ : state) {
    absl::StatusOr<Binary> binary = Binary::Open(Path());
    CHECK_OK(binary);
    absl::StatusOr<Function> function = binary->Disassemble(SymbolName());
    CHECK_OK(function);
    benchmark::DoNotOptimize(function);
  }
}
BENCHMARK(BM_OpenAndDisassemble)->Unit(benchmark::kMillisecond);

void BM_DisassembleAgain(benchmark::State& state) {
  const absl::StatusOr<Binary> binary = Binary::Open(Path());
  CHECK_OK(binary);
  for (auto _ : state) {
    absl::StatusOr<Function> function = binary->Disassemble(SymbolName());
    CHECK_OK(function);
    benchmark::DoNotOptimize(function);
  }
}
BENCHMARK(BM_DisassembleAgain)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace atomics_lab::listing
