#include "tools/report/bench_mix.h"

#include <string>
#include <string_view>

#include "absl/strings/str_cat.h"

namespace atomics_lab::report {

std::string MixLine(std::string_view mix) {
  std::string_view meaning;
  if (mix == "reads1") {
    meaning =
        "99 adds, then a read; ns is per operation, which is an add or a read.";
  } else if (mix == "reads10") {
    meaning =
        "9 adds, then a read; ns is per operation, which is an add or a read.";
  } else if (mix == "batches16") {
    meaning =
        "each thread counts to 16 in its own memory, then adds 16; ns is per "
        "increment, of which each such add is 16.";
  }
  return meaning.empty() ? "" : absl::StrCat(mix, ": ", meaning);
}

}  // namespace atomics_lab::report
