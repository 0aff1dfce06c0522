#include "tests/herd/compare.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "tests/herd/ask_herd.h"
#include "tests/herd/states.h"
#include "tools/collect/exploration.h"
#include "tools/litmus/litmus.h"
#include "tools/litmus/translate.h"

namespace atomics_lab::herd {
namespace {

std::string OnlyIn(std::string_view side, const States& states,
                   const States& others, const litmus::Test& test) {
  std::string text;
  for (const State& state : states) {
    if (others.contains(state)) continue;
    absl::StrAppend(&text, "only ", side, ": ",
                    Show(state, test, litmus::EverythingObservable(test)),
                    "\n");
  }
  return text;
}

Verdict Unsupported(const litmus::Test& test, std::string_view why) {
  return {test.name, Verdict::Kind::kUnsupported, std::string(why)};
}

absl::StatusOr<Verdict> CompareOne(const litmus::Test& test,
                                   const absl::StatusOr<States>& herd,
                                   const std::string& folder) {
  if (!herd.ok()) return Unsupported(test, herd.status().message());
  const auto explored =
      Explored(test, collect::OwnModel(test.architecture), folder);
  if (absl::IsNotFound(explored.status())) return explored.status();
  if (!explored.ok()) return Unsupported(test, explored.status().message());
  return Judge(test, *explored, *herd);
}

}  // namespace

Verdict Judge(const litmus::Test& test, const States& explored,
              const States& herd) {
  if (explored == herd) return {test.name, Verdict::Kind::kAgree, ""};
  return {
      test.name, Verdict::Kind::kDisagree,
      absl::StrCat(test.text, "\n", OnlyIn("explored", explored, herd, test),
                   OnlyIn("herd7", herd, explored, test))};
}

absl::StatusOr<std::vector<Verdict>> Compare(
    const std::vector<litmus::Test>& tests, const std::string& folder) {
  ABSL_ASSIGN_OR_RETURN(const auto answers, AskHerd(tests, folder));
  std::vector<Verdict> verdicts;
  for (std::size_t i = 0; i < tests.size(); ++i) {
    ABSL_ASSIGN_OR_RETURN(auto verdict,
                          CompareOne(tests[i], answers[i], folder));
    verdicts.push_back(std::move(verdict));
  }
  return verdicts;
}

}  // namespace atomics_lab::herd
