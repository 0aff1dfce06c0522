#include "tools/lab/wanted_outcome.h"

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "tools/result/exploration.h"

namespace atomics_lab::lab {
namespace {

std::string NameOf(const result::ExploredOutcome& outcome) {
  return absl::StrJoin(outcome.values, ",",
                       [](std::string* out, const result::Value& value) {
                         absl::StrAppend(out, result::ValueText(value));
                       });
}

}  // namespace

absl::Status KeepWantedOutcome(std::string_view wanted,
                               result::Exploration& told) {
  if (wanted.empty()) return absl::OkStatus();
  std::vector<std::string> names;
  names.reserve(told.outcomes.size());
  for (const result::ExploredOutcome& outcome : told.outcomes) {
    names.push_back(NameOf(outcome));
  }
  std::erase_if(told.outcomes, [&](const result::ExploredOutcome& outcome) {
    return NameOf(outcome) != wanted;
  });
  if (!told.outcomes.empty()) return absl::OkStatus();
  return absl::NotFoundError(absl::StrCat(
      "--outcome=", wanted, ": ",
      told.complete ? "no execution ends there; they end at "
                    : "none of the executions that were seen ends there, and "
                      "not all were; they end at ",
      absl::StrJoin(names, " or ")));
}

}  // namespace atomics_lab::lab
