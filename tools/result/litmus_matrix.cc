#include "tools/result/litmus_matrix.h"

#include <algorithm>
#include <string>
#include <vector>

#include "nlohmann/json.hpp"
#include "tools/result/json.h"

namespace atomics_lab::result {
namespace {

using Json = nlohmann::ordered_json;

Json Write(const LitmusTest& test);
Json Write(const LitmusCell& cell);
Json Write(const LitmusRow& row);
Json Write(const LitmusMixCase& one);
Json Write(const LitmusMix& mix);

template <typename T>
Json WriteAll(const std::vector<T>& all) {
  Json json = Json::array();
  for (const T& one : all) json.push_back(Write(one));
  return json;
}

Json Write(const LitmusTest& test) {
  return {{"name", test.name},
          {"question", test.question},
          {"observed", test.observed},
          {"asked", test.asked}};
}

Json Write(const LitmusCell& cell) {
  if (!cell.not_explored.empty()) {
    return {{"target", cell.target}, {"not_explored", cell.not_explored}};
  }
  return {{"target", cell.target},
          {"model", cell.model},
          {"reached", cell.reached},
          {"outcomes", cell.outcomes}};
}

Json Write(const LitmusRow& row) {
  return {{"test", row.test},
          {"order", row.order},
          {"cpp", LitmusVerdictName(row.cpp)},
          {"cells", WriteAll(row.cells)}};
}

Json Write(const LitmusMixCase& one) {
  Json json = {
      {"test", one.test}, {"order", one.order}, {"threads", one.threads}};
  if (one.not_explored.empty()) {
    json["reached"] = one.reached;
  } else {
    json["not_explored"] = one.not_explored;
  }
  if (one.exploration.has_value()) {
    json["exploration"] = Json::parse(ToJson(*one.exploration));
  }
  return json;
}

Json Write(const LitmusMix& mix) {
  Json json = {{"a", mix.a}, {"b", mix.b}};
  if (!mix.not_linked.empty()) json["not_linked"] = mix.not_linked;
  json["cases"] = WriteAll(mix.cases);
  return json;
}

// Names may hold any bytes.
std::string Dump(const Json& json) {
  return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace

bool KeepsCpp(const LitmusMatrix& matrix) {
  return std::ranges::all_of(matrix.rows, [](const LitmusRow& row) {
    return std::ranges::all_of(row.cells, [&row](const LitmusCell& cell) {
      const bool may = row.cpp != LitmusVerdict::kForbids || !cell.reached;
      return may && cell.not_explored.empty();
    });
  });
}

bool KeepsCpp(const std::vector<LitmusMix>& mixes) {
  return std::ranges::all_of(mixes, [](const LitmusMix& mix) {
    return mix.not_linked.empty() &&
           std::ranges::all_of(mix.cases, [](const LitmusMixCase& one) {
             return !one.reached && one.not_explored.empty();
           });
  });
}

std::string LitmusVerdictName(LitmusVerdict verdict) {
  switch (verdict) {
    case LitmusVerdict::kForbids:
      return "forbids";
    case LitmusVerdict::kAllows:
      return "allows";
    case LitmusVerdict::kRace:
      break;
  }
  return "race";
}

std::string LitmusMatrixToJson(const LitmusMatrix& matrix) {
  return Dump({{"schema", "atomics-lab/litmus-matrix"},
               {"version", 1},
               {"targets", matrix.targets},
               {"tests", WriteAll(matrix.tests)},
               {"rows", WriteAll(matrix.rows)}});
}

std::string LitmusMixesToJson(const std::vector<LitmusMix>& mixes) {
  return Dump({{"schema", "atomics-lab/litmus-mixes"},
               {"version", 1},
               {"mixes", WriteAll(mixes)}});
}

}  // namespace atomics_lab::result
