#include "tools/lab/print_exploration.h"

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "nlohmann/json.hpp"
#include "tools/lab/options.h"
#include "tools/outcome/check.h"
#include "tools/report/exploration_text.h"
#include "tools/result/exploration.h"
#include "tools/result/json.h"

namespace atomics_lab::lab {
namespace {

using Json = nlohmann::ordered_json;

std::string CheckedJson(const result::Exploration& told,
                        absl::Span<const outcome::Check> checks) {
  Json json = Json::parse(result::ToJson(told));
  Json& list = json["checks"] = Json::array();
  for (const outcome::Check& check : checks) {
    list.push_back({{"kind", check.kind},
                    {"condition", check.text},
                    {"state", outcome::StateName(check.state)},
                    {"outcomes", check.outcomes}});
  }
  // Conditions may hold any bytes.
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

// The exploration with only the outcomes that break a check.
result::Exploration OnlyBreaking(const result::Exploration& told,
                                 absl::Span<const outcome::Check> checks) {
  result::Exploration shown = told;
  std::vector<result::ExploredOutcome> breaking;
  for (const std::size_t index : outcome::Breaking(checks)) {
    breaking.push_back(told.outcomes[index]);
  }
  shown.outcomes = std::move(breaking);
  return shown;
}

}  // namespace

std::string ExplorationIn(Format format, const result::Exploration& told) {
  switch (format) {
    case Format::kJson:
      return result::ToJson(told);
    case Format::kMarkdown:
      return report::ExplorationMarkdown(told);
    case Format::kJUnit:  // a form of reports alone
    case Format::kText:
      return report::ExplorationText(told);
  }
  return "";
}

std::string CheckedExplorationIn(Format format, const result::Exploration& told,
                                 absl::Span<const outcome::Check> checks) {
  if (format == Format::kJson) return CheckedJson(told, checks);
  const std::string fence = format == Format::kMarkdown ? "```\n" : "";
  return absl::StrCat(ExplorationIn(format, OnlyBreaking(told, checks)), "\n",
                      fence, outcome::ChecksText(checks, told), fence);
}

bool IsFinding(const result::Exploration& told) {
  return !told.as_claimed || !told.stuck.empty();
}

}  // namespace atomics_lab::lab
