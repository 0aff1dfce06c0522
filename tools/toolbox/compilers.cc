#include "tools/toolbox/compilers.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"

namespace atomics_lab::toolbox {
namespace {

struct Row {
  std::string_view architecture;
  std::vector<std::string> command;
};

const std::vector<Row>& Rows() {
  static const std::vector<Row> rows = {
#include "tools/toolbox/compilers.inc"
  };
  return rows;
}

}  // namespace

absl::StatusOr<std::vector<std::string>> CompilerFor(
    std::string_view architecture) {
  const auto row = std::ranges::find(Rows(), architecture, &Row::architecture);
  if (row != Rows().end()) return row->command;
  return absl::InternalError(
      absl::StrCat("targets.bzl has no compiler for ", architecture));
}

}  // namespace atomics_lab::toolbox
