#include "tools/result/bench_comparison.h"

#include <string>
#include <string_view>

#include "nlohmann/json.hpp"
#include "tools/result/bench.h"
#include "tools/result/spread_json.h"

namespace atomics_lab::result {
namespace {

using Json = nlohmann::ordered_json;

std::string_view ChangeName(BenchChange change) {
  switch (change) {
    case BenchChange::kSlower:
      return "slower";
    case BenchChange::kFaster:
      return "faster";
    case BenchChange::kNone:
      break;
  }
  return "none";
}

Json WriteRow(const BenchRowComparison& row) {
  Json json = {{"counter", row.counter}, {"threads", row.threads}};
  if (row.mix != kAdds) json["mix"] = row.mix;
  if (row.hint != kNoHint) json["hint"] = row.hint;
  json["old_to_floor"] = WriteSpread(row.old_to_floor);
  json["to_floor"] = WriteSpread(row.to_floor);
  json["percent"] = row.percent;
  json["p"] = row.p;
  json["superiority"] = row.superiority;
  json["change"] = ChangeName(row.change);
  return json;
}

}  // namespace

std::string BenchComparisonToJson(const BenchComparison& comparison) {
  Json rows = Json::array();
  for (const BenchRowComparison& row : comparison.rows) {
    rows.push_back(WriteRow(row));
  }
  const Json json = {{"schema", "atomics-lab/bench-comparison"},
                     {"version", 1},
                     {"target", comparison.target},
                     {"test", "Mann-Whitney, two-sided"},
                     {"p_limit", comparison.p_limit},
                     {"percent_limit", comparison.percent_limit},
                     {"differences", comparison.differences},
                     {"rows", rows},
                     {"only_old", comparison.only_old},
                     {"only_new", comparison.only_new}};
  // Names may hold any bytes.
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace atomics_lab::result
