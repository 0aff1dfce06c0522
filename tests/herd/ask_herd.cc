#include "tests/herd/ask_herd.h"

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "tests/herd/states.h"
#include "tools/litmus/litmus.h"
#include "tools/litmus/translate.h"
#include "tools/result/file.h"
#include "tools/toolbox/process.h"

namespace atomics_lab::herd {
namespace {

struct Printed {
  std::map<std::string, std::vector<std::string>, std::less<>> blocks;
  std::vector<std::string> warnings;
};

absl::StatusOr<Printed> RunHerd(const std::vector<litmus::Test>& tests,
                                const std::string& folder) {
  // The default solver loses outcomes of compare-and-swap. A test that is over
  // its time is missing from what is printed.
  std::vector<std::string> command = {"herd7", "-variant", "OldSolver",
                                      "-timeout", "20"};
  for (const litmus::Test& test : tests) {
    const std::string file = test.name + ".asked.litmus";
    ABSL_RETURN_IF_ERROR(result::WriteFile(
        absl::StrCat(folder, "/", file),
        litmus::HerdInput(test, test.name,
                          litmus::EverythingObservable(test))));
    command.push_back(file);
  }
  ABSL_ASSIGN_OR_RETURN(const auto done, toolbox::Run(command, folder));
  ABSL_ASSIGN_OR_RETURN(auto blocks, ParseBlocks(done.out));
  return Printed{std::move(blocks), absl::StrSplit(done.err, '\n')};
}

// What herd7 warns of, in its words; empty if of nothing.
std::string WarningAbout(const Printed& printed, std::string_view test) {
  const std::string file = absl::StrCat("\"", test, ".asked.litmus\"");
  for (const std::string& line : printed.warnings) {
    if (absl::StrContains(line, file)) return line;
  }
  return "";
}

absl::StatusOr<States> Answer(const Printed& printed,
                              const litmus::Test& test) {
  const std::string warning = WarningAbout(printed, test.name);
  const auto lines = printed.blocks.find(test.name);
  if (lines == printed.blocks.end() || !warning.empty()) {
    return absl::UnimplementedError(absl::StrCat(
        "herd7: ", warning.empty() ? "no answer in time" : warning));
  }
  return ParseStates(lines->second, test, litmus::EverythingObservable(test));
}

}  // namespace

absl::StatusOr<std::vector<absl::StatusOr<States>>> AskHerd(
    const std::vector<litmus::Test>& tests, const std::string& folder) {
  ABSL_ASSIGN_OR_RETURN(const auto printed, RunHerd(tests, folder));
  std::vector<absl::StatusOr<States>> answers;
  for (const litmus::Test& test : tests) {
    answers.push_back(Answer(printed, test));
    if (absl::IsInvalidArgument(answers.back().status())) {
      return answers.back().status();
    }
  }
  return answers;
}

}  // namespace atomics_lab::herd
