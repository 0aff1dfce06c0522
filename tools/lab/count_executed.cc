#include "tools/lab/count_executed.h"

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "tools/bench/executed.h"
#include "tools/process/lines.h"
#include "tools/result/experiments.h"

namespace atomics_lab::lab {
namespace {

// Runs it once; Counts() then has all counters, or those up to a hanging one.
absl::Status Trace(std::vector<std::string> words,
                   const std::vector<std::string>& counters,
                   bench::Executed& executed) {
  words.insert(words.end(), counters.begin(), counters.end());
  const absl::StatusOr<int> code = process::ReadLines(
      words,
      [&executed](std::string_view line) { return executed.ReadLine(line); });
  if (absl::IsCancelled(code.status())) return absl::OkStatus();
  if (!code.ok() || *code == 0) return code.status();
  return absl::InternalError(
      absl::StrCat("ended with exit code ", *code, ": ", executed.other()));
}

}  // namespace

absl::StatusOr<std::vector<result::InstructionCount>> CountExecuted(
    const std::vector<std::string>& words, std::vector<std::string> counters,
    std::uint64_t most) {
  std::vector<result::InstructionCount> all;
  while (!counters.empty()) {
    bench::Executed executed(counters, most);
    ABSL_RETURN_IF_ERROR(Trace(words, counters, executed));
    std::vector<result::InstructionCount> told = executed.Counts();
    counters.erase(counters.begin(),
                   counters.begin() + static_cast<std::ptrdiff_t>(told.size()));
    std::ranges::move(told, std::back_inserter(all));
  }
  return all;
}

}  // namespace atomics_lab::lab
