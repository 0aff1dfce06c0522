#include "tools/result/atlas_table_json.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "nlohmann/json.hpp"
#include "tools/result/atlas_table.h"
#include "tools/result/reader.h"
#include "tools/result/write_json.h"

namespace atomics_lab::result {
namespace {

using Json = nlohmann::ordered_json;

Json WriteColumn(const AtlasColumn& column) {
  return {{"name", column.name},
          {"level", column.level},
          {"isa", column.isa},
          {"compiler", column.compiler},
          {"version", column.version}};
}

AtlasColumn ReadColumn(const Reader& in) {
  AtlasColumn column;
  in.Read("name", column.name);
  in.Read("level", column.level);
  in.Read("isa", column.isa);
  in.Read("compiler", column.compiler);
  in.Read("version", column.version);
  return column;
}

Json WriteLine(const AtlasLine& line) {
  return {{"operation", line.operation},
          {"order", line.order},
          {"width", line.width},
          {"result", line.result},
          {"instructions", line.instructions}};
}

AtlasLine ReadLine(const Reader& in) {
  AtlasLine line;
  in.Read("operation", line.operation);
  in.Read("order", line.order);
  in.Read("width", line.width);
  in.Read("result", line.result);
  in.ReadArray("instructions", line.instructions,
               [](const Reader& one) { return one.String(); });
  return line;
}

}  // namespace

Json WriteAtlasTable(const AtlasTable& table) {
  return {{"columns", WriteArray(table.columns, WriteColumn)},
          {"lines", WriteArray(table.lines, WriteLine)}};
}

AtlasTable ReadAtlasTable(const Reader& in) {
  AtlasTable table;
  in.ReadArray("columns", table.columns, ReadColumn);
  in.ForEach("lines", [&table](const Reader& element) {
    const AtlasLine& line = table.lines.emplace_back(ReadLine(element));
    if (line.instructions.size() == table.columns.size()) return;
    element.Member("instructions")
        .Refuse(absl::StrCat("must have one text for each of ",
                             table.columns.size(), " columns"));
  });
  return table;
}

}  // namespace atomics_lab::result
