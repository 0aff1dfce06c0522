#include "tools/atlas/document.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "absl/log/log.h"
#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "tools/atlas/atlas.h"
#include "tools/atlas/compare.h"
#include "tools/atlas/notes.h"
#include "tools/atlas/table.h"
#include "tools/isa/glossary.h"
#include "tools/listing/listing.h"

namespace atomics_lab::atlas {
namespace {

using listing::Architecture;

// Which compilers made the cells: each version once.
std::string Compilers(const Atlas& atlas) {
  std::string text = "## Compilers\n\n";
  std::set<std::string> seen;
  for (const Target& target : atlas.targets) {
    const std::string line =
        absl::StrCat("- ", target.compiler, " for ", target.architecture, ": ",
                     target.version, "\n");
    if (seen.insert(line).second) absl::StrAppend(&text, line);
  }
  return text + "\n";
}

std::string Levels(const Atlas& atlas) {
  std::string text = "| level | instruction set |\n| --- | --- |\n";
  std::set<std::string> seen;
  for (const Target& target : atlas.targets) {
    if (!seen.insert(target.level).second) continue;
    absl::StrAppend(&text, "| ", target.level, " | ", target.isa, " |\n");
  }
  return text + "\n";
}

Architecture ArchitectureOf(const Atlas& atlas, std::string_view target) {
  const auto found = std::find_if(
      atlas.targets.begin(), atlas.targets.end(),
      [target](const Target& other) { return other.name == target; });
  for (const Architecture each : listing::kArchitectures) {
    if (found->architecture == ArchitectureName(each)) return each;
  }
  LOG(FATAL) << "no architecture " << found->architecture;
}

absl::Status NoLine(const Cell& cell, std::string_view opcode) {
  return absl::NotFoundError(absl::StrCat(
      "no glossary line for `", opcode, "`, which ", cell.target, " has in ",
      cell.question.operation, "; add one in tools/isa/*_glossary.cc"));
}

using Glossary = std::map<std::string, isa::Explanation>;

// What explains every opcode of one architecture's cells.
absl::StatusOr<Glossary> Explained(const Atlas& atlas,
                                   Architecture architecture) {
  Glossary glossary;
  for (const Cell& cell : atlas.cells) {
    if (ArchitectureOf(atlas, cell.target) != architecture) continue;
    for (const std::string& opcode : cell.opcodes) {
      const std::optional<isa::Explanation> line =
          isa::Explain(architecture, opcode);
      if (!line.has_value()) return NoLine(cell, opcode);
      glossary.emplace(line->name, *line);
    }
  }
  return glossary;
}

absl::StatusOr<std::string> GlossaryText(const Atlas& atlas) {
  std::string text = "## Glossary\n";
  for (Architecture architecture : listing::kArchitectures) {
    ABSL_ASSIGN_OR_RETURN(Glossary glossary, Explained(atlas, architecture));
    if (glossary.empty()) continue;
    absl::StrAppend(
        &text, "\n### ", ArchitectureName(architecture),
        "\n\n| mnemonic | meaning | manual |\n| --- | --- | --- |\n");
    for (const auto& [name, line] : glossary) {
      absl::StrAppend(&text, "| `", name, "` | ", line.meaning, " | ",
                      line.section, " |\n");
    }
  }
  return text;
}

}  // namespace

absl::StatusOr<std::string> RenderDocument(const Atlas& atlas) {
  ABSL_ASSIGN_OR_RETURN(std::vector<Comparison> all,
                        Compare(atlas, "gcc", "clang"));
  ABSL_ASSIGN_OR_RETURN(std::string glossary, GlossaryText(atlas));
  return absl::StrCat(
      Introduction(), Levels(atlas), Compilers(atlas),
      Tables(Condense(all),
             {.shared = "level", .left = "gcc", .right = "clang"},
             Style::kMarkdown),
      "\n", Notes(), glossary);
}

}  // namespace atomics_lab::atlas
