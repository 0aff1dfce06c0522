#include "tests/reports/explore_case.h"

#include <cstdint>
#include <fstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/log/check.h"
#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_join.h"
#include "nlohmann/json.hpp"
#include "tools/explore/escape.h"
#include "tools/explore/explore.h"
#include "tools/explore/machine.h"
#include "tools/explore/search.h"
#include "tools/listing/binary.h"
#include "tools/program/function_job.h"
#include "tools/program/instruction_set.h"

namespace atomics_lab::reports {
namespace {

using nlohmann::json;

Row RowOf(const json& text) {
  Row row{.name = text.at("case"),
          .targets = text.at("targets"),
          .threads = text.at("threads"),
          .calls = text.at("calls"),
          .observed = text.at("final"),
          .model = text.at("model"),
          .stuck = text.value("stuck", false),
          .error = text.value("error", "")};
  if (text.contains("initial")) row.initial = text.at("initial");
  for (const json& end : text.value("ends", json::array())) {
    // Eight bytes of ones are read as -1.
    const std::vector<std::int64_t> values = end;
    row.ends.emplace(values.begin(), values.end());
  }
  return row;
}

explore::Model ModelNamed(std::string_view name) {
  if (name == "sc") return explore::Model::kSc;
  if (name == "tso") return explore::Model::kTso;
  CHECK_EQ(name, "armv8");
  return explore::Model::kArmv8;
}

program::FunctionRequest RequestOf(const std::string& path, const Row& row) {
  program::FunctionRequest request;
  request.file = path;
  request.threads.reserve(row.threads.size());
  for (const std::string& function : row.threads) {
    request.threads.push_back({.function = function, .calls = row.calls});
  }
  for (const auto& [variable, value] : row.initial) {
    request.init.push_back(
        {.variable = variable, .value = static_cast<std::uint64_t>(value)});
  }
  auto observe = program::ParseFinal(absl::StrJoin(row.observed, ","));
  CHECK_OK(observe);
  request.observe = *std::move(observe);
  return request;
}

}  // namespace

std::vector<Row> ReadRows(const std::string& path) {
  std::ifstream file(path);
  std::vector<Row> rows;
  for (const json& text : json::parse(file)) rows.push_back(RowOf(text));
  return rows;
}

absl::StatusOr<explore::Exploration> ExploreCase(const std::string& path,
                                                 const Row& row) {
  ABSL_ASSIGN_OR_RETURN(const auto binary, listing::Binary::Open(path));
  const auto set = program::InstructionSetOf(binary.architecture());
  program::FunctionRequest request = RequestOf(path, row);
  for (const bool is_private : {true, false}) {
    request.own_is_private = is_private;
    ABSL_ASSIGN_OR_RETURN(const auto made,
                          program::MakeFunctionJob(request, set));
    auto found = explore::Explore(made.job, ModelNamed(row.model), made.observe,
                                  explore::Limits());
    if (found.status().code() != explore::kEscaped) return found;
  }
  return absl::InternalError("own memory escapes even where it is shared");
}

}  // namespace atomics_lab::reports
