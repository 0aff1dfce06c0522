#include "tools/atlas/atlas.h"

#include <algorithm>
#include <iostream>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "nlohmann/json.hpp"
#include "tools/atlas/compare.h"
#include "tools/atlas/document.h"
#include "tools/atlas/json.h"
#include "tools/atlas/table.h"
#include "tools/lab/atlas_file.h"
#include "tools/lab/command.h"
#include "tools/lab/commands.h"
#include "tools/lab/inventory.h"
#include "tools/lab/options.h"

namespace atomics_lab::lab {
namespace {

using atlas::Atlas;
using atlas::Comparison;

template <typename Names>
absl::Status CheckName(std::string_view flag, std::string_view name,
                       const Names& names) {
  if (name.empty() ||
      std::find(std::begin(names), std::end(names), name) != std::end(names)) {
    return absl::OkStatus();
  }
  return absl::InvalidArgumentError(absl::StrCat(
      "--", flag, "=", name, ": it takes ", absl::StrJoin(names, ", ")));
}

absl::Status CheckOptions(const Options& options) {
  absl::Status status =
      CheckName("operation", options.operation, atlas::kOperations);
  status.Update(CheckName("order", options.order, atlas::kOrders));
  return status;
}

absl::StatusOr<Atlas> Load(const std::string& argv0) {
  ABSL_ASSIGN_OR_RETURN(Inventory inventory, Inventory::Find(argv0));
  return ReadAtlas(inventory);
}

void KeepWanted(const Options& options, Atlas& atlas) {
  std::erase_if(atlas.cells, [&options](const atlas::Cell& cell) {
    const atlas::Question& question = cell.question;
    return (!options.operation.empty() &&
            question.operation != options.operation) ||
           (!options.order.empty() && question.order != options.order);
  });
}

std::string DiffJson(const std::vector<Comparison>& comparisons,
                     const atlas::Titles& titles) {
  auto json = nlohmann::ordered_json::array();
  for (const Comparison& comparison : comparisons) {
    const atlas::Question& question = comparison.question;
    nlohmann::ordered_json cell = {{"operation", question.operation},
                                   {"order", question.order},
                                   {"width", question.width},
                                   {"result", question.result}};
    if (!titles.shared.empty()) cell[titles.shared] = comparison.shared;
    cell[titles.left] = comparison.left;
    cell[titles.right] = comparison.right;
    json.push_back(std::move(cell));
  }
  return json.dump(1) + "\n";
}

std::string RenderComparisons(const std::vector<Comparison>& comparisons,
                              const atlas::Titles& titles, Format format) {
  if (format == Format::kJson) return DiffJson(comparisons, titles);
  const auto style =
      format == Format::kText ? atlas::Style::kText : atlas::Style::kMarkdown;
  return atlas::Tables(atlas::Condense(comparisons), titles, style);
}

absl::StatusOr<std::string> RenderDiff(const Atlas& atlas,
                                       const Options& options) {
  const std::vector<std::string> names = absl::StrSplit(options.diff, ',');
  if (names.size() != 2 || names[0] == names[1]) {
    return absl::InvalidArgumentError(
        absl::StrCat("--diff=", options.diff,
                     ": it takes two names with a comma between, as in "
                     "gcc,clang or aarch64,aarch64_lse"));
  }
  ABSL_ASSIGN_OR_RETURN(std::vector<Comparison> all,
                        atlas::Compare(atlas, names[0], names[1]));
  const std::size_t compared = all.size();
  std::erase_if(all,
                [](const Comparison& one) { return one.left == one.right; });
  std::cerr << all.size() << " of " << compared << " cells differ\n";
  return RenderComparisons(
      all,
      {.shared = std::string(atlas::SharedTitle(atlas, names[0], names[1])),
       .left = names[0],
       .right = names[1]},
      options.format);
}

absl::StatusOr<std::string> RenderWhole(const Atlas& atlas, Format format) {
  if (format == Format::kJson) return atlas::ToJson(atlas);
  if (format == Format::kMarkdown) return atlas::RenderDocument(atlas);
  ABSL_ASSIGN_OR_RETURN(std::vector<Comparison> all,
                        atlas::Compare(atlas, "gcc", "clang"));
  return RenderComparisons(
      all, {.shared = "level", .left = "gcc", .right = "clang"}, format);
}

absl::StatusOr<int> RunAtlas(const Options& options, const std::string& argv0) {
  ABSL_RETURN_IF_ERROR(CheckOptions(options));
  ABSL_ASSIGN_OR_RETURN(Atlas atlas, Load(argv0));
  KeepWanted(options, atlas);
  ABSL_ASSIGN_OR_RETURN(std::string text,
                        options.diff.empty()
                            ? RenderWhole(atlas, options.format)
                            : RenderDiff(atlas, options));
  std::cout << text;
  return 0;
}

constexpr Option kOptions[] = {
    {"--diff", &Options::diff, "A,B",
     "Only where two compilers, levels or targets differ: gcc,clang."},
    {"--operation", &Options::operation, "NAME", "Only this row: fetch_add."},
    {"--order", &Options::order, "NAME", "Only this order: seq_cst."},
};

}  // namespace

constinit const Command kAtlasCommand = {
    .name = "atlas",
    .usage = "lab atlas [--diff=A,B] [--operation=NAME] [--order=NAME]",
    .summary = "What every std::atomic operation compiles to (docs/atlas.md).",
    .options = kOptions,
    .formats = kAllFormats,
    .words = "",
    .run = RunAtlas,
};

}  // namespace atomics_lab::lab
