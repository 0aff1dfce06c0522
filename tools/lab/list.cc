#include <algorithm>
#include <iostream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "counters/catalog.h"
#include "nlohmann/json.hpp"
#include "tools/lab/command.h"
#include "tools/lab/commands.h"
#include "tools/lab/inventory.h"
#include "tools/lab/options.h"
#include "tools/result/result.h"

namespace atomics_lab::lab {
namespace {

using Json = nlohmann::ordered_json;
using Cells = std::vector<std::string>;

Json Counters() {
  Json counters = Json::array();
  for (const Specimen& specimen : Specimens()) {
    const Claims& claims = specimen.claims;
    counters.push_back(
        {{"name", specimen.name},
         {"summary", specimen.summary},
         {"header", specimen.header},
         {"lossless", claims.lossless},
         {"lossless_under_tso", claims.lossless || claims.lossless_under_tso},
         {"progress", Name(claims.progress)},
         {"fairness", Name(claims.fairness)},
         {"ordering", Name(claims.ordering)},
         {"width_bits", claims.width_bits},
         {"limit", claims.limit},
         {"reads", Name(claims.reads)}});
  }
  return counters;
}

Json Targets(const result::Results& results) {
  Json targets = Json::array();
  for (const result::Target& target : results.targets) {
    Json machines = Json::array();
    for (const result::TestRun& run : target.runs) {
      machines.push_back(run.machine);
    }
    targets.push_back({{"name", target.name},
                       {"architecture", target.architecture},
                       {"isa", target.isa},
                       {"compiler", target.compiler},
                       {"flags", target.flags},
                       {"machines", machines}});
  }
  return targets;
}

std::string CellText(const Json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_boolean()) return value.get<bool>() ? "yes" : "no";
  if (!value.is_array()) return value.dump();
  Cells parts;
  for (const Json& part : value) parts.push_back(CellText(part));
  return parts.empty() ? "-" : absl::StrJoin(parts, " ");
}

// What programs want and people seldom do: the table leaves it out.
constexpr std::string_view kJsonOnly[] = {"header", "lossless_under_tso",
                                          "limit"};

// Rows of the array's objects under a row of their keys.
std::vector<Cells> ToCells(const Json& objects) {
  std::vector<Cells> rows(objects.size() + 1);
  for (std::size_t i = 0; i < objects.size(); ++i) {
    for (const auto& [key, value] : objects[i].items()) {
      if (std::ranges::find(kJsonOnly, key) != std::end(kJsonOnly)) continue;
      if (i == 0) rows.front().push_back(key);
      rows[i + 1].push_back(CellText(value));
    }
  }
  return rows;
}

std::vector<std::size_t> Widths(const std::vector<Cells>& rows) {
  std::vector<std::size_t> widths(rows.front().size());
  for (const Cells& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      widths[i] = std::max(widths[i], row[i].size());
    }
  }
  return widths;
}

std::string RenderText(const Json& objects) {
  const std::vector<Cells> rows = ToCells(objects);
  const std::vector<std::size_t> widths = Widths(rows);
  std::string text;
  for (const Cells& row : rows) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) {
      absl::StrAppend(&line, row[i],
                      std::string(widths[i] - row[i].size() + 2, ' '));
    }
    absl::StrAppend(&text, line.substr(0, line.find_last_not_of(' ') + 1),
                    "\n");
  }
  return text;
}

std::string RenderMarkdown(const Json& objects) {
  std::vector<Cells> rows = ToCells(objects);
  rows.insert(rows.begin() + 1, Cells(rows.front().size(), "---"));
  std::string text;
  for (const Cells& row : rows) {
    absl::StrAppend(&text, "| ", absl::StrJoin(row, " | "), " |\n");
  }
  return text;
}

std::string Render(const Json& objects, Format format) {
  switch (format) {
    case Format::kJson:
      return objects.dump(2) + "\n";
    case Format::kMarkdown:
      return RenderMarkdown(objects);
    case Format::kJUnit:  // a form of reports alone
    case Format::kText:
      break;
  }
  return RenderText(objects);
}

absl::StatusOr<int> RunList(const Options& options, const std::string& argv0) {
  const std::string_view what =
      options.words.size() == 2 ? std::string_view(options.words[1]) : "";
  if (what == "counters") {
    std::cout << Render(Counters(), options.format);
    return 0;
  }
  if (what != "targets") {
    return absl::InvalidArgumentError(
        "list takes one word: `lab list counters` or `lab list targets`");
  }
  ABSL_ASSIGN_OR_RETURN(Inventory inventory, Inventory::Find(argv0));
  ABSL_ASSIGN_OR_RETURN(result::Results results, inventory.Load());
  std::cout << Render(Targets(results), options.format);
  return 0;
}

}  // namespace

constinit const Command kListCommand = {
    .name = "list",
    .usage = "lab list counters|targets",
    .summary = "What there is, and what it claims.",
    .options = {},
    .formats = kAllFormats,
    .words = "counters|targets",
    .run = RunList,
};

}  // namespace atomics_lab::lab
