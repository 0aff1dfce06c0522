#include "tools/atlas/table_of_results.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "tools/atlas/atlas.h"
#include "tools/result/atlas_table.h"

namespace atomics_lab::atlas {
namespace {

using result::AtlasColumn;
using result::AtlasLine;
using result::AtlasTable;

// Where a question stands among all.
using Place = std::tuple<std::ptrdiff_t, std::ptrdiff_t, int, std::string>;

template <typename Names>
std::ptrdiff_t IndexIn(const Names& names, std::string_view name) {
  return std::distance(std::begin(names), std::ranges::find(names, name));
}

Place PlaceOf(const Question& question) {
  return {IndexIn(kOperations, question.operation),
          IndexIn(kOrders, question.order), question.width, question.result};
}

AtlasColumn ColumnOf(const Target& target) {
  return {.name = target.name,
          .level = target.level,
          .isa = target.isa,
          .compiler = target.compiler,
          .version = target.version};
}

AtlasLine LineOf(const Question& question, std::size_t columns) {
  return {.operation = question.operation,
          .order = question.order,
          .width = question.width,
          .result = question.result,
          .instructions = std::vector<std::string>(columns)};
}

}  // namespace

AtlasTable TableOf(const Atlas& atlas) {
  AtlasTable table;
  std::map<std::string_view, std::size_t> columns;
  for (const Target& target : atlas.targets) {
    columns.emplace(target.name, table.columns.size());
    table.columns.push_back(ColumnOf(target));
  }
  std::map<Place, AtlasLine> lines;
  for (const Cell& cell : atlas.cells) {
    AtlasLine& line =
        lines
            .try_emplace(PlaceOf(cell.question),
                         LineOf(cell.question, table.columns.size()))
            .first->second;
    line.instructions[columns.at(cell.target)] = cell.family;
  }
  table.lines.reserve(lines.size());
  for (auto& [place, line] : lines) table.lines.push_back(std::move(line));
  return table;
}

}  // namespace atomics_lab::atlas
