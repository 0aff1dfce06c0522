#include "tools/report/html_atlas.h"

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_replace.h"
#include "nlohmann/json.hpp"
#include "tools/report/script_data.h"
#include "tools/report/web/atlas_html.h"
#include "tools/report/web/atlas_js.h"
#include "tools/result/atlas_table.h"
#include "tools/result/result.h"
#include "tools/text/printable.h"

namespace atomics_lab::report {
namespace {

using Json = nlohmann::ordered_json;
using result::AtlasColumn;
using result::AtlasLine;
using result::AtlasTable;
using text::Printable;

// Texts by number, each once: a few stand in thousands of cells.
class Texts {
 public:
  std::size_t NumberOf(const std::string& text) {
    const auto [found, is_new] = numbers_.emplace(text, texts_.size());
    if (is_new) texts_.push_back(Printable(text));
    return found->second;
  }

  const std::vector<std::string>& texts() const { return texts_; }

 private:
  std::map<std::string, std::size_t> numbers_;
  std::vector<std::string> texts_;
};

Json ColumnOf(const AtlasColumn& column) {
  return {{"name", Printable(column.name)},
          {"level", Printable(column.level)},
          {"isa", Printable(column.isa)},
          {"compiler", Printable(column.compiler)},
          {"version", Printable(column.version)}};
}

// Operation, order, width, result, and each column's text by its number.
Json LineOf(const AtlasLine& line, Texts& texts) {
  Json numbers = Json::array();
  for (const std::string& instructions : line.instructions) {
    numbers.push_back(texts.NumberOf(instructions));
  }
  return Json::array({Printable(line.operation), Printable(line.order),
                      line.width, Printable(line.result), numbers});
}

Json DataOf(const AtlasTable& table) {
  Texts texts;
  Json columns = Json::array();
  for (const AtlasColumn& column : table.columns) {
    columns.push_back(ColumnOf(column));
  }
  Json lines = Json::array();
  for (const AtlasLine& line : table.lines) {
    lines.push_back(LineOf(line, texts));
  }
  return {{"columns", columns}, {"texts", texts.texts()}, {"lines", lines}};
}

}  // namespace

std::string HtmlAtlas(const result::Results& results) {
  if (!results.atlas.has_value()) return "";
  return absl::StrReplaceAll(
      kAtlasHtml, {{"{{data}}", ScriptData(DataOf(*results.atlas).dump())},
                   {"{{script}}", kAtlasJs}});
}

}  // namespace atomics_lab::report
