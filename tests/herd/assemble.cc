#include "tests/herd/assemble.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "tests/herd/process.h"
#include "tools/listing/listing.h"
#include "tools/litmus/litmus.h"
#include "tools/litmus/translate.h"

namespace atomics_lab::herd {
namespace {

struct Row {
  std::string_view architecture;
  const char* driver;
  std::vector<std::string> flags;
};

const std::vector<Row>& Rows() {
  static const std::vector<Row> rows = {
#include "tests/herd/assemblers.inc"
  };
  return rows;
}

}  // namespace

absl::StatusOr<std::string> Assemble(const litmus::Test& test,
                                     const std::string& folder) {
  const auto row = std::ranges::find(
      Rows(), listing::ArchitectureName(test.architecture), &Row::architecture);
  if (row == Rows().end()) {
    return absl::InternalError("targets.bzl lacks the test's architecture");
  }
  absl::Status written =
      WriteFile(folder + "/threads.s", litmus::AssemblyOf(test));
  if (!written.ok()) return written;
  std::vector<std::string> command = {row->driver, "-c", "threads.s"};
  command.insert(command.end(), row->flags.begin(), row->flags.end());
  const auto done = Run(command, folder);
  if (!done.ok()) return done.status();
  if (done->exit_code != 0) {
    return absl::InvalidArgumentError(
        absl::StrCat("assembler: ", done->err.substr(0, done->err.find('\n'))));
  }
  return folder + "/threads.o";
}

}  // namespace atomics_lab::herd
