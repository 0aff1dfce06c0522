#include "tools/atlas/json.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "nlohmann/json.hpp"
#include "tools/atlas/atlas.h"
#include "tools/result/parse.h"
#include "tools/result/reader.h"

namespace atomics_lab::atlas {
namespace {

using Json = nlohmann::ordered_json;
using result::Reader;

constexpr std::string_view kSchema = "atomics-lab/atlas";
constexpr int kVersion = 1;

Json WriteTarget(const Target& target) {
  return {{"name", target.name},         {"architecture", target.architecture},
          {"level", target.level},       {"isa", target.isa},
          {"compiler", target.compiler}, {"version", target.version}};
}

Json WriteCell(const Cell& cell) {
  return {{"operation", cell.question.operation},
          {"order", cell.question.order},
          {"width", cell.question.width},
          {"result", cell.question.result},
          {"target", cell.target},
          {"mapping", cell.mapping},
          {"family", cell.family},
          {"opcodes", cell.opcodes}};
}

Target ReadTarget(const Reader& in) {
  Target target;
  in.Read("name", target.name);
  in.Read("architecture", target.architecture);
  in.Read("level", target.level);
  in.Read("isa", target.isa);
  in.Read("compiler", target.compiler);
  in.Read("version", target.version);
  return target;
}

template <typename Names>
void CheckAmong(const Names& names, const Reader& in, std::string_view key) {
  const Reader member = in.Member(key);
  const std::string name = member.String();
  if (std::find(std::begin(names), std::end(names), name) == std::end(names)) {
    member.Refuse(absl::StrCat("is no ", key, " that the atlas has"));
  }
}

Cell ReadCell(const Reader& in) {
  CheckAmong(kOperations, in, "operation");
  CheckAmong(kOrders, in, "order");
  Cell cell;
  in.Read("operation", cell.question.operation);
  in.Read("order", cell.question.order);
  in.Read("width", cell.question.width);
  in.Read("result", cell.question.result);
  in.Read("target", cell.target);
  in.Read("mapping", cell.mapping);
  in.Read("family", cell.family);
  in.ReadArray("opcodes", cell.opcodes,
               [](const Reader& opcode) { return opcode.String(); });
  return cell;
}

void CheckSchema(const Reader& in) {
  const Reader schema = in.Member("schema");
  if (schema.String() != kSchema) {
    schema.Refuse(absl::StrCat("must be \"", kSchema, "\""));
  }
  int version = kVersion;
  in.Read("version", version);
  if (version != kVersion) {
    in.Member("version").Refuse(absl::StrCat("must be ", kVersion));
  }
}

Atlas ReadAtlas(const Reader& in) {
  CheckSchema(in);
  Atlas atlas;
  in.ReadArray("targets", atlas.targets, ReadTarget);
  std::set<std::string> names;
  for (const Target& target : atlas.targets) names.insert(target.name);
  in.ReadArray("cells", atlas.cells, [&names](const Reader& element) {
    Cell cell = ReadCell(element);
    if (!names.contains(cell.target)) {
      element.Refuse("is of a target that the file does not have");
    }
    return cell;
  });
  return atlas;
}

}  // namespace

std::string ToJson(const Atlas& atlas) {
  Json json = {{"schema", kSchema},
               {"version", kVersion},
               {"targets", Json::array()},
               {"cells", Json::array()}};
  for (const Target& target : atlas.targets) {
    json["targets"].push_back(WriteTarget(target));
  }
  for (const Cell& cell : atlas.cells) json["cells"].push_back(WriteCell(cell));
  return json.dump(1, ' ', /*ensure_ascii=*/false,
                   Json::error_handler_t::replace) +
         "\n";
}

absl::StatusOr<Atlas> FromJson(std::string_view text, std::string_view name) {
  absl::StatusOr<nlohmann::json> json = result::Parse(text);
  absl::Status error = json.status();
  Atlas atlas;
  if (error.ok()) atlas = ReadAtlas(Reader(*json, error));
  if (error.ok()) return atlas;
  return absl::Status(error.code(), absl::StrCat(name, ": ", error.message()));
}

Atlas Merge(const std::vector<Atlas>& partials) {
  Atlas merged;
  for (const Atlas& part : partials) {
    merged.targets.insert(merged.targets.end(), part.targets.begin(),
                          part.targets.end());
    merged.cells.insert(merged.cells.end(), part.cells.begin(),
                        part.cells.end());
  }
  return merged;
}

}  // namespace atomics_lab::atlas
